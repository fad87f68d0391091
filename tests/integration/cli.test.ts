import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startEmbeddedPostgres } from '#lib/server/db/embedded/index.ts';
import { createContestWorld, type ContestWorld } from '../support/contest-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { removeFolder, temporaryFolder } from '../support/embedded-postgres.ts';
import { withServer } from '../support/postgres-server.ts';
import { runProgram } from '../support/program.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let folder = '';

/** Runs a verb as `npm run cli --` does; without a database, a data directory that nothing may use. */
function cli(args: readonly string[], settings: Record<string, string> = {}) {
	const nowhere = { DATA_DIR: join(folder, 'must not be used') };
	return runProgram([process.execPath, 'src/cli/main.ts', ...args], { ...nowhere, ...settings });
}

/** Expects a call that fails with one sentence. */
async function sentence(
	code: number,
	args: readonly string[],
	settings: Record<string, string> = {}
): Promise<string> {
	const result = await cli(args, settings);
	expect(result).toEqual({ code, output: expect.stringMatching(/^[^\n]+\.( \[[A-Z_]+\])?\n$/) });
	return result.output;
}

beforeAll(async () => {
	folder = await temporaryFolder();
});

afterAll(() => removeFolder(folder));

describe('calls', () => {
	it('are explained', async () => {
		const { code, output } = await cli(['--help']);
		expect(code).toBe(0);
		const verbs = ['migrate', 'load-banks', 'check-banks', 'banks', 'rebuild-standings'];
		for (const verb of [...verbs, 'setup-link', 'demo']) expect(output).toContain(`  ${verb} `);
		const help = await cli(['demo', '--help']);
		expect(help).toEqual({ code: 0, output: expect.stringContaining('--takers <number>') });
	});

	it('that cannot be understood are refused with one sentence', async () => {
		expect(await sentence(2, ['bay'])).toContain('no verb "bay"');
		expect(await sentence(2, ['banks', '--fly'])).toContain('banks has no option --fly');
		expect(await sentence(2, ['demo', '--takers=many'])).toContain('--takers is a whole number');
		expect((await cli([])).code).toBe(2);
	});
});

describe('check-banks', () => {
	it('counts what is in the banks of the project', async () => {
		const { code, output } = await cli(['check-banks']);
		expect(output).toMatch(/topic +recall +comprehension +application +all/);
		expect(output).toMatch(/single \d+, multiple \d+, true_false \d+/);
		expect(output).toMatch(/\d+ files, \d+ items, 0 problems\n$/);
		expect(code).toBe(0);
	});

	it('names every problem with file, line, item and field', async () => {
		const banks = join(folder, 'ngân hàng');
		await mkdir(banks);
		const good = await readFile('question-banks/nghi-quyet-57.yaml', 'utf8');
		const lines = good.split('\n');
		const [key, topic] = [/^ {4}key: b$/, /^ {4}topic: /].map((pattern) =>
			lines.findIndex((line) => pattern.test(line))
		) as [number, number];
		lines[key] = '    key: h';
		lines[topic] = '    topic: khong-co';
		await writeFile(join(banks, 'sai.yaml'), lines.join('\n'));
		await writeFile(join(banks, 'hong.yaml'), 'slug: [\n');
		const { code, output } = await cli(['check-banks', banks]);
		expect(output).toContain(`sai.yaml:${key + 1}: item 1, key (nq57-001): The key h `);
		expect(output).toContain(`sai.yaml:${topic + 1}: item 1, topic (nq57-001): “khong-co” `);
		expect(output).toMatch(/hong\.yaml:\d+: line \d+: YAML syntax: /);
		expect(output).toMatch(/2 files, 0 items, \d+ problems\n$/);
		expect(code).toBe(1);
	});

	it('says when there is no bank', async () => {
		expect(await sentence(1, ['check-banks', join(folder, 'trống')])).toContain('no question bank');
	});
});

