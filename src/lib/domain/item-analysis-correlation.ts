/** Sums of squares and products about the means, which may be added up over several rounds. */
export interface Deviations {
	/** Sum of (x - mean of x) squared. */
	readonly xSquare: number;
	/** Sum of (y - mean of y) squared. */
	readonly ySquare: number;
	/** Sum of (x - mean of x) (y - mean of y). */
	readonly product: number;
}

/** A pair of values and how many people have it. */
export interface WeightedPair {
	readonly x: number;
	readonly y: number;
	readonly count: number;
}

/** Deviations of pairs about their means, in two passes: nothing is lost by cancellation. */
export function deviationsOf(pairs: readonly WeightedPair[]): Deviations {
	const people = pairs.reduce((sum, { count }) => sum + count, 0);
	if (people === 0) return { xSquare: 0, ySquare: 0, product: 0 };
	const xMean = pairs.reduce((sum, { x, count }) => sum + x * count, 0) / people;
	const yMean = pairs.reduce((sum, { y, count }) => sum + y * count, 0) / people;
	let xSquare = 0;
	let ySquare = 0;
	let product = 0;
	for (const { x, y, count } of pairs) {
		xSquare += count * (x - xMean) ** 2;
		ySquare += count * (y - yMean) ** 2;
		product += count * (x - xMean) * (y - yMean);
	}
	return { xSquare, ySquare, product };
}

/** A sum of squares up to this is what rounding leaves of values that do not vary. */
const rounding = 1e-12;

/**
 * Pearson's product-moment correlation, r = Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)² Σ(y−ȳ)²), -1 to 1; null when x
 * or y does not vary. With x of 0 and 1 it is the point-biserial correlation
 * r = (M₁ − M₀) √(p q) / s of the textbooks (Lord & Novick 1968, Statistical Theories of Mental Test
 * Scores, ch. 15; Crocker & Algina 1986, Introduction to Classical and Modern Test Theory, ch. 14).
 */
export function correlation({ xSquare, ySquare, product }: Deviations): number | null {
	if (!varies(xSquare) || !varies(ySquare)) return null;
	return Math.min(1, Math.max(-1, product / Math.sqrt(xSquare * ySquare)));
}

/** True when a sum of squared deviations stems from values that differ. */
export function varies(square: number): boolean {
	return square > rounding;
}
