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
