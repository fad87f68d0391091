import { z } from 'zod';

/** What a role covers, as a form names it: everything, or a unit by its id. */
export const everywhere = 'all';

export const scopeSchema = z
	.string()
	.min(1)
	.regex(/^(all|[1-9]\d{0,9})$/)
	.refine((text) => text === everywhere || Number(text) <= 2_147_483_647);

/** Id of the unit that a scope names; null is the whole installation. */
export function scopeUnit(scope: string): number | null {
	return scope === everywhere ? null : Number(scope);
}

/** A unit among the choices, set in by its depth below the topmost unit. */
export function scopeOption(unit: { id: number; name: string; path: string }): {
	value: string;
	label: string;
} {
	const depth = unit.path.split('.').length - 1;
	return { value: String(unit.id), label: `${'\u2003'.repeat(depth)}${unit.name}` };
}
