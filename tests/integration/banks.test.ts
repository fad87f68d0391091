import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { bankContent, bankFile, bankItem, bankItems } from '../support/bank.ts';
import { createContestWorld, type ContestWorld } from '../support/contest-world.ts';
import { loadBankFolder } from '../support/bank-folder.ts';
import { importBank } from '../support/imports.ts';
import { refusal } from '../support/test-app.ts';

let world: ContestWorld;
beforeAll(async () => void (world = await createContestWorld()));
afterAll(() => world.close());

const load = async (content: object, unitId: number | null = null, actor = world.administrator) =>
	(await importBank(world.app, actor, bankFile(content), unitId)).outcomes;
const loadText = (text: string | Uint8Array) =>
	importBank(world.app, world.administrator, {
		name: 'a.yaml',
		bytes: typeof text === 'string' ? Buffer.from(text) : text
	});

const versions = (slug: string) =>
	world.sql<{ key: string; version: number; stem: string; retired: boolean; symbol: string }[]>`
		select item.key, version, content ->> 'stem' as stem, retired_at is not null as retired,
			document.symbol
		from item join item_version on item_id = item.id join bank on bank.id = bank_id
		join document on document.id = document_id
		where slug = ${slug} order by item.ordinal, item.key, version`;
const pool = async (slug: string) => {
	const bank = (await world.app.banks.list(world.administrator)).find((each) => each.slug === slug);
	return world.app.banks.pool([bank?.id ?? 0]);
};

describe('loading a bank again', () => {
	it('without a change changes nothing', async () => {
		const content = bankContent('nhu-cu');
		expect(await load(content)).toMatchObject({ new: 12, update: 0, same: 0 });
		const before = await versions('nhu-cu');
		expect(await load(content)).toMatchObject({
			new: 0,
			update: 0,
			same: 12,
			retired: 0
		});
		expect(await versions('nhu-cu')).toEqual(before);
	});

	it.each<[string, object]>([
		['stem', { stem: 'Câu hỏi đã sửa?' }],
		['options', { options: { a: 'Một', b: 'Hai', c: 'Ba', d: 'Bốn' } }],
		['key', { key: 'd' }],
		['points', { points: 2 }],
		['rationale', { rationale: 'Lời giải thích khác.' }],
		['topic', { topic: 'chan' }],
		['difficulty', { difficulty: 'recall' }],
		['citation', { citation: { document: 'nq', place: 'Mục khác' } }],
		['facts', { facts: ['F-57-01'] }]
	])('with another %s of an item makes version 2 and leaves version 1', async (what, changes) => {
		const slug = `sua-${what}`;
		const content = (change: object) => bankContent(slug, [bankItem(1, change), bankItem(2)]);
		await load(content({}));
		const [first] = await versions(slug);
		expect(await load(content(changes))).toMatchObject({ new: 0, update: 1, same: 1 });
		const rows = await versions(slug);
		expect(rows.map(({ key, version }) => [key, version])).toEqual([
			['cau-1', 1],
			['cau-1', 2],
			['cau-2', 1]
		]);
		expect(rows[0]).toEqual(first);
		expect(await pool(slug)).toHaveLength(2);
	});

	it('with another document under the same name makes new versions', async () => {
		const content = (symbol: string) =>
			bankContent('van-ban', [bankItem(1)], {
				documents: [
					{ id: 'nq', symbol, title: 'Nghị quyết', issuer: 'Chính phủ', date: '2025-01-09' }
				]
			});
		await load(content('3/NQ-CP'));
		expect(await load(content('03/NQ-CP'))).toMatchObject({ update: 1 });
		const rows = await versions('van-ban');
		expect(rows.map(({ version, symbol }) => [version, symbol])).toEqual([
			[1, '3/NQ-CP'],
			[2, '03/NQ-CP']
		]);
	});

	it('without an item retires it, and takes it back with its versions', async () => {
		const items = bankItems(3);
		await load(bankContent('bot', items));
		expect(await load(bankContent('bot', items.slice(1)))).toMatchObject({ retired: 1 });
		expect(await pool('bot')).toHaveLength(2);
		expect((await versions('bot')).filter(({ retired }) => retired)).toMatchObject([
			{ key: 'cau-1', version: 1 }
		]);
		expect(await load(bankContent('bot', items.slice(1)))).toMatchObject({ retired: 0 });
		expect(await load(bankContent('bot', items))).toMatchObject({ new: 0, update: 0 });
		expect(await pool('bot')).toHaveLength(3);
		expect(await versions('bot')).toHaveLength(3);
	});

	it('by two at once makes each version once', async () => {
		const other = world.node();
		const content = bankContent('cung-luc', [bankItem(1, { stem: 'Bản thứ hai?' })]);
		await load(bankContent('cung-luc', [bankItem(1)]));
		const results = await Promise.all(
			[world.app, other, world.app].map((app) =>
				importBank(app, world.administrator, bankFile(content))
			)
		);
		expect(results.map(({ outcomes }) => outcomes.update).sort()).toEqual([0, 0, 1]);
		expect(await versions('cung-luc')).toHaveLength(2);
	});
});

