import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import type { ItemFilter } from '#lib/server/banks/catalogue.service.ts';
import { bankContent, bankFile, bankItem, bankItems } from '../support/bank.ts';
import { createContestWorld, type ContestWorld } from '../support/contest-world.ts';
import { firstPage, itemDraft, newBank, noFilter } from '../support/drafts.ts';
import { importBank } from '../support/imports.ts';
import { refusal } from '../support/test-app.ts';

let world: ContestWorld;
let admin: Actor;
let folder: string;
beforeAll(async () => {
	world = await createContestWorld();
	admin = world.administrator;
	folder = await mkdtemp(join(tmpdir(), 'hoithi-banks-'));
});
afterAll(async () => {
	await rm(folder, { recursive: true });
	await world.close();
});

const load = (content: object, unitId: number | null = null) =>
	importBank(world.app, admin, bankFile(content), unitId);
const keys = async (slug: string, filter: Partial<ItemFilter> = {}) =>
	(await world.app.catalogue.items(admin, slug, { ...noFilter, ...filter }, firstPage)).items.map(
		({ key }) => key
	);
const organizer = async (unit: 'SO' | 'XA') =>
	(await world.account({ grants: [['organizer', world.units[unit].id]] })).actor;

describe('the items of a bank', () => {
	it('are found without diacritics, by every word, wherever it stands', async () => {
		await load(
			bankContent('tim-kiem', [
				bankItem(1, { stem: 'Nghị quyết số **57-NQ/TW** về _đột phá_?' }),
				bankItem(2, { stem: 'Đột phá phát triển khoa học?' }),
				bankItem(3, { options: { a: 'Chính phủ số', b: 'Xã hội số' }, key: 'a' }),
				bankItem(4, { stem: 'Tăng 100% so với 50_000?' })
			])
		);
		const found = (text: string) => keys('tim-kiem', { text });
		expect(await found('ĐỘT PHÁ')).toEqual(['cau-1', 'cau-2']);
		expect(await found('dot pha 57-nq')).toEqual(['cau-1']);
		expect(await found('số xã')).toEqual(['cau-3']);
		expect(await found(' cau-2 ')).toEqual(['cau-2']);
		expect(await found('khong co')).toEqual([]);
		// Signs that mean something to the database mean themselves.
		expect(await found('100%')).toEqual(['cau-4']);
		expect(await found('50_000')).toEqual(['cau-4']);
		expect(await found('5%0')).toEqual([]);
	});

	it('are filtered by everything at once, in the order of the bank, page by page', async () => {
		await load(bankContent('loc', bankItems(14)));
		const { topics, documents } = await world.app.catalogue.bank(admin, 'loc');
		const odd = topics.find(({ key }) => key === 'le')?.id ?? 0;
		expect(await keys('loc', { topicId: odd, difficulty: 'comprehension' })).toEqual([
			'cau-1',
			'cau-7',
			'cau-13'
		]);
		expect(await keys('loc', { type: 'multiple' })).toEqual(['cau-5', 'cau-10']);
		expect(await keys('loc', { type: 'true_false', topicId: odd })).toEqual(['cau-7']);
		expect(await keys('loc', { documentId: documents[0]?.documentId ?? 0 })).toHaveLength(14);
		await world.app.editing.retire(admin, 'loc', ['cau-3']);
		await world.app.editing.step(admin, 'loc', ['cau-4'], 'draft', '');
		expect(await keys('loc', { status: 'retired' })).toEqual(['cau-3']);
		expect(await keys('loc', { status: 'draft' })).toEqual(['cau-4']);
		expect(await keys('loc')).toHaveLength(13);
		const second = await world.app.catalogue.items(admin, 'loc', noFilter, {
			offset: 4,
			limit: 3
		});
		expect(second).toMatchObject({
			total: 13,
			items: [{ key: 'cau-6' }, { key: 'cau-7' }, { key: 'cau-8' }]
		});
		const filter = { ...noFilter, type: 'multiple' as const };
		expect(await world.app.catalogue.itemKeys(admin, 'loc', filter, 1)).toEqual(['cau-5']);
		const beyond = { offset: 500, limit: 3 };
		expect(await world.app.catalogue.items(admin, 'loc', noFilter, beyond)).toEqual({
			items: [],
			total: 13
		});
	});

	it('tell how far each has come and what it cites', async () => {
		await load(bankContent('dong', [bankItem(1)]));
		const draft = itemDraft({ difficulty: 'application' });
		await world.app.editing.create(admin, 'dong', draft, { approve: false });
		const { items } = await world.app.catalogue.items(admin, 'dong', noFilter, firstPage);
		expect(items).toMatchObject([
			{ key: 'cau-1', status: 'approved', drawn: true, symbol: '57-NQ/TW', place: 'Mục 1' },
			{ key: 'cau-2', status: 'draft', drawn: false, symbol: null, outdated: false }
		]);
		const view = await world.app.catalogue.bank(admin, 'dong');
		expect(view).toMatchObject({ items: 1, waiting: 1, mayEdit: true, mayReview: true });
		expect(view.counts).toEqual({ draft: 1, reviewed: 0, approved: 1, retired: 0, outdated: 0 });
		expect(view.strata.map(({ drawn, waiting }) => [drawn, waiting]).sort()).toEqual([
			[0, 1],
			[1, 0]
		]);
	});

	it('that ask the same know of each other, the bank only where one may see it', async () => {
		await load(bankContent('trung-1', [bankItem(1, { stem: 'Một câu hỏi trùng?' })]));
		await load(bankContent('trung-2', [bankItem(1, { stem: 'MỘT CÂU HỎI TRÙNG' })]));
		await load(
			bankContent('trung-xa', [bankItem(1, { stem: 'Trùng của xã?' })]),
			world.units.XA.id
		);
		const item = (slug: string) => world.app.catalogue.item(admin, slug, 'cau-1');
		expect((await item('trung-2')).duplicate).toEqual({
			key: 'cau-1',
			bank: { slug: 'trung-1', title: 'Ngân hàng trung-1' }
		});
		const so = await organizer('SO');
		const own = await world.app.bankSettings.create(
			so,
			newBank('trung-so', { unitId: world.units.SO.id })
		);
		const typed = {
			stem: 'trung cua xa',
			options: ['a', 'b', 'c', 'd'].map((letter) => `Câu 1, phương án ${letter}`)
		};
		expect(await world.app.catalogue.duplicateOf(so, own, typed, null)).toEqual({
			key: 'cau-1',
			bank: null
		});
		expect(await world.app.catalogue.duplicateOf(admin, 'trung-xa', typed, 'cau-1')).toBeNull();
		await world.app.editing.retire(admin, 'trung-1', ['cau-1']);
		expect((await item('trung-2')).duplicate).toBeNull();
	});
});

