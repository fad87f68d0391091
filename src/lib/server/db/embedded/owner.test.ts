import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimOwnership } from './owner.ts';

describe('claimOwnership', () => {
	let folder = '';
	let ownerFile = '';

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'owner-'));
		ownerFile = join(folder, 'owner.json');
	});

	afterEach(() => rm(folder, { recursive: true }));

	it.each([
		['no owner', null],
		['an owner of an earlier boot', { startTime: '1', bootId: 'another boot' }],
		['a file cut off by a power failure', 'cut off']
	])('lets exactly one of many claims win over %s', async (_, before) => {
		for (let round = 0; round < 50; round++) {
			if (before) {
				const owner = { pid: process.pid, token: `dead-${round}`, ...Object(before) };
				await writeFile(ownerFile, typeof before === 'string' ? before : JSON.stringify(owner));
			}
			const claims = await Promise.allSettled(
				Array.from({ length: 8 }, () => claimOwnership(ownerFile))
			);
			const won = claims.filter((claim) => claim.status === 'fulfilled');
			expect(won).toHaveLength(1);
			for (const claim of claims.filter((claim) => claim.status === 'rejected')) {
				expect(claim.reason).toMatchObject({ code: 'ALREADY_RUNNING' });
			}
			await won[0]?.value.release();
			expect(await readdir(folder)).toEqual([]);
		}
	});

	it('does not take a re-used pid for the owner', async () => {
		const first = await claimOwnership(ownerFile);
		const owner = JSON.parse(await readFile(ownerFile, 'utf8')) as Record<string, unknown>;
		await writeFile(ownerFile, JSON.stringify({ ...owner, startTime: '1', token: 'older' }));
		const second = await claimOwnership(ownerFile);

		// The first, whose file is no longer there, must not remove the second's.
		await first.release();
		await expect(claimOwnership(ownerFile)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
		await second.release();
	});
});
