import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemDraft } from '#lib/domain/item-draft.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { bankContent, bankFile, bankItem, bankItems } from '../support/bank.ts';
import { createContestWorld, type ContestWorld } from '../support/contest-world.ts';
import { firstPage, itemDraft, newBank, noFilter } from '../support/drafts.ts';
import { importBank } from '../support/imports.ts';
import { refusal } from '../support/test-app.ts';

let world: ContestWorld;
let admin: Actor;
beforeAll(async () => {
	world = await createContestWorld();
	admin = world.administrator;
});
afterAll(() => world.close());

/** A bank of its own for a test, with four eyes when asked for. */
async function bank(slug: string, items = bankItems(4), fourEyes = false): Promise<number> {
	await importBank(world.app, admin, bankFile(bankContent(slug, items)));
	if (fourEyes) {
		const settings = { title: slug, license: 'CC0-1.0', practice: false, fourEyes };
		await world.app.bankSettings.configure(admin, slug, settings);
	}
	return (await world.app.catalogue.bank(admin, slug)).id;
}
const organizer = async (unit: 'SO' | 'XA' | 'TINH' | null = null) =>
	(await world.account({ grants: [['organizer', unit === null ? null : world.units[unit].id]] }))
		.actor;
const item = (slug: string, key: string, actor = admin) =>
	world.app.catalogue.item(actor, slug, key);
/** Saves a change of the item's newest version. */
async function edit(
	slug: string,
	key: string,
	changes: Partial<ItemDraft>,
	{ actor = admin, approve = false } = {}
) {
	const { draft, newestVersionId } = await item(slug, key, actor);
	const next = { ...draft, ...changes };
	await world.app.editing.save(actor, slug, key, newestVersionId, next, { approve });
}
const stems = async (slug: string) => {
	const { id } = await world.app.catalogue.bank(admin, slug);
	const pool = await world.app.banks.pool([id]);
	const items = await world.app.banks.keyedItems(pool.map(({ versionId }) => versionId));
	return items.map(({ stem }) => stem).sort();
};
const audited = (slug: string) => world.sql<{ action: string; details: object }[]>`
	select action, details from audit_event where subject = ${`bank:${slug}`} order by id`;

describe('an item added by hand', () => {
	it('is a draft at the end of its bank, under the next key, and not drawn', async () => {
		await bank('them', bankItems(3));
		const key = await world.app.editing.create(admin, 'them', itemDraft(), { approve: false });
		expect(key).toBe('cau-4');
		expect(await item('them', key)).toMatchObject({
			status: 'draft',
			approvedVersionId: null,
			draft: itemDraft(),
			versions: [{ version: 1, author: 'quan-tri' }],
			reviews: []
		});
		const { items } = await world.app.catalogue.items(admin, 'them', noFilter, firstPage);
		expect(items.map((each) => each.key)).toEqual(['cau-1', 'cau-2', 'cau-3', 'cau-4']);
		expect(await stems('them')).toHaveLength(3);
		expect(await audited('them')).toMatchObject([
			{ action: 'bank.imported' },
			{ action: 'item.created', details: { item: 'cau-4', approve: false } }
		]);
	});

	it('is drawn at once when it is approved at once', async () => {
		await bank('duyet-ngay', bankItems(1));
		const key = await world.app.editing.create(admin, 'duyet-ngay', itemDraft(), { approve: true });
		expect(await item('duyet-ngay', key)).toMatchObject({
			status: 'approved',
			reviews: [{ status: 'approved', name: 'quan-tri' }]
		});
		expect(await stems('duyet-ngay')).toContain(itemDraft().stem);
	});

	it('gets the words of the bank for right and wrong, and keys never used before', async () => {
		await world.app.bankSettings.create(admin, newBank('english-bank', { language: 'en' }));
		const topic = (await world.app.catalogue.bank(admin, 'english-bank')).topics[0]?.key ?? '';
		const draft = itemDraft({ type: 'true_false', options: [], key: [1], topic });
		const create = () => world.app.editing.create(admin, 'english-bank', draft, { approve: false });
		const first = await create();
		expect((await item('english-bank', first)).versions[0]?.content).toMatchObject({
			options: ['True', 'False'],
			key: 0b10
		});
		await world.app.editing.retire(admin, 'english-bank', [first]);
		expect(await create()).not.toBe(first);
	});

	it('is refused for what the bank or the register does not have', async () => {
		await bank('khong-co', bankItems(1));
		const create = (slug: string, changes: Partial<ItemDraft>) =>
			refusal(world.app.editing.create(admin, slug, itemDraft(changes), { approve: false }));
		expect(await create('khong-co', { topic: 'la' })).toBe('INVALID_INPUT');
		expect(await create('khong-co', { documentId: 2_000_000_000 })).toBe('DOCUMENT_NOT_FOUND');
		expect(await create('khong-he-co', {})).toBe('BANK_NOT_FOUND');
		const { items } = await world.app.catalogue.items(admin, 'khong-co', noFilter, firstPage);
		expect(items).toHaveLength(1);
	});
});

