import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportChoices } from '#lib/domain/bank-assembly.ts';
import type { PreviewView } from '#lib/domain/import-preview.ts';
import type { App } from '#lib/server/app.ts';
import type { ImportTarget, UploadState } from '#lib/server/banks/imports.service.ts';
import { bankContent, bankFile, bankItem, bankItems } from '../support/bank.ts';
import { createContestWorld, type ContestWorld } from '../support/contest-world.ts';
import { importChoices } from '../support/imported.ts';
import { importBank, uploadFile } from '../support/imports.ts';
import { refusal } from '../support/test-app.ts';

let world: ContestWorld;
beforeAll(async () => void (world = await createContestWorld()));
afterAll(() => world.close());

const own = (content: object, name = 'cau-hoi.yaml') => ({ ...bankFile(content), name });
const upload = (content: object, actor = world.administrator) =>
	uploadFile(world.app, actor, own(content));
const all: PreviewView = { show: 'all', page: 1 };
const preview = (
	{ id }: UploadState,
	target: ImportTarget,
	choices: Partial<ImportChoices> = {},
	view = all
) => world.app.imports.preview(world.administrator, id, target, importChoices(choices), view);
const confirm = (
	{ id }: UploadState,
	target: ImportTarget,
	choices: Partial<ImportChoices> = {},
	actor = world.administrator,
	app = world.app
) => app.imports.confirm(actor, id, target, importChoices(choices));
const into = (slug: string): ImportTarget => ({ kind: 'bank', slug });
const fresh: ImportTarget = { kind: 'new', unitId: null };
const whole = (slug: string, app: App = world.app) =>
	app.catalogue.whole(world.administrator, slug);
/** Rows of everything that an import may write. */
const written = async () => {
	const tables = [
		'bank',
		'topic',
		'item',
		'item_version',
		'item_review',
		'document',
		'audit_event'
	];
	const rows = tables.map(async (table) => {
		const [row] = await world.sql`select count(*)::integer from ${world.sql(table)}`;
		return [table, row?.['count']] as const;
	});
	return Object.fromEntries(await Promise.all(rows));
};

