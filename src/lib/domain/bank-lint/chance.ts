/**
 * The tests of chance that the checks of form use, each at this level: of a hundred banks that give
 * nothing away, a test wrongly blames one at most.
 */
export const level = 0.01;

/**
 * The probability that at least `count` of independent events happen, the i-th with `probabilities[i]`:
 * the upper tail of the Poisson-binomial distribution, exact (Y. H. Wang, On the number of successes in
 * independent trials, Statistica Sinica 3, 1993). With equal probabilities it is that of the binomial.
 */
export function tailAtLeast(probabilities: readonly number[], count: number): number {
	if (count <= 0) return 1;
	// distribution[k]: probability that k of the events so far happened; the last entry gathers all
	// counts from `count` on. Only what is not negligible, from `low` to `high`, is worked on.
	const distribution = new Float64Array(count + 1);
	distribution[0] = 1;
	let low = 0;
	let high = 0;
	for (const probability of probabilities) {
		high = Math.min(count, high + 1);
		for (let k = high; k >= low; k--) {
			const stays = k === count ? 1 : 1 - probability;
			distribution[k] =
				(distribution[k] as number) * stays + (distribution[k - 1] ?? 0) * probability;
		}
		while (low < high && (distribution[low] as number) < negligible) distribution[low++] = 0;
		while (high > low && (distribution[high] as number) < negligible) distribution[high--] = 0;
	}
	return distribution[count] as number;
}

/** Far below any level, and far above where machines count slowly. */
const negligible = 1e-30;

/**
 * Upper 1 % points of the chi-square distribution by degrees of freedom, from 1 on (NIST/SEMATECH
 * e-Handbook of Statistical Methods, table 1.3.6.7.4).
 */
const chiSquareLimits = [6.635, 9.21, 11.345, 13.277, 15.086, 16.812, 18.475];

/**
 * Whether counts of equally probable classes differ beyond chance, by Pearson's chi-square test at
 * `level`; for two to eight classes. Null where a class expects fewer than five (Cochran's rule): then
 * the test does not hold.
 */
export function isUneven(counts: readonly number[]): boolean | null {
	const limit = chiSquareLimits[counts.length - 2];
	const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
	if (limit === undefined || expected < 5) return null;
	const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
	return statistic > limit;
}