describe('an item that is edited', () => {
	it('keeps being drawn in its approved version until the new one is approved', async () => {
		await bank('sua', [bankItem(1)]);
		await edit('sua', 'cau-1', { stem: 'Đã sửa?' });
		expect(await item('sua', 'cau-1')).toMatchObject({
			status: 'draft',
			versions: [{ version: 2 }, { version: 1 }]
		});
		expect(await stems('sua')).toEqual(['Câu hỏi số 1?']);
		await world.app.editing.step(admin, 'sua', ['cau-1'], 'approved', 'Đúng rồi');
		expect(await stems('sua')).toEqual(['Đã sửa?']);
		expect((await item('sua', 'cau-1')).reviews[0]).toMatchObject({
			status: 'approved',
			note: 'Đúng rồi'
		});
	});

	it('is found by what it says now', async () => {
		await bank('tim', [bankItem(1)]);
		await edit('tim', 'cau-1', { stem: 'Hạ tầng số là gì?' });
		const found = (text: string) =>
			world.app.catalogue.items(admin, 'tim', { ...noFilter, text }, firstPage);
		expect((await found('ha tang')).total).toBe(1);
		expect((await found('so 1')).total).toBe(1);
		expect((await found('cau hoi so')).total).toBe(0);
	});

	it('without a change makes no version; approving it takes the step alone', async () => {
		await bank('nhu-cu-2', [bankItem(1)]);
		await edit('nhu-cu-2', 'cau-1', {});
		await edit('nhu-cu-2', 'cau-1', {}, { approve: true });
		expect(await audited('nhu-cu-2')).toHaveLength(1);
		await edit('nhu-cu-2', 'cau-1', { points: 2 });
		await edit('nhu-cu-2', 'cau-1', {}, { approve: true });
		const after = await item('nhu-cu-2', 'cau-1');
		expect(after).toMatchObject({ status: 'approved', versions: [{ points: 200 }, {}] });
		expect(after.approvedVersionId).toBe(after.newestVersionId);
	});

	it('with another document makes a version', async () => {
		await bank('van-ban-khac', [bankItem(1)]);
		await edit('van-ban-khac', 'cau-1', { documentId: null, place: '' });
		expect((await item('van-ban-khac', 'cau-1')).versions.map(({ symbol }) => symbol)).toEqual([
			null,
			'57-NQ/TW'
		]);
	});

	it('by two at once takes the first and tells the second', async () => {
		await bank('hai-nguoi', [bankItem(1)]);
		const { draft, newestVersionId } = await item('hai-nguoi', 'cau-1');
		const other = world.node();
		const save = (app: typeof other, stem: string) =>
			refusal(
				app.editing.save(
					admin,
					'hai-nguoi',
					'cau-1',
					newestVersionId,
					{ ...draft, stem },
					{
						approve: false
					}
				)
			);
		const outcomes = await Promise.all([
			save(world.app, 'Của người thứ nhất?'),
			save(other, 'Của người thứ hai?')
		]);
		expect(outcomes.sort()).toEqual(['ITEM_CHANGED_MEANWHILE', 'nothing was refused']);
		expect((await item('hai-nguoi', 'cau-1')).versions).toHaveLength(2);
	});

	it('is refused when it is gone or out of use', async () => {
		await bank('da-ngung', [bankItem(1), bankItem(2)]);
		expect(await refusal(item('da-ngung', 'cau-9'))).toBe('ITEM_NOT_FOUND');
		const save = world.app.editing.save(admin, 'da-ngung', 'cau-9', 1, itemDraft(), {
			approve: false
		});
		expect(await refusal(save)).toBe('ITEM_NOT_FOUND');
		await world.app.editing.retire(admin, 'da-ngung', ['cau-1']);
		expect(await refusal(edit('da-ngung', 'cau-1', { stem: 'Khác?' }))).toBe(
			'ITEM_STEP_IMPOSSIBLE'
		);
	});
});

