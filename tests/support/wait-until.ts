/**
 * Waits until `check` gives something other than false, null or undefined, and gives that. Throws
 * after `limitMs`, far beyond what the slowest machine needs, so that a test fails with a sentence.
 */
export async function waitUntil<T>(
	what: string,
	check: () => T | Promise<T>,
	limitMs = 15_000
): Promise<NonNullable<Exclude<T, false>>> {
	const end = performance.now() + limitMs;
	for (;;) {
		const value = await check();
		if (value !== false && value !== null && value !== undefined) {
			return value as NonNullable<Exclude<T, false>>;
		}
		if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain until ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
