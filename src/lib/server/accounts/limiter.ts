import { LRUCache } from 'lru-cache';
import { AppError } from '#lib/domain/errors.ts';
import type { Clock } from '#lib/server/clock.ts';

/** Counts failures per key in a sliding window and refuses once there were too many. */
export interface FailureLimiter {
	/**
	 * Does the work, which gives null for a failure. Throws RATE_LIMITED with the seconds to wait when
	 * `key` has failed too often; attempts under way count as failures until they are known not to be,
	 * so that guesses sent together are not all let through. A success forgets the failures; an error
	 * is neither.
	 */
	attempt<T>(key: string, work: () => Promise<T | null>): Promise<T | null>;
}

/**
 * A limiter kept in this node's memory, bounded in size: guessing must be slow, not impossible to
 * spread, so nodes need not share it.
 */
export function createFailureLimiter(
	clock: Clock,
	options: { failures: number; windowMs: number }
): FailureLimiter {
	const failures = new LRUCache<string, number[]>({ max: 50_000 });
	const underWay = new Map<string, number>();
	const recent = (key: string) =>
		(failures.get(key) ?? []).filter((at) => at > clock.now() - options.windowMs);

	function begin(key: string): void {
		const times = recent(key);
		const busy = underWay.get(key) ?? 0;
		if (times.length + busy >= options.failures) {
			const oldest = times[times.length - options.failures];
			const wait = oldest === undefined ? 0 : oldest + options.windowMs - clock.now();
			throw new AppError('RATE_LIMITED', { seconds: Math.max(1, Math.ceil(wait / 1000)) });
		}
		underWay.set(key, busy + 1);
	}

	function end(key: string): void {
		const busy = (underWay.get(key) ?? 1) - 1;
		if (busy === 0) underWay.delete(key);
		else underWay.set(key, busy);
	}

	return {
		async attempt(key, work) {
			begin(key);
			try {
				const outcome = await work();
				if (outcome !== null) failures.delete(key);
				else failures.set(key, [...recent(key), clock.now()].slice(-options.failures));
				return outcome;
			} finally {
				end(key);
			}
		}
	};
}