describe('a published contest', () => {
	it('keeps the version it was published with; the next one draws the new one', async () => {
		const bankId = await bank('cuoc-thi', [bankItem(1), bankItem(2)]);
		const blueprint = [{ bankId, topicId: null, difficulty: null, count: 2 }];
		const first = await world.contest({ blueprint });
		const candidate = await world.candidate();
		const paper = async (contestId: number) => {
			// Another node has remembered nothing.
			const app = world.node();
			const ref = await app.attempts.start(candidate.actor, contestId);
			return (await app.sittings.exam(candidate.actor, ref)).items.map(({ stem }) => stem).sort();
		};
		const before = await paper(first.id);
		await edit('cuoc-thi', 'cau-1', { stem: 'Câu hỏi mới?' }, { approve: true });
		await world.app.editing.retire(admin, 'cuoc-thi', ['cau-2']);
		expect(await paper(first.id)).toEqual(before);
		expect(before).toEqual(['Câu hỏi số 1?', 'Câu hỏi số 2?']);

		await world.app.editing.restore(admin, 'cuoc-thi', ['cau-2']);
		const second = await world.contest({ blueprint }, { title: 'Cuộc thi sau' });
		expect(await paper(second.id)).toEqual(['Câu hỏi mới?', 'Câu hỏi số 2?']);
		const { versions } = await item('cuoc-thi', 'cau-1');
		expect(versions.map(({ version, contests }) => [version, contests])).toEqual([
			[2, ['Cuộc thi sau']],
			[1, ['Tìm hiểu Nghị quyết 57']]
		]);
	});
});

describe('four eyes', () => {
	const step = (slug: string, actor: Actor, to: 'draft' | 'reviewed' | 'approved') =>
		world.app.editing.step(actor, slug, ['cau-1'], to, '');

	it('let nobody approve what they wrote or reviewed', async () => {
		await bank('bon-mat', [bankItem(1)], true);
		const [author, other] = [await organizer(), await organizer()];
		await edit('bon-mat', 'cau-1', { stem: 'Bản của tác giả?' }, { actor: author });
		expect((await step('bon-mat', other, 'approved')).refused).toEqual([
			{ key: 'cau-1', code: 'ITEM_STEP_IMPOSSIBLE' }
		]);
		await step('bon-mat', author, 'reviewed');
		expect(await item('bon-mat', 'cau-1', author)).toMatchObject({
			steps: ['draft'],
			needsAnother: true
		});
		expect((await step('bon-mat', author, 'approved')).refused).toEqual([
			{ key: 'cau-1', code: 'FOUR_EYES_NEEDED' }
		]);
		expect(await item('bon-mat', 'cau-1', other)).toMatchObject({
			steps: ['draft', 'approved'],
			needsAnother: false
		});
		expect((await step('bon-mat', other, 'approved')).done).toEqual(['cau-1']);
		expect(await stems('bon-mat')).toEqual(['Bản của tác giả?']);
		expect((await item('bon-mat', 'cau-1')).reviews.map(({ status }) => status)).toEqual([
			'approved',
			'reviewed',
			'approved'
		]);
	});

	it('forbid approving while saving, and nothing of it is written', async () => {
		await bank('bon-mat-luu', [bankItem(1)], true);
		const approve = { approve: true };
		expect(await refusal(edit('bon-mat-luu', 'cau-1', { stem: 'Khác?' }, approve))).toBe(
			'ITEM_STEP_IMPOSSIBLE'
		);
		const create = world.app.editing.create(admin, 'bon-mat-luu', itemDraft(), approve);
		expect(await refusal(create)).toBe('ITEM_STEP_IMPOSSIBLE');
		expect((await item('bon-mat-luu', 'cau-1')).versions).toHaveLength(1);
		await edit('bon-mat-luu', 'cau-1', { stem: 'Khác?' });
		await step('bon-mat-luu', admin, 'reviewed');
		expect(await refusal(edit('bon-mat-luu', 'cau-1', {}, approve))).toBe('FOUR_EYES_NEEDED');
	});

	it('make drafts of approved items that are changed together', async () => {
		await bank('bon-mat-nhieu', bankItems(2), true);
		const change = { topicId: null, difficulty: null, points: 3 };
		await world.app.editing.changeMany(admin, 'bon-mat-nhieu', ['cau-1', 'cau-2'], change);
		expect(await item('bon-mat-nhieu', 'cau-1')).toMatchObject({
			status: 'draft',
			versions: [{ points: 300 }, { points: 100 }]
		});
	});
});

