import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Batcher, type BatcherOptions } from './batcher.ts';

const options: BatcherOptions = {
	maxBatch: 10,
	maxInFlight: 2,
	maxWaiting: 100,
	overflow: () => new Error('too many')
};

/** A flush that the test ends by hand, and what it was given. */
function controlledFlush() {
	const batches: { entries: readonly number[]; end: () => void; fail: (error: Error) => void }[] =
		[];
	let arrived = Promise.withResolvers<void>();
	return {
		batches,
		/** Resolves once that many flushes have begun. */
		async begun(count: number) {
			while (batches.length < count) await arrived.promise;
		},
		flush: (entries: readonly number[]) =>
			new Promise<number[]>((resolve, reject) => {
				batches.push({ entries, end: () => resolve(entries.map((n) => n * 2)), fail: reject });
				arrived.resolve();
				arrived = Promise.withResolvers<void>();
			})
	};
}

describe('Batcher', () => {
	it('gives every caller its own outcome, in batches of bounded size, few at a time', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer(), { minLength: 1, maxLength: 60 }),
				fc.integer({ min: 1, max: 7 }),
				fc.integer({ min: 1, max: 3 }),
				async (entries, maxBatch, maxInFlight) => {
					let running = 0;
					const flushed: number[][] = [];
					const batcher = new Batcher<number, string>(
						async (batch) => {
							running++;
							expect(running).toBeLessThanOrEqual(maxInFlight);
							expect(batch.length).toBeLessThanOrEqual(maxBatch);
							flushed.push([...batch]);
							await new Promise((resolve) => setImmediate(resolve));
							running--;
							return batch.map((entry) => `đã ghi ${entry}`);
						},
						{ ...options, maxBatch, maxInFlight }
					);
					const outcomes = await Promise.all(entries.map((entry) => batcher.add(entry)));
					expect(outcomes).toEqual(entries.map((entry) => `đã ghi ${entry}`));
					// Each entry is handed over once, first come first.
					expect(flushed.flat()).toEqual(entries);
					expect(batcher.idle).toBe(true);
				}
			)
		);
	});

	it('hands over what waited during a flush together', async () => {
		const { flush, batches, begun } = controlledFlush();
		const batcher = new Batcher(flush, { ...options, maxInFlight: 1 });
		const first = batcher.add(1);
		await begun(1);
		const rest = [2, 3, 4].map((entry) => batcher.add(entry));
		expect(batcher.idle).toBe(false);
		expect(batches.map(({ entries }) => entries)).toEqual([[1]]);
		batches[0]?.end();
		await begun(2);
		expect(batches[1]?.entries).toEqual([2, 3, 4]);
		batches[1]?.end();
		expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8]);
		expect(batcher.idle).toBe(true);
	});

	it('tells every caller of a batch its error and goes on with the next', async () => {
		const { flush, batches, begun } = controlledFlush();
		const batcher = new Batcher(flush, { ...options, maxInFlight: 1, maxBatch: 2 });
		const all = Promise.allSettled([1, 2, 3].map((entry) => batcher.add(entry)));
		await begun(1);
		batches[0]?.fail(new Error('no connection'));
		await begun(2);
		batches[1]?.end();
		expect(await all).toMatchObject([
			{ status: 'rejected', reason: { message: 'no connection' } },
			{ status: 'rejected', reason: { message: 'no connection' } },
			{ status: 'fulfilled', value: 6 }
		]);
	});

	it('takes an error thrown at once, and too few outcomes, as failures', async () => {
		const throwing = new Batcher<number, number>(() => {
			throw new Error('at once');
		}, options);
		await expect(throwing.add(1)).rejects.toThrow('at once');
		expect(throwing.idle).toBe(true);
		const short = new Batcher<number, number>(async () => [1], options);
		const [first, second] = await Promise.allSettled([short.add(1), short.add(2)]);
		expect(first).toEqual({ status: 'fulfilled', value: 1 });
		expect(second?.status).toBe('rejected');
	});

	it('refuses what is more than may wait, and takes entries again later', async () => {
		const { flush, batches, begun } = controlledFlush();
		const batcher = new Batcher(flush, { ...options, maxInFlight: 1, maxBatch: 1, maxWaiting: 3 });
		const running = batcher.add(0);
		await begun(1);
		const waiting = [1, 2, 3].map((entry) => batcher.add(entry));
		await expect(batcher.add(4)).rejects.toThrow('too many');
		batches[0]?.end();
		await running;
		await begun(2);
		const accepted = batcher.add(5);
		for (let flushes = 2; flushes <= 5; flushes++) {
			await begun(flushes);
			batches[flushes - 1]?.end();
		}
		expect(await Promise.all([...waiting, accepted])).toEqual([2, 4, 6, 10]);
	});
});
