/**
 * A deterministic stream of pseudo-random numbers, so that a paper can be drawn again from its seed.
 * The state is 128 bits of xoshiro128** (Blackman and Vigna, 2018), filled from the seed text by a
 * 32-bit FNV-1a/avalanche hash. It decides which questions a person sees, never a secret.
 */
export interface RandomSource {
	/** Whole number in [0, bound), every value equally likely. `bound` is 1 to 2^32. */
	below(bound: number): number;
}

/** Stream of numbers fixed by `seed`; the same seed always gives the same stream. */
export function seededRandom(seed: string): RandomSource {
	let [a, b, c, d] = [
		hash32(seed, 0x9e3779b9),
		hash32(seed, 0x243f6a88),
		hash32(seed, 0xb7e15162),
		hash32(seed, 0x8aed2a6b)
	];
	if ((a | b | c | d) === 0) a = 1;

	function next(): number {
		const product = Math.imul(b, 5);
		const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = (d << 11) | (d >>> 21);
		return result;
	}

	return {
		below(bound) {
			// Rejection keeps every value equally likely for bounds that do not divide 2^32.
			const limit = 4294967296 - (4294967296 % bound);
			let value = next();
			while (value >= limit) value = next();
			return value % bound;
		}
	};
}

/** A shuffled copy of `values` (Fisher and Yates); every order equally likely. */
export function shuffled<T>(values: readonly T[], random: RandomSource): T[] {
	const result = [...values];
	for (let last = result.length - 1; last > 0; last--) {
		const other = random.below(last + 1);
		const moved = result[last] as T;
		result[last] = result[other] as T;
		result[other] = moved;
	}
	return result;
}

function hash32(text: string, basis: number): number {
	let hash = basis ^ 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