describe('a bank founded by hand', () => {
	it('gets a name made of its title that nobody has, and one topic', async () => {
		const found = (title: string, slug: string | null = null) =>
			world.app.bankSettings.create(admin, { slug, title, language: 'vi', unitId: null });
		expect(await found('Chuyển đổi số cấp xã')).toBe('chuyen-doi-so-cap-xa');
		expect(await found('Chuyển đổi số cấp xã')).toBe('chuyen-doi-so-cap-xa-2');
		// These are addresses of pages.
		expect(await found('Import')).toBe('import-2');
		expect(await found('???')).toBe('ngan-hang-2');
		expect(await refusal(found('Khác', 'chuyen-doi-so-cap-xa'))).toBe('BANK_SLUG_TAKEN');
		expect(await world.app.catalogue.bank(admin, 'chuyen-doi-so-cap-xa')).toMatchObject({
			topics: [{ key: 'chung', title: 'Chung' }],
			items: 0,
			fourEyes: false,
			practice: false
		});
	});

	it('belongs to a unit within the reach of its founder', async () => {
		const so = await organizer('SO');
		const create = (actor: Actor | null, unitId: number | null) =>
			refusal(world.app.bankSettings.create(actor, newBank(`don-vi-${unitId}`, { unitId })));
		expect(await create(so, null)).toBe('FORBIDDEN');
		expect(await create(so, world.units.XA.id)).toBe('FORBIDDEN');
		expect(await create(null, world.units.SO.id)).toBe('UNAUTHENTICATED');
		expect(await create(admin, 2_000_000_000)).toBe('UNIT_NOT_FOUND');
		expect(await create(so, world.units['SO.P1'].id)).toBe('nothing was refused');
	});
});

