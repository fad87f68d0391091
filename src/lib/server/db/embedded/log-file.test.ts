import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFile } from './log-file.ts';

describe('openLogFile', () => {
	let folder = '';
	let path = '';
	const sizes = async () => [(await stat(path)).size, (await stat(`${path}.1`)).size];

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'log-'));
		path = join(folder, 'postgres.log');
	});

	afterEach(() => rm(folder, { recursive: true }));

	it('starts a new file when the old one is above the bound', async () => {
		await writeFile(path, 'x'.repeat(101));
		const log = await openLogFile(path, 100);
		expect(await sizes()).toEqual([0, 101]);
		await log.close();
	});

	it('empties the open file above the bound and keeps the writer going', async () => {
		const log = await openLogFile(path, 100);
		writeSync(log.fd, 'x'.repeat(100));
		expect(await log.keepBounded()).toBe(false);
		writeSync(log.fd, 'x');
		expect(await log.keepBounded()).toBe(true);
		writeSync(log.fd, 'after');
		expect(await sizes()).toEqual([5, 101]);
		await log.close();
	});

	it('gives only what is new', async () => {
		await writeFile(path, 'old\n');
		const log = await openLogFile(path);
		writeSync(log.fd, 'new\n');
		expect(await log.newText()).toBe('new\n');
		await log.close();
	});

	it('does not follow a symbolic link', async () => {
		await writeFile(join(folder, 'elsewhere'), '');
		await symlink('elsewhere', path);
		await expect(openLogFile(path)).rejects.toMatchObject({ code: 'ELOOP' });
	});
});
