import { afterEach, describe, expect, it } from 'vitest';
import { createBankThreads, type BankThreads } from '#lib/server/banks/bank-threads.ts';
import { ThreadsClosed } from '#lib/server/banks/thread.ts';
import { bankContent, bankItem, bankItems } from '../support/bank.ts';
import { importChoices } from '../support/imported.ts';

const generous = {
	...{ readingTime: 120_000, workTime: 120_000, files: 4 },
	...{ heapMegabytes: 450, memoryMegabytes: 900 }
};
const open: BankThreads[] = [];
afterEach(() => Promise.all(open.splice(0).map((threads) => threads.close())));

function withLimits(limits: Partial<typeof generous>): BankThreads {
	const threads = createBankThreads({ ...generous, ...limits });
	open.push(threads);
	return threads;
}

function file(count: number): Uint8Array {
	const items = Array.from({ length: count }, (_, index) =>
		bankItem(index, { rationale: 'Vì sao? '.repeat(200) })
	);
	return Buffer.from(JSON.stringify(bankContent('lon', items)));
}
const small = () => Buffer.from(JSON.stringify(bankContent('nho', bankItems(5))));
const read = (threads: BankThreads, bytes: Uint8Array) => threads.read('tep.json', bytes, () => {});
const tooComplex = { code: 'FILE_TOO_LARGE', issues: [{ code: 'FILE_TOO_COMPLEX' }] };

describe('a file that takes', () => {
	it('more memory than a thread may have is refused, and the next one is read', async () => {
		const threads = withLimits({ heapMegabytes: 40 });
		await expect(read(threads, file(8_000))).rejects.toMatchObject(tooComplex);
		expect((await read(threads, small())).overview.items).toBe(5);
	});

	it('memory outside of its heap is refused', async () => {
		const threads = withLimits({ memoryMegabytes: 10 });
		await expect(read(threads, file(8_000))).rejects.toMatchObject(tooComplex);
	});

	it('too long is refused', async () => {
		const threads = withLimits({ readingTime: 1 });
		await expect(read(threads, file(2_000))).rejects.toMatchObject(tooComplex);
	});

	it('its time does not hold up those that were read already', async () => {
		const threads = withLimits({});
		const { found } = await read(threads, small());
		const choices = importChoices();
		const view = { show: 'all', page: 1 } as const;
		const task = { found, choices, known: null, register: [], view };
		// The other thread is there already: what counts is not how long it takes to start.
		await threads.preview(task);
		let isReading = true;
		const long = read(threads, file(8_000)).finally(() => (isReading = false));
		expect((await threads.preview(task)).shown).toBe(5);
		expect(isReading).toBe(true);
		expect((await long).overview.items).toBe(8_000);
	});
});

it('progress is told while reading, and small buffers stay with their owner', async () => {
	const threads = withLimits({});
	const bytes = small();
	const counts: number[] = [];
	await threads.read('tep.json', bytes, (count) => counts.push(count));
	expect(counts).toEqual([5]);
	expect(bytes.length).toBeGreaterThan(0);
});

it('only so many files wait', async () => {
	const threads = withLimits({ files: 2 });
	const reads = [read(threads, small()), read(threads, small())];
	expect(threads.hasRoom()).toBe(false);
	await expect(read(threads, small())).rejects.toMatchObject({ code: 'UPLOADS_BUSY' });
	await Promise.all(reads);
	expect(threads.hasRoom()).toBe(true);
});

it('closing ends what runs and what waits', async () => {
	const threads = withLimits({});
	const reads = [read(threads, file(8_000)), read(threads, small())];
	const ends = Promise.allSettled(reads);
	await threads.close();
	for (const end of await ends) expect(end).toMatchObject({ reason: expect.any(ThreadsClosed) });
	await expect(read(threads, small())).rejects.toThrow(ThreadsClosed);
});