describe('what is set of a bank by hand', () => {
	const settings = { title: 'Tên mới', license: 'CC0-1.0', practice: true, fourEyes: true };

	it('is kept and recorded', async () => {
		await load(bankContent('cai-dat', bankItems(2)));
		await world.app.bankSettings.configure(admin, 'cai-dat', settings);
		expect(await world.app.catalogue.bank(admin, 'cai-dat')).toMatchObject(settings);
		const [event] = await world.sql`
			select action, details from audit_event where subject = 'bank:cai-dat' order by id desc`;
		expect(event).toMatchObject({
			action: 'bank.configured',
			details: { ...settings, fourEyesBefore: false }
		});
	});

	it('is refused to those it does not concern', async () => {
		const so = await organizer('SO');
		const attempts = (actor: Actor | null, slug: string) => [
			world.app.bankSettings.configure(actor, slug, settings),
			world.app.bankSettings.arrangeTopics(actor, slug, [{ key: null, title: 'Mới' }]),
			world.app.bankSettings.archive(actor, slug, true)
		];
		const outcomes = (actor: Actor | null, slug: string) =>
			Promise.all(attempts(actor, slug).map(refusal));
		expect(await outcomes(so, 'ngan-hang')).toEqual(Array(3).fill('FORBIDDEN'));
		expect(await outcomes(null, 'ngan-hang')).toEqual(Array(3).fill('UNAUTHENTICATED'));
		expect(await outcomes(admin, 'khong-he-co')).toEqual(Array(3).fill('BANK_NOT_FOUND'));
	});

	it('are topics in their order, with new ones and those nobody named', async () => {
		await load(bankContent('chu-de', bankItems(4)));
		await world.app.bankSettings.arrangeTopics(admin, 'chu-de', [
			{ key: null, title: 'Hạ tầng số' },
			{ key: 'le', title: 'Câu lẻ' },
			{ key: null, title: 'Hạ tầng số' }
		]);
		const { topics } = await world.app.catalogue.bank(admin, 'chu-de');
		expect(topics.map(({ key, title }) => [key, title])).toEqual([
			['ha-tang-so', 'Hạ tầng số'],
			['le', 'Câu lẻ'],
			['ha-tang-so-2', 'Hạ tầng số'],
			['chan', 'Chủ đề chẵn']
		]);
		expect(await keys('chu-de', { topicId: topics[1]?.id ?? 0 })).toEqual(['cau-1', 'cau-3']);
	});

	it('takes an archived bank out of new contests, and leaves those that have it', async () => {
		await load(bankContent('luu-tru', bankItems(6)));
		const { id: bankId } = await world.app.catalogue.bank(admin, 'luu-tru');
		const draft = world.draft({
			blueprint: [{ bankId, topicId: null, difficulty: null, count: 5 }]
		});
		const before = await world.app.contests.create(admin, draft);
		await world.app.bankSettings.archive(admin, 'luu-tru', true);
		expect((await world.app.banks.list(admin)).at(-1)).toMatchObject({
			slug: 'luu-tru',
			archived: true
		});
		expect(await refusal(world.app.contests.create(admin, draft))).toBe('BANK_NOT_FOUND');
		await world.app.contests.update(admin, before, draft);
		await world.app.contests.publish(admin, before);
		await world.app.bankSettings.archive(admin, 'luu-tru', false);
		expect(await refusal(world.app.contests.create(admin, draft))).toBe('nothing was refused');
	});
});