describe('a file', () => {
	it('is read, looked at, and becomes a bank only when that is confirmed', async () => {
		const before = await written();
		const read = await upload(bankContent('tu-tep'));
		expect(read).toMatchObject({
			...{ state: 'read', fileName: 'cau-hoi.yaml' },
			overview: { format: 'hoithi', slug: 'tu-tep', items: 12, lacking: { topic: 0, status: 0 } }
		});
		const shown = await preview(read, fresh, { slug: 'tu-tep' });
		expect(shown).toMatchObject({
			...{ mayImport: true, asDrafts: false, shown: 12, pageCount: 1 },
			outcomes: { new: 12, update: 0, same: 0, skipped: 0, restored: 0 },
			types: { single: 9, multiple: 2, true_false: 1 }
		});
		expect(shown.items[0]).toMatchObject({ row: 1, outcome: 'new', item: { key: 'cau-1' } });
		expect(await written()).toEqual(before);

		const result = await confirm(read, fresh, { slug: 'tu-tep', title: 'Từ tệp' });
		expect(result).toEqual({
			...{ slug: 'tu-tep', title: 'Từ tệp', waiting: 0 },
			outcomes: { new: 12, update: 0, same: 0, skipped: 0, restored: 0, retired: 0 }
		});
		expect((await whole('tu-tep')).items).toHaveLength(12);
		expect(await world.app.imports.state(world.administrator, read.id)).toMatchObject({
			...{ state: 'imported', result }
		});
		const [event] = await world.sql`
			select details from audit_event where action = 'bank.imported' and subject = 'bank:tu-tep'`;
		expect(event?.['details']).toMatchObject({ file: 'cau-hoi.yaml', mode: 'add', new: 12 });
	});

	it('that is wrong is not imported, and everything wrong is named', async () => {
		const bad = [bankItem(1), bankItem(2, { key: 'h' }), bankItem(3, { topic: 'la' })];
		const before = await written();
		const read = await upload(bankContent('co-loi', bad));
		const shown = await preview(read, fresh, { slug: 'co-loi' });
		expect(shown.mayImport).toBe(false);
		expect(shown.issues.first.map(({ row, code }) => [row, code])).toEqual([
			[2, 'BANK_KEY_INVALID'],
			[3, 'BANK_REFERENCE_UNKNOWN']
		]);
		expect(await refusal(confirm(read, fresh, { slug: 'co-loi' }))).toBe('INVALID_FILE');
		expect(await written()).toEqual(before);
	});

	it('that nobody can read is refused with its reason, which stays there', async () => {
		const bytes = Buffer.from('slug: a\ntitle: b\nitems: [\n');
		const refused = await uploadFile(world.app, world.administrator, { name: 'x.yaml', bytes });
		expect(refused).toMatchObject({
			...{ state: 'refused', refusal: { code: 'INVALID_FILE', params: { count: 1 } } }
		});
		expect(await refusal(confirm(refused, fresh))).toBe('UPLOAD_NOT_READY');
		await world.app.imports.discard(world.administrator, refused.id);
		const state = world.app.imports.state(world.administrator, refused.id);
		expect(await refusal(state)).toBe('UPLOAD_NOT_FOUND');
	});

	it('with what jsonb does not keep is read all the same', async () => {
		const text = 'Có \\u0000 và \\ud800 trong câu?';
		const file = JSON.stringify(bankContent('la', [bankItem(1, { stem: '§' })])).replace('§', text);
		const read = await uploadFile(world.app, world.administrator, {
			...{ name: 'la.json', bytes: Buffer.from(file) }
		});
		const shown = await preview(read, fresh, { slug: 'la' });
		expect(shown.issues.first).toMatchObject([{ row: 1, column: 'stem', code: 'BANK_FIELD' }]);
	});

	it('of more than 40 MB is not taken', async () => {
		const bytes = new Uint8Array(40 * 2 ** 20 + 1);
		const refused = world.app.imports.upload(world.administrator, { name: 'lon.xlsx', bytes });
		await expect(refused).rejects.toMatchObject({
			...{ code: 'FILE_TOO_LARGE', issues: [{ code: 'FILE_TOO_BIG', params: { megabytes: 40 } }] }
		});
	});
});

