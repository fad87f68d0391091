import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCoalescer } from './coalescer.ts';

const interval = 400;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A coalescer whose runs are recorded; `hold` makes them last until `release`. */
function recorded() {
	const runs: { key: number; state: number }[] = [];
	const errors: unknown[] = [];
	let held: PromiseWithResolvers<void> | undefined;
	const world = { state: 0, failing: false };
	const coalescer = createCoalescer(
		interval,
		async (key) => {
			runs.push({ key, state: world.state });
			await held?.promise;
			if (world.failing) throw new Error('cannot');
		},
		(error) => errors.push(error)
	);
	return {
		coalescer,
		runs,
		errors,
		world,
		hold: () => (held = Promise.withResolvers<void>()),
		release: () => held?.resolve()
	};
}

describe('coalescer', () => {
	it('runs at once for the first request, then once per interval with the latest state', async () => {
		const { coalescer, runs, world } = recorded();
		for (world.state = 1; world.state <= 100; world.state++) coalescer.request(7);
		expect(runs).toEqual([{ key: 7, state: 1 }]);
		await vi.advanceTimersByTimeAsync(interval - 1);
		expect(runs).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(1);
		expect(runs).toEqual([
			{ key: 7, state: 1 },
			{ key: 7, state: 101 }
		]);
		await vi.advanceTimersByTimeAsync(10 * interval);
		expect(runs).toHaveLength(2);
	});

	it('is bounded under a steady stream and never forgets the last request', async () => {
		const { coalescer, runs, world } = recorded();
		for (let step = 0; step < 1_000; step++) {
			world.state = step;
			coalescer.request(1);
			await vi.advanceTimersByTimeAsync(10);
		}
		await vi.advanceTimersByTimeAsync(interval);
		expect(runs.length).toBeLessThanOrEqual(10_000 / interval + 2);
		expect(runs.at(-1)?.state).toBe(999);
	});

	it('follows a request made during a run by another run', async () => {
		const { coalescer, runs, world, hold, release } = recorded();
		hold();
		coalescer.request(1);
		world.state = 5;
		coalescer.request(1);
		await vi.advanceTimersByTimeAsync(5 * interval);
		expect(runs).toHaveLength(1);
		release();
		await vi.advanceTimersByTimeAsync(interval);
		expect(runs).toEqual([
			{ key: 1, state: 0 },
			{ key: 1, state: 5 }
		]);
	});

	it('keeps keys apart', () => {
		const { coalescer, runs } = recorded();
		for (const key of [1, 2, 1, 2, 3]) coalescer.request(key);
		expect(runs.map(({ key }) => key)).toEqual([1, 2, 3]);
	});

	it('reports an error and goes on', async () => {
		const { coalescer, runs, errors, world } = recorded();
		world.failing = true;
		coalescer.request(1);
		coalescer.request(1);
		await vi.advanceTimersByTimeAsync(interval);
		expect(runs).toHaveLength(2);
		expect(errors).toHaveLength(2);
		world.failing = false;
		await vi.advanceTimersByTimeAsync(interval);
		coalescer.request(1);
		expect(runs).toHaveLength(3);
	});

	it('does nothing more once stopped', async () => {
		const { coalescer, runs, hold, release } = recorded();
		hold();
		coalescer.request(1);
		coalescer.request(1);
		coalescer.stop();
		release();
		await vi.advanceTimersByTimeAsync(10 * interval);
		coalescer.request(1);
		coalescer.request(2);
		expect(runs).toHaveLength(1);
		expect(vi.getTimerCount()).toBe(0);
	});
});
