/**
 * True when PostgreSQL refused because the named constraint (or unique index) is violated. Services
 * turn these races into the refusal a person can act on.
 */
export function violates(error: unknown, constraint: string): boolean {
	return (
		error instanceof Error &&
		error.name === 'PostgresError' &&
		(error as { constraint_name?: string }).constraint_name === constraint
	);
}