describe('into a bank that is there', () => {
	const changed = [
		bankItem(1, { stem: 'Câu hỏi đã sửa?' }),
		bankItem(2),
		bankItem(40, { id: 'moi' }),
		bankItem(41, {
			id: 'moi-2',
			stem: 'CÂU HỎI SỐ 40'.normalize('NFD') + ' ?',
			options: bankItem(40)['options'],
			key: 'a'
		})
	];

	it('items are added, changed and left as the preview says', async () => {
		await importBank(world.app, world.administrator, own(bankContent('them', bankItems(6))));
		const read = await upload(bankContent('them', changed));
		const shown = await preview(read, into('them'));
		expect(shown.items.map(({ row, outcome, item }) => [row, outcome, item.key])).toEqual([
			[1, 'update', 'cau-1'],
			[2, 'same', 'cau-2'],
			[3, 'new', 'moi'],
			[4, 'skipped', 'moi']
		]);
		expect(shown.items[0]?.before?.content.stem).toBe('Câu hỏi số 1?');
		expect(shown.items[3]?.before?.content.stem).toBe('Câu hỏi số 40?');
		expect(shown.notices.first).toMatchObject([{ row: 4, code: 'ITEM_DUPLICATE_IN_FILE' }]);
		expect(
			(await preview(read, into('them'), {}, { show: 'noticed', page: 9 })).items
		).toMatchObject([{ row: 4, notices: [{ code: 'ITEM_DUPLICATE_IN_FILE' }] }]);
		const { outcomes } = await confirm(read, into('them'));
		expect(outcomes).toEqual({ new: 1, update: 1, same: 1, skipped: 1, restored: 0, retired: 0 });
		const bank = await whole('them');
		expect(bank.items.map(({ key }) => key)).toEqual([
			...['cau-1', 'cau-2', 'cau-3', 'cau-4', 'cau-5', 'cau-6', 'moi']
		]);
		expect(bank.items[0]?.content.stem).toBe('Câu hỏi đã sửa?');
	});

	it('that it replaces, others are retired and come back with a later file', async () => {
		await importBank(world.app, world.administrator, own(bankContent('thay', bankItems(6))));
		const replace = { mode: 'replace' } as const;
		const read = await upload(bankContent('thay', changed.slice(0, 3)));
		const shown = await preview(read, into('thay'), replace);
		expect(shown.retired).toMatchObject({ count: 4, first: [{ key: 'cau-3' }, {}, {}, {}] });
		const { outcomes } = await confirm(read, into('thay'), replace);
		expect(outcomes).toMatchObject({ new: 1, update: 1, same: 1, retired: 4 });
		expect((await whole('thay')).items.map(({ key }) => key)).toEqual(['cau-1', 'cau-2', 'moi']);

		const back = await upload(bankContent('thay', bankItems(4)));
		expect((await confirm(back, into('thay'))).outcomes).toMatchObject({
			...{ restored: 2, update: 1, same: 1, new: 0, retired: 0 }
		});
	});

	it('with four eyes everything arrives as a draft, and nothing that was approved is drawn less', async () => {
		const { app, administrator } = world;
		await importBank(app, administrator, own(bankContent('bon-mat', bankItems(3))));
		await world.sql`update bank set four_eyes = true where slug = 'bon-mat'`;
		const read = await upload(bankContent('bon-mat', changed.slice(0, 3)));
		expect((await preview(read, into('bon-mat'))).asDrafts).toBe(true);
		const { waiting } = await confirm(read, into('bon-mat'), { status: 'approved' });
		expect(waiting).toBe(2);
		const { items } = await whole('bon-mat');
		expect(items.map(({ key, status }) => [key, status])).toEqual([
			['cau-1', 'draft'],
			['cau-2', 'approved'],
			['cau-3', 'approved'],
			['moi', 'draft']
		]);
		const { id } = await app.catalogue.bank(administrator, 'bon-mat');
		expect(await app.banks.pool([id])).toHaveLength(3);
	});

	it('of another unit nobody imports, sees, or takes the name', async () => {
		const { app, units } = world;
		const [so, xa] = await Promise.all(
			[units.SO.id, units.XA.id].map(async (id) => {
				return (await world.account({ grants: [['organizer', id]] })).actor;
			})
		);
		if (!so || !xa) throw new Error('no actors');
		const file = own(bankContent('cua-so'));
		await importBank(app, so, file, units.SO.id);
		const read = await uploadFile(app, xa, file);
		const choices = { slug: 'cua-so' };
		const at = (target: ImportTarget) => refusal(confirm(read, target, choices, xa));
		expect(await at(into('cua-so'))).toBe('BANK_NOT_FOUND');
		expect(await at({ kind: 'new', unitId: units.XA.id })).toBe('BANK_SLUG_TAKEN');
		expect(await at({ kind: 'new', unitId: units.SO.id })).toBe('FORBIDDEN');
		expect(await at(fresh)).toBe('FORBIDDEN');
		// The installation's banks may be read, but not imported into.
		expect(await at(into('ngan-hang'))).toBe('FORBIDDEN');
		expect(await app.imports.targets(xa)).toEqual([]);
		expect((await app.imports.targets(so)).map(({ slug }) => slug)).toEqual(['cua-so']);
		// An upload is its owner's alone.
		expect(await refusal(app.imports.state(so, read.id))).toBe('UPLOAD_NOT_FOUND');
		expect(await refusal(confirm(read, fresh, {}, so))).toBe('UPLOAD_NOT_FOUND');
		expect(await refusal(app.imports.state(xa, 'khong-phai-ma'))).toBe('UPLOAD_NOT_FOUND');
		const { actor } = await world.account({ grants: [['focal_point', units.XA.id]] });
		expect(await refusal(app.imports.upload(actor, file))).toBe('FORBIDDEN');
		expect(await refusal(app.imports.upload(null, file))).toBe('UNAUTHENTICATED');
	});
});