describe("loading the product's own files again", () => {
	const start = async (content: object) => {
		await writeFile(join(folder, 'bank.yaml'), JSON.stringify(content));
		return (await world.app.banks.loadFolder(folder))[0];
	};
	const item = (key: string) => world.app.catalogue.item(admin, 'thu-muc', key);

	it('leaves out a bank whose name a unit has taken, and loads the others', async () => {
		const unitId = world.units.XA.id;
		await world.app.bankSettings.create(admin, newBank('ten-da-co-chu', { unitId }));
		expect(await start(bankContent('ten-da-co-chu', bankItems(3)))).toBeUndefined();
		expect(await world.app.catalogue.bank(admin, 'ten-da-co-chu')).toMatchObject({ unitId });
		expect(await start(bankContent('thu-muc', bankItems(8)))).toMatchObject({ slug: 'thu-muc' });
	});

	it('leaves alone what people wrote, reviewed, retired and brought back', async () => {
		const content = bankContent('thu-muc', bankItems(8));
		await start(content);
		const { draft, newestVersionId } = await item('cau-1');
		const changed = { ...draft, stem: 'Người đã sửa?' };
		await world.app.editing.save(admin, 'thu-muc', 'cau-1', newestVersionId, changed, {
			approve: true
		});
		await world.app.editing.retire(admin, 'thu-muc', ['cau-2']);
		await world.app.editing.step(admin, 'thu-muc', ['cau-3'], 'draft', 'Chờ kiểm tra');
		const own = await world.app.editing.create(admin, 'thu-muc', itemDraft(), { approve: true });
		await world.app.bankSettings.arrangeTopics(admin, 'thu-muc', [
			{ key: 'le', title: 'Tên do người đặt' }
		]);
		// The product drops items 4 and 5; somebody wants the fourth back.
		const without = bankItems(8).filter(({ id }) => id !== 'cau-4' && id !== 'cau-5');
		expect(await start(bankContent('thu-muc', without))).toMatchObject({ retired: 2 });
		await world.app.editing.restore(admin, 'thu-muc', ['cau-4']);

		const newer = [
			...without.map((each) => ({ ...each, points: 2 })),
			bankItem(9, { topic: 'moi' })
		];
		const topics = [
			{ id: 'chan', title: 'Chủ đề chẵn, bản mới' },
			{ id: 'le', title: 'Chủ đề lẻ, bản mới' },
			{ id: 'moi', title: 'Chủ đề mới' }
		];
		expect(await start(bankContent('thu-muc', newer, { topics }))).toMatchObject({
			created: 1,
			retired: 0
		});
		expect(await item('cau-1')).toMatchObject({
			draft: { stem: 'Người đã sửa?', points: 1 },
			status: 'approved'
		});
		expect(await item('cau-2')).toMatchObject({ retired: true, draft: { points: 1 } });
		expect(await item('cau-4')).toMatchObject({ retired: false });
		expect(await item('cau-5')).toMatchObject({ retired: true });
		expect(own).toBe('bo-sung-001');
		expect(await item(own)).toMatchObject({ retired: false, status: 'approved' });
		expect(await item('cau-6')).toMatchObject({ draft: { points: 2 }, status: 'approved' });
		const bank = await world.app.catalogue.bank(admin, 'thu-muc');
		expect(bank.topics.map(({ title }) => title)).toEqual([
			'Tên do người đặt',
			'Chủ đề chẵn',
			'Chủ đề mới'
		]);
	});

	it('leaves a review by hand of an unchanged item as it is', async () => {
		const content = bankContent('thu-muc-2', bankItems(3));
		await start(content);
		await world.app.editing.step(admin, 'thu-muc-2', ['cau-3'], 'draft', 'Sai đáp án');
		await start(content);
		expect(await world.app.catalogue.item(admin, 'thu-muc-2', 'cau-3')).toMatchObject({
			status: 'draft',
			approvedVersionId: null
		});
	});
});

it('a bank is read only by those who may', async () => {
	await load(bankContent('kin', bankItems(1)), world.units.XA.id);
	const [so, xa] = [await organizer('SO'), await organizer('XA')];
	const reads = (actor: Actor | null) =>
		Promise.all(
			[
				world.app.catalogue.bank(actor, 'kin'),
				world.app.catalogue.items(actor, 'kin', noFilter, firstPage),
				world.app.catalogue.itemKeys(actor, 'kin', noFilter, 10),
				world.app.catalogue.item(actor, 'kin', 'cau-1'),
				world.app.catalogue.duplicateOf(actor, 'kin', { stem: '', options: [] }, null),
				world.app.catalogue.whole(actor, 'kin')
			].map(refusal)
		);
	expect(await reads(null)).toEqual(Array(6).fill('UNAUTHENTICATED'));
	expect(await reads(so)).toEqual(Array(6).fill('BANK_NOT_FOUND'));
	expect(await reads(xa)).toEqual(Array(6).fill('nothing was refused'));
	expect(await world.app.catalogue.bank(so, 'ngan-hang')).toMatchObject({
		mayEdit: false,
		mayReview: false,
		mayImport: false
	});
	expect(await world.app.catalogue.item(so, 'ngan-hang', 'cau-1')).toMatchObject({ steps: [] });
});
