/** Names of the units that own banks, by id. */
export async function ownerNames(
	{ app }: App.Locals,
	banks: readonly { readonly unitId: number | null }[]
): Promise<Map<number, string>> {
	const ids = new Set(banks.map(({ unitId }) => unitId).filter((id) => id !== null));
	const units = await Promise.all([...ids].map((id) => app.units.find(id)));
	return new Map(units.map(({ id, name }) => [id, name]));
}