describe('steps', () => {
	it('go back with a note, which takes an approved item out of the draw', async () => {
		await bank('tra-lai', [bankItem(1), bankItem(2)]);
		await world.app.editing.step(admin, 'tra-lai', ['cau-1'], 'draft', 'Đáp án chưa rõ');
		expect(await stems('tra-lai')).toEqual(['Câu hỏi số 2?']);
		expect(await item('tra-lai', 'cau-1')).toMatchObject({
			status: 'draft',
			approvedVersionId: null,
			reviews: [{ status: 'draft', note: 'Đáp án chưa rõ' }, { status: 'approved' }]
		});
	});

	it('of several items are told one by one', async () => {
		await bank('nhieu-buoc', bankItems(3));
		await world.app.editing.step(admin, 'nhieu-buoc', ['cau-1'], 'draft', '');
		await world.app.editing.retire(admin, 'nhieu-buoc', ['cau-3']);
		const keys = ['cau-1', 'cau-2', 'cau-3', 'cau-7', 'cau-7'];
		expect(await world.app.editing.step(admin, 'nhieu-buoc', keys, 'reviewed', '')).toEqual({
			done: ['cau-1'],
			same: [],
			refused: [
				{ key: 'cau-2', code: 'ITEM_STEP_IMPOSSIBLE' },
				{ key: 'cau-3', code: 'ITEM_STEP_IMPOSSIBLE' },
				{ key: 'cau-7', code: 'ITEM_NOT_FOUND' }
			]
		});
		expect((await audited('nhieu-buoc')).at(-1)).toMatchObject({
			action: 'item.reviewed',
			details: { items: ['cau-1'], step: 'reviewed' }
		});
	});

	it('that nobody takes leave no trace', async () => {
		await bank('khong-buoc', bankItems(1));
		const before = await audited('khong-buoc');
		await world.app.editing.step(admin, 'khong-buoc', ['cau-1'], 'approved', '');
		await world.app.editing.retire(admin, 'khong-buoc', ['cau-8']);
		await world.app.editing.restore(admin, 'khong-buoc', ['cau-1']);
		expect(await audited('khong-buoc')).toEqual(before);
	});
});

describe('retired items', () => {
	it('are not drawn, come back with the status they had, and take no step meanwhile', async () => {
		await bank('ngung', bankItems(2));
		await edit('ngung', 'cau-1', { stem: 'Bản chưa duyệt?' });
		expect(await world.app.editing.retire(admin, 'ngung', ['cau-1', 'cau-1'])).toMatchObject({
			done: ['cau-1'],
			refused: []
		});
		expect(await stems('ngung')).toEqual(['Câu hỏi số 2?']);
		expect(await item('ngung', 'cau-1')).toMatchObject({ retired: true, steps: [] });
		const refused = [{ key: 'cau-1', code: 'ITEM_STEP_IMPOSSIBLE' }];
		expect((await world.app.editing.retire(admin, 'ngung', ['cau-1'])).refused).toEqual(refused);
		const step = await world.app.editing.step(admin, 'ngung', ['cau-1'], 'approved', '');
		expect(step.refused).toEqual(refused);
		await world.app.editing.restore(admin, 'ngung', ['cau-1']);
		expect(await item('ngung', 'cau-1')).toMatchObject({ retired: false, status: 'draft' });
		expect(await stems('ngung')).toEqual(['Câu hỏi số 1?', 'Câu hỏi số 2?']);
	});
});

