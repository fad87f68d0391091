/** Participation rate, 0 to 1; null where nobody is counted. */
export function rateOf({
	submitted,
	headcount
}: {
	readonly submitted: number;
	readonly headcount: number;
}): number | null {
	return headcount > 0 ? submitted / headcount : null;
}

/** Units of which somebody took part, in the order given; in a short list the others say nothing. */
export function activeUnits<Unit extends { readonly submitted: number }>(
	units: readonly Unit[]
): Unit[] {
	return units.filter((unit) => unit.submitted > 0);
}
