import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
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

const document = {
	...{ id: 'nq57', symbol: '57-NQ/TW', date: '2024-12-22' },
	...{ issuer: 'Bộ Chính trị', title: 'Nghị quyết số 57' }
};
const registered = { ...document, level: 'central', status: 'in_force' };

/** A bank in which lint-banks finds nothing; its items ask different things. */
function lintedBank(slug: string, items: readonly object[]) {
	const topics = [{ id: 'chung', title: 'Kiến thức chung' }];
	return { slug, title: 'Ngân hàng thử', language: 'vi', documents: [document], topics, items };
}

function bankItem(number: 1 | 2, changes: object = {}): object {
	return {
		id: `cau-${number}`,
		...{ type: 'single', topic: 'chung', difficulty: 'recall' },
		stem: number === 1 ? 'Văn bản do cơ quan nào ban hành?' : 'Mốc hoàn thành là năm nào?',
		options:
			number === 1 ? { a: 'Bộ Chính trị', b: 'Quốc hội' } : { a: '2025', b: '2030', c: '2045' },
		...{ key: 'a', rationale: 'Văn bản nêu rõ.', facts: ['F-57-01'] },
		citation: { document: 'nq57', place: 'Tên văn bản' },
		...changes
	};
}

/** A folder with the bank "mot" of these items, and facts and documents of its own. */
async function writeFolder(name: string, items: readonly object[]): Promise<string> {
	const banks = join(folder, name);
	await mkdir(join(banks, 'sources'), { recursive: true });
	const facts = [{ id: 'F-57-01', text: 'Bộ Chính trị ban hành', place: 'tên', sources: ['x'] }];
	await writeFile(join(banks, 'sources', 'facts.yaml'), stringify({ facts }));
	await writeFile(join(banks, 'documents.yaml'), stringify({ documents: [registered] }));
	await writeFile(join(banks, 'mot.yaml'), stringify(lintedBank('mot', items)));
	return banks;
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
		const verbs = ['migrate', 'load-banks', 'lint-banks', 'banks', 'rebuild-standings'];
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

describe('lint-banks', () => {
	it('finds nothing in a good bank, with facts and documents of its own', async () => {
		const banks = await writeFolder('tốt', [bankItem(1), bankItem(2)]);
		expect(await cli(['lint-banks', banks])).toEqual({
			code: 0,
			output: '1 files, 2 items, 0 problems\n'
		});
	});

	it('names every finding with file, line, item and what to do', async () => {
		const banks = await writeFolder('dở', [
			bankItem(1, { facts: ['F-57-01', 'F-57-99'] }),
			bankItem(2, { stem: 'Việc nào sau đây không nên làm?' })
		]);
		await writeFile(join(banks, 'hai.yaml'), stringify(lintedBank('hai', [bankItem(1)])));
		const { code, output } = await cli(['lint-banks', banks]);
		const lines = output.trim().split('\n');
		expect(lines).toHaveLength(4);
		const file = await readFile(join(banks, 'mot.yaml'), 'utf8');
		const second = file.split('\n').findIndex((line) => line.includes('id: cau-2')) + 1;
		expect(lines[0]).toMatch(/mot\.yaml:\d+: item 1 \(cau-1\): F-57-99 is not in sources\/facts/);
		expect(lines[1]).toContain(`mot.yaml:${second}: item 2 (cau-2): The question is turned around`);
		expect(lines[2]).toMatch(/mot\.yaml:\d+: item 1 \(cau-1\): It has the stem of hai\/cau-1\. /);
		expect(lines[3]).toBe('2 files, 3 items, 3 problems');
		expect(code).toBe(1);
	});

	it('takes the facts and documents of the project where a folder has none', async () => {
		const banks = join(folder, 'chép');
		await mkdir(banks);
		const good = await readFile('question-banks/nghi-quyet-57.yaml', 'utf8');
		const title = 'title: Nghị quyết về đột phá phát triển khoa học';
		await writeFile(join(banks, 'a.yaml'), good.replace(title, `${title.normalize('NFD')} số`));
		const { code, output } = await cli(['lint-banks', banks]);
		expect(output).toMatch(/a\.yaml: the bank: The text is not in Unicode form NFC \(line \d+\)/);
		expect(output).toMatch(/a\.yaml: the bank: The title of the document nq57 is not that /);
		expect(output).not.toMatch(/not in sources\/facts\.yaml|not in the register/);
		expect(code).toBe(1);
	});

	it('refuses facts and documents that cannot be read', async () => {
		const banks = await writeFolder('hỏng', [bankItem(1)]);
		const twice = { documents: [registered, { ...registered }] };
		await writeFile(join(banks, 'documents.yaml'), stringify(twice));
		const { code, output } = await cli(['lint-banks', banks]);
		expect(output).toMatch(
			/documents\.yaml: .*problems:\n {2}document 2, id: .*nq57 is there twice/
		);
		expect(code).toBe(1);
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
		const { code, output } = await cli(['lint-banks', banks]);
		expect(output).toContain(`sai.yaml:${key + 1}: item 1, key (nq57-001): The key h `);
		expect(output).toContain(`sai.yaml:${topic + 1}: item 1, topic (nq57-001): “khong-co” `);
		expect(output).toMatch(/hong\.yaml:\d+: line \d+: YAML syntax: /);
		expect(output).toMatch(/2 files, 0 items, \d+ problems\n$/);
		expect(code).toBe(1);
	});

	it('says when there is no bank', async () => {
		expect(await sentence(1, ['lint-banks', join(folder, 'trống')])).toContain('no question bank');
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
		const { output } = await cli(['banks'], own);
		expect(output).toContain('No question bank is loaded');
		expect(output).toMatch(/^all banks +\d+/m);
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
		const items = good.match(/^ {2}- id: nq57-/gm)?.length ?? 0;
		const right = good.match(/^ {4}type: true_false$/gm)?.length ?? 0;
		expect(output).toMatch(/^items in use +all +single +multiple +true_false +recall /m);
		expect(output).toMatch(
			new RegExp(`^thu-hai +${items} +\\d+ +\\d+ +${right} +\\d+ +\\d+ +\\d+$`, 'm')
		);
		expect(output).toMatch(new RegExp(`^all banks +${2 * items} `, 'm'));
		expect(output).toMatch(
			/^57-NQ\/TW +2024-12-22 +\d+ {2}thu-(hai|nghiem) \d+, thu-(hai|nghiem) \d+$/m
		);
		expect(output).toMatch(/National documents .*: \d+, cited by items: \d+, not cited: /);
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