describe('confirming', () => {
	it('twice at once imports once, and tells both the same', async () => {
		const other = world.node();
		const read = await upload(bankContent('hai-lan'));
		const choices = { slug: 'hai-lan' };
		const before = await written();
		const [first, second] = await Promise.all([
			confirm(read, fresh, choices),
			confirm(read, fresh, choices, world.administrator, other)
		]);
		expect(second).toEqual(first);
		const after = await written();
		expect(after['item_version'] - before['item_version']).toBe(12);
		expect(after['audit_event'] - before['audit_event']).toBe(1);
		expect(await confirm(read, fresh, choices)).toEqual(first);
	});

	it('two files at once into one bank gives what one after the other gives', async () => {
		await importBank(world.app, world.administrator, own(bankContent('cung-luc', [bankItem(1)])));
		const files = await Promise.all([
			upload(bankContent('khac', [bankItem(7), bankItem(8)])),
			upload(bankContent('khac', [bankItem(8), bankItem(9)]))
		]);
		const results = await Promise.all(files.map((file) => confirm(file, into('cung-luc'))));
		const skipped = results.map(({ outcomes }) => outcomes.skipped).sort();
		expect(skipped).toEqual([0, 1]);
		const { items } = await whole('cung-luc');
		expect(new Set(items.map(({ content }) => content.stem)).size).toBe(4);
		expect(items).toHaveLength(4);
	});

	it('writes all or nothing', async () => {
		const read = await upload(bankContent('tat-ca'));
		await world.sql.unsafe(`
			create function refuse_item() returns trigger language plpgsql as $$
			begin
				if new.content ->> 'stem' = 'Câu hỏi số 12?' then raise exception 'no'; end if;
				return new;
			end $$;
			create trigger refuse_item before insert on item_version
			for each row execute function refuse_item()`);
		const before = await written();
		try {
			await expect(confirm(read, fresh, { slug: 'tat-ca' })).rejects.toThrow('no');
		} finally {
			await world.sql.unsafe('drop function refuse_item cascade');
		}
		expect(await written()).toEqual(before);
		// It can be confirmed again.
		expect(await confirm(read, fresh, { slug: 'tat-ca' })).toMatchObject({ slug: 'tat-ca' });
	});
});

describe('an upload', () => {
	it('is gone for everybody when its node was lost while reading', async () => {
		const { administrator, sql, clock } = world;
		const [row] = await sql<{ id: string }[]>`
			insert into bank_upload (account_id, file_name, created_at, seen_at, items_read)
			values (${administrator.accountId}, 'mat.xlsx', ${new Date(clock.time)},
				${new Date(clock.time)}, 70)
			returning id`;
		const state = () => world.app.imports.state(administrator, row?.id ?? '');
		expect(await state()).toMatchObject({ state: 'reading', items: 70 });
		await sql`update bank_upload set seen_at = ${new Date(clock.time - 30_001)} where id = ${row?.id ?? ''}`;
		expect(await refusal(state())).toBe('UPLOAD_NOT_FOUND');
	});

	it('is gone when its node stops in order', async () => {
		const node = world.node();
		const items = Array.from({ length: 3_000 }, (_, index) => bankItem(index));
		const file = own(bankContent('dung-lai', items));
		const id = await node.imports.upload(world.administrator, file);
		await node.close();
		const state = await world.app.imports
			.state(world.administrator, id)
			.catch((error: unknown) => error);
		expect(state).toMatchObject({ code: 'UPLOAD_NOT_FOUND' });
	});

	it('is kept for a day, and of one account the newest five', async () => {
		const { actor } = await world.account({ grants: [['organizer', world.units.SO.id]] });
		const ids: string[] = [];
		for (let number = 0; number < 6; number++)
			ids.push((await uploadFile(world.app, actor, own(bankContent('nhieu')))).id);
		const states = () =>
			Promise.all(ids.map((id) => world.app.imports.state(actor, id).catch(() => null)));
		const kept = await states();
		expect(kept.map((state) => state?.state ?? null)).toEqual([null, ...Array(5).fill('read')]);
		const { clock } = world;
		clock.time += 24 * 60 * 60_000 + 1;
		try {
			await world.app.imports.deleteExpired();
			expect(await states()).toEqual(Array(6).fill(null));
		} finally {
			clock.time -= 24 * 60 * 60_000 + 1;
		}
	});
});
