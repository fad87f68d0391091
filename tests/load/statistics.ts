/** The value below which the given part (0 to 1) of the values lies; nearest rank. NaN without values. */
export function percentile(values: readonly number[], part: number): number {
	if (values.length === 0) return Number.NaN;
	const sorted = Float64Array.from(values).sort();
	return (
		sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ??
		Number.NaN
	);
}

/** Rounded to `digits` after the point. */
export function round(value: number, digits = 1): number {
	const factor = 10 ** digits;
	return Math.round(value * factor) / factor;
}