describe('a version', () => {
	it('cannot be changed, not even past the services', async () => {
		await expect(world.sql`update item_version set points = 1`).rejects.toThrow(
			'rows of item_version are immutable'
		);
		await expect(world.sql`delete from item_version`).rejects.toThrow(
			'rows of item_version are immutable'
		);
	});
});

describe('a bad file', () => {
	const counts = () =>
		Promise.all(
			['bank', 'item', 'item_version', 'document', 'topic', 'audit_event'].map(
				(table) => world.sql`select count(*)::integer from ${world.sql(table)}`
			)
		);

	it.each<[string, string | Uint8Array, object[]]>([
		['with broken YAML', 'slug: a\nitems: [\n', [{ code: 'BANK_SYNTAX', row: 3 }]],
		['with a key twice', 'slug: a\ntitle: b\nslug: c\n', [{ code: 'BANK_SYNTAX', row: 3 }]],
		[
			'with aliases',
			'slug: &a [x, x]\nitems: [*a, *a]\n',
			[
				{ code: 'BANK_REFERENCE_MARK', row: 1, params: { value: '&a' } },
				{ code: 'BANK_REFERENCE_MARK', row: 2, params: { value: '*a' } },
				{ code: 'BANK_REFERENCE_MARK', row: 2, params: { value: '*a' } }
			]
		],
		['with nothing in it', '', [{ code: 'FILE_EMPTY' }]],
		['with several documents', 'slug: a\n---\ntitle: b\n', [{ code: 'BANK_SYNTAX' }]],
		[
			'with an unknown field',
			JSON.stringify(bankContent('xau', [bankItem(1), bankItem(2, { hint: 'x' })])),
			[{ row: 2, column: null, code: 'BANK_FIELD', params: { value: 'hint' } }]
		],
		[
			'with an item to correct',
			JSON.stringify(bankContent('xau', [bankItem(1), bankItem(2, { key: 'h' })])),
			[{ row: 2, column: 'key', code: 'BANK_KEY_INVALID', params: { value: 'h' } }]
		]
	])('%s is refused, and nothing is written', async (_what, file, issues) => {
		const before = await counts();
		await expect(loadText(file)).rejects.toMatchObject({
			code: 'INVALID_FILE',
			params: { count: issues.length },
			issues
		});
		expect(await counts()).toEqual(before);
	});

	it.each([
		['that is a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff])],
		['that is no bank', 'Biên bản họp giao ban tuần 47.']
	])('%s is not read at all', async (_what, file) => {
		const before = await counts();
		await expect(loadText(file)).rejects.toMatchObject({
			code: 'UNSUPPORTED_FILE',
			issues: [{ code: 'FILE_KIND_UNKNOWN' }]
		});
		expect(await counts()).toEqual(before);
	});

	it('with many problems names as many as a person can use, and how many there are', async () => {
		const items = Array.from({ length: 300 }, (_, index) => bankItem(index + 1, { topic: 'khac' }));
		const refused = load(bankContent('nhieu', items));
		await expect(refused).rejects.toMatchObject({ params: { count: 300 } });
		const error = (await refused.catch((each: unknown) => each)) as { issues: unknown[] };
		expect(error.issues).toHaveLength(200);
	});
});

describe('whose bank it is', () => {
	const organizer = async (unit: 'SO' | 'XA' | 'TINH') =>
		(await world.account({ grants: [['organizer', world.units[unit].id]] })).actor;

	it('decides who may load it', async () => {
		const [so, xa] = [await organizer('SO'), await organizer('XA')];
		const content = bankContent('cua-so');
		const loadAs = (actor: Actor | null, unitId: number | null) =>
			refusal(importBank(world.app, actor, bankFile(content), unitId));
		expect(await loadAs(null, world.units.SO.id)).toBe('UNAUTHENTICATED');
		expect(await loadAs(so, null)).toBe('FORBIDDEN');
		expect(await loadAs(xa, world.units.SO.id)).toBe('FORBIDDEN');
		expect(await loadAs(so, world.units.SO.id)).toBe('nothing was refused');
		// Nobody takes over another's bank by its name.
		expect(await loadAs(xa, world.units.XA.id)).toBe('BANK_SLUG_TAKEN');
	});

	it('decides who sees it', async () => {
		const [so, xa, above] = await Promise.all([
			organizer('SO'),
			organizer('XA'),
			organizer('TINH')
		]);
		await load(bankContent('chi-cua-xa'), world.units.XA.id, xa);
		const slugs = async (actor: Actor) =>
			(await world.app.banks.list(actor)).map(({ slug }) => slug);
		expect(await slugs(xa)).toContain('chi-cua-xa');
		expect(await slugs(above)).toContain('chi-cua-xa');
		expect(await slugs(so)).not.toContain('chi-cua-xa');
		expect(await slugs(so)).toContain('ngan-hang');
		const { id } = (await world.app.banks.list(xa)).find(({ slug }) => slug === 'chi-cua-xa')!;
		expect(await world.app.banks.strata(xa, [id])).not.toEqual([]);
		expect(await refusal(world.app.banks.strata(so, [id]))).toBe('BANK_NOT_FOUND');
		const { actor } = await world.account({ grants: [['focal_point', world.units.XA.id]] });
		expect(await refusal(world.app.banks.list(actor))).toBe('FORBIDDEN');
		expect(await refusal(world.app.banks.strata(actor, [id]))).toBe('FORBIDDEN');
	});

	it('decides who may correct the title of a document that others cite', async () => {
		const xa = await organizer('XA');
		const titled = (slug: string, title: string) =>
			bankContent(slug, bankItems(2), {
				documents: [
					{ id: 'nq', symbol: '71/NQ-CP', title, issuer: 'Chính phủ', date: '2025-04-01' }
				]
			});
		const title = async () => {
			const [row] = await world.sql<{ title: string }[]>`
				select title from document where symbol = '71/NQ-CP'`;
			return row?.title;
		};
		await load(titled('chung', 'Nghị quyết sửa đổi'));
		await load(titled('cua-xa', 'Một tên khác'), world.units.XA.id, xa);
		expect(await title()).toBe('Nghị quyết sửa đổi');
		// Nor does a file that somebody imports: the register is corrected on its own page.
		await load(titled('chung', 'Nghị quyết sửa đổi, bổ sung'));
		await load(titled('chung-2', 'Nghị quyết sửa đổi, bổ sung'));
		expect(await title()).toBe('Nghị quyết sửa đổi');
		await loadBankFolder(world.app, [titled('chung-3', 'Nghị quyết sửa đổi, bổ sung')]);
		expect(await title()).toBe('Nghị quyết sửa đổi, bổ sung');
	});
});