describe('on a database', () => {
	let database: TestDatabase;
	let settings: Record<string, string>;

	beforeAll(async () => {
		database = await createTestDatabase();
		settings = { DATABASE_URL: database.url };
	});

	afterAll(() => database.drop());

	it('migrate makes a schema, without which other verbs do nothing', async () => {
		const empty = await createTestDatabase();
		await withServer(empty.url, async (sql) => {
			await sql`drop schema public cascade`;
			await sql`create schema public`;
		});
		const own = { DATABASE_URL: empty.url };
		expect(await sentence(1, ['banks'], own)).toContain('run npm run cli -- migrate first');
		expect((await cli(['migrate'], own)).output).toMatch(/^Applied 0001-foundation\n/);
		expect(await cli(['migrate'], own)).toEqual({ code: 0, output: 'The schema is up to date.\n' });
		expect((await cli(['banks'], own)).output).toContain('No question bank is loaded');
		await empty.drop();
	});

	it('load-banks loads all of a folder or nothing, and banks lists them', async () => {
		const banks = join(folder, 'nạp');
		await mkdir(banks);
		const good = await readFile('question-banks/nghi-quyet-57.yaml', 'utf8');
		await writeFile(join(banks, 'a.yaml'), good.replace(/^slug: .*$/m, 'slug: thu-nghiem'));
		await writeFile(join(banks, 'b.yaml'), good.replace('difficulty: recall', 'difficulty: hard'));
		const refused = await cli(['load-banks', banks], settings);
		expect(refused.output).toMatch(
			/b\.yaml: nothing was loaded, because of this problem:\n {2}item /
		);
		expect(refused.code).toBe(1);
		expect((await cli(['banks'], settings)).output).not.toContain('thu-nghiem');

		await writeFile(join(banks, 'b.yaml'), good.replace(/^slug: .*$/m, 'slug: thu-hai'));
		expect((await cli(['load-banks', banks], settings)).output).toMatch(/: \d+ items, \d+ new/);
		expect((await cli(['load-banks', banks], settings)).output).not.toContain('new');
		const { output } = await cli(['banks'], settings);
		expect(output).toMatch(/^thu-nghiem +\d+ {2}vi .* Nghị quyết số 57-NQ\/TW$/m);
		expect(output).toMatch(/^thu-hai /m);
	});

	it('setup-link prints links that live beside each other until there is an administrator', async () => {
		const world = await createContestWorld();
		const sql = world.sql;
		await sql`delete from role_grant`;
		const own = { DATABASE_URL: world.databaseUrl, PORT: '4321' };
		const print = async () => {
			const { output } = await cli(['setup-link'], own);
			return /http:\/\/localhost:4321\/setup\?token=(\S+)/.exec(output)?.[1] ?? '';
		};
		const [first, second] = [await print(), await print()];
		// The command line lives by the machine's clock, the world by its own.
		world.clock.time = Date.now();
		await world.app.accounts.checkSetupToken(first);
		const person = { displayName: 'Quản trị', username: 'dau-tien', password: 'mật khẩu dài' };
		await world.app.accounts.setUp({ token: second, ...person });
		expect(await sentence(1, ['setup-link'], own)).toContain('There is an administrator already');
		const again = { token: first, ...person, username: 'thu-hai' };
		await expect(world.app.accounts.setUp(again)).rejects.toMatchObject({
			code: 'SETUP_ALREADY_DONE'
		});
		await world.close();
	});

	it('rebuild-standings makes them anew', async () => {
		const world: ContestWorld = await createContestWorld();
		const { id } = await world.contest();
		const { actor } = await world.candidate();
		const ref = await world.app.attempts.start(actor, id);
		await world.app.attempts.submit(actor, ref, []);
		await world.sql`delete from standing`;
		const own = { DATABASE_URL: world.databaseUrl };
		expect(await cli(['rebuild-standings', String(id)], own)).toEqual({
			code: 0,
			output: `Contest ${id}: standings of 1 people rebuilt.\n`
		});
		const [row] = await world.sql<{ people: number }[]>`
			select count(*)::integer as people from standing`;
		expect(row).toEqual({ people: 1 });
		expect(await sentence(1, ['rebuild-standings', '999'], own)).toContain('no such contest');
		await world.close();
	});
});

describe('on the embedded database', () => {
	it('works by itself, and says who has it when a server runs on it', async () => {
		const dataDir = join(folder, 'nhúng');
		const { code, output } = await cli(['migrate'], { DATA_DIR: dataDir });
		expect(output).toContain('The schema is up to date.');
		expect(code).toBe(0);

		const server = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
		try {
			const text = await sentence(1, ['banks'], { DATA_DIR: dataDir });
			expect(text).toContain(`The process ${process.pid} already runs`);
		} finally {
			await server.stop();
		}
	});
});
