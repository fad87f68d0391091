import { LRUCache } from 'lru-cache';
import { AppError } from '#lib/domain/errors.ts';
import type { Clock } from '#lib/server/clock.ts';

/** Counts failures per key in a sliding window and refuses once there were too many. */
export interface FailureLimiter {
	/** Throws RATE_LIMITED with the seconds to wait when `key` has failed too often. */
	check(key: string): void;
	fail(key: string): void;
	succeed(key: string): void;
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
	const recent = (key: string) =>
		(failures.get(key) ?? []).filter((at) => at > clock.now() - options.windowMs);
	return {
		check(key) {
			const times = recent(key);
			const oldest = times[times.length - options.failures];
			if (oldest === undefined) return;
			throw new AppError('RATE_LIMITED', {
				seconds: Math.max(1, Math.ceil((oldest + options.windowMs - clock.now()) / 1000))
			});
		},
		fail(key) {
			failures.set(key, [...recent(key), clock.now()].slice(-options.failures));
		},
		succeed(key) {
			failures.delete(key);
		}
	};
}