describe('changing several items', () => {
	it('makes versions of those that thereby say something new, and keeps approval', async () => {
		await bank('sua-nhieu', bankItems(4));
		await world.app.editing.step(admin, 'sua-nhieu', ['cau-2'], 'draft', '');
		const { topics } = await world.app.catalogue.bank(admin, 'sua-nhieu');
		const even = topics.find(({ key }) => key === 'chan')?.id ?? 0;
		const change = { topicId: even, difficulty: null, points: null };
		const keys = ['cau-1', 'cau-2', 'cau-3'];
		expect(await world.app.editing.changeMany(admin, 'sua-nhieu', keys, change)).toEqual({
			done: ['cau-1', 'cau-3'],
			same: ['cau-2'],
			refused: []
		});
		expect(await item('sua-nhieu', 'cau-1')).toMatchObject({
			status: 'approved',
			draft: { topic: 'chan' },
			versions: [{ version: 2 }, { version: 1 }]
		});
		expect(await item('sua-nhieu', 'cau-2')).toMatchObject({ status: 'draft' });
		const pool = await world.app.banks.pool([
			(await world.app.catalogue.bank(admin, 'sua-nhieu')).id
		]);
		expect(pool.map(({ topicId }) => topicId)).toEqual([even, even, even]);
		const all = { topicId: even, difficulty: 'application' as const, points: 0.25 };
		await world.app.editing.changeMany(admin, 'sua-nhieu', ['cau-4'], all);
		expect((await item('sua-nhieu', 'cau-4')).draft).toMatchObject({
			difficulty: 'application',
			points: 0.25
		});
	});

	it('refuses a topic of another bank, and leaves out what is out of use', async () => {
		await bank('sua-nhieu-sai', bankItems(2));
		const { topics } = await world.app.catalogue.bank(admin, 'ngan-hang');
		const change = { topicId: topics[0]?.id ?? 0, difficulty: null, points: null };
		const foreign = world.app.editing.changeMany(admin, 'sua-nhieu-sai', ['cau-1'], change);
		expect(await refusal(foreign)).toBe('INVALID_INPUT');
		await world.app.editing.retire(admin, 'sua-nhieu-sai', ['cau-1']);
		const points = { topicId: null, difficulty: null, points: 5 };
		expect(
			await world.app.editing.changeMany(admin, 'sua-nhieu-sai', ['cau-1', 'cau-2'], points)
		).toEqual({
			done: ['cau-2'],
			same: [],
			refused: [{ key: 'cau-1', code: 'ITEM_STEP_IMPOSSIBLE' }]
		});
	});
});

describe('whose bank it is', () => {
	it('decides who may change its items', async () => {
		const [so, xa, tinh] = [await organizer('SO'), await organizer('XA'), await organizer('TINH')];
		const own = await world.app.bankSettings.create(
			so,
			newBank('cua-so-noi-vu', { unitId: world.units.SO.id })
		);
		const topic = (await world.app.catalogue.bank(so, own)).topics[0]?.key ?? '';
		const draft = itemDraft({ topic });
		const create = (actor: Actor | null, slug: string, given = draft) =>
			refusal(world.app.editing.create(actor, slug, given, { approve: false }));
		expect(await create(so, own)).toBe('nothing was refused');
		expect(await create(tinh, own)).toBe('nothing was refused');
		// Those of other units do not even learn that it is there.
		expect(await create(xa, own)).toBe('BANK_NOT_FOUND');
		expect(await create(null, own)).toBe('UNAUTHENTICATED');
		// The banks of the installation are there to be read by every organizer, not to be changed.
		const common = itemDraft({ topic: 'chan' });
		expect(await create(so, 'ngan-hang', common)).toBe('FORBIDDEN');
		const focal = (await world.account({ grants: [['focal_point', world.units.SO.id]] })).actor;
		expect(await create(focal, 'ngan-hang', common)).toBe('FORBIDDEN');

		const { newestVersionId, draft: stored } = await item('ngan-hang', 'cau-1');
		const attempts = (actor: Actor, slug: string) => [
			world.app.editing.save(actor, slug, 'cau-1', newestVersionId, stored, { approve: false }),
			world.app.editing.step(actor, slug, ['cau-1'], 'draft', ''),
			world.app.editing.retire(actor, slug, ['cau-1']),
			world.app.editing.restore(actor, slug, ['cau-1']),
			world.app.editing.changeMany(actor, slug, ['cau-1'], {
				topicId: null,
				difficulty: null,
				points: 9
			})
		];
		expect(await Promise.all(attempts(so, 'ngan-hang').map(refusal))).toEqual(
			Array(5).fill('FORBIDDEN')
		);
		expect(await Promise.all(attempts(xa, own).map(refusal))).toEqual(
			Array(5).fill('BANK_NOT_FOUND')
		);
		expect((await item('ngan-hang', 'cau-1')).versions).toHaveLength(1);
	});
});
