import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import type { DocumentValues } from '#lib/server/documents/documents.service.ts';
import { bankContent, bankFile, bankItem, bankItems } from '../support/bank.ts';
import { createContestWorld, type ContestWorld } from '../support/contest-world.ts';
import { firstPage, noFilter } from '../support/drafts.ts';
import { loadBankFolder } from '../support/bank-folder.ts';
import { importBank } from '../support/imports.ts';
import { refusal } from '../support/test-app.ts';

let world: ContestWorld;
let admin: Actor;
beforeAll(async () => {
	world = await createContestWorld();
	admin = world.administrator;
});
afterAll(() => world.close());

const values = (changes: Partial<DocumentValues> = {}): DocumentValues => ({
	symbol: '1/QĐ-TTg',
	title: 'Một quyết định',
	issuer: 'Thủ tướng Chính phủ',
	date: '2025-01-01',
	status: 'in_force',
	supersededBy: null,
	note: '',
	...changes
});
const add = (changes: Partial<DocumentValues>, actor = admin) =>
	world.app.documents.save(actor, null, values(changes));
const find = async (id: number) =>
	(await world.app.documents.list(admin)).find((each) => each.id === id);
/** A bank whose items cite a document of its own; gives the document's id. */
async function citingBank(slug: string, symbol: string, unitId: number | null = null) {
	const document = { id: 'nq', symbol, title: symbol, issuer: 'Chính phủ', date: '2024-06-01' };
	const content = bankContent(slug, bankItems(3), { documents: [document] });
	await importBank(world.app, admin, bankFile(content), unitId);
	const listed = await world.app.documents.list(admin);
	return listed.find((each) => each.symbol === symbol)?.id ?? 0;
}

describe('the register', () => {
	it('holds documents by symbol and day, the newest first, with what cites them', async () => {
		const first = await add({ symbol: '10/NQ-CP', date: '2024-03-04' });
		const second = await add({ symbol: '11/NQ-CP', date: '2024-05-06', note: 'Ghi chú' });
		const listed = (await world.app.documents.list(admin)).filter(({ id }) =>
			[first, second].includes(id)
		);
		expect(listed).toMatchObject([
			{ symbol: '11/NQ-CP', date: '2024-05-06', note: 'Ghi chú', items: 0, successor: null },
			{ symbol: '10/NQ-CP', date: '2024-03-04' }
		]);
		const cited = (await world.app.documents.list(admin)).find(
			({ symbol }) => symbol === '57-NQ/TW'
		);
		expect(cited?.items).toBe(20);
	});

	it('has each document once, however its symbol is typed', async () => {
		const id = await add({ symbol: '20/2024/NĐ-CP' });
		expect(await refusal(add({ symbol: '20/2024/nđ-cp' }))).toBe('DOCUMENT_KNOWN');
		// Symbols are used again in other years.
		const other = await add({ symbol: '20/2024/NĐ-CP', date: '2026-01-01' });
		const move = world.app.documents.save(admin, other, values({ symbol: '20/2024/NĐ-CP' }));
		expect(await refusal(move)).toBe('DOCUMENT_KNOWN');
		const same = values({ symbol: '20/2024/NĐ-CP', title: 'Tên đã sửa' });
		expect(await world.app.documents.save(admin, id, same)).toBe(id);
		expect(await find(id)).toMatchObject({ title: 'Tên đã sửa', edited: true });
	});

	it('follows successors to an end', async () => {
		const [a, b, c] = [
			await add({ symbol: '31' }),
			await add({ symbol: '32' }),
			await add({ symbol: '33' })
		];
		const supersede = (id: number, symbol: string, by: number | null) =>
			world.app.documents.save(
				admin,
				id,
				values({ symbol, status: 'superseded', supersededBy: by })
			);
		await supersede(a, '31', b);
		await supersede(b, '32', c);
		expect(await refusal(supersede(c, '33', a))).toBe('DOCUMENT_SUPERSESSION_CYCLE');
		expect(await refusal(supersede(c, '33', c))).toBe('DOCUMENT_SUPERSESSION_CYCLE');
		expect(await refusal(supersede(c, '33', 2_000_000_000))).toBe('DOCUMENT_NOT_FOUND');
		expect(await refusal(world.app.documents.save(admin, 2_000_000_000, values()))).toBe(
			'DOCUMENT_NOT_FOUND'
		);
		expect(await find(a)).toMatchObject({ status: 'superseded', successor: '32' });
		// A successor counts only while the document is superseded.
		const back = values({ symbol: '31', status: 'in_force', supersededBy: b });
		await world.app.documents.save(admin, a, back);
		expect(await find(a)).toMatchObject({ status: 'in_force', successor: null });
	});

	it('is changed by those of the whole installation, read by every organizer', async () => {
		const organizer = (await world.account({ grants: [['organizer', world.units.TINH.id]] })).actor;
		const everywhere = (await world.account({ grants: [['organizer', null]] })).actor;
		const candidate = (await world.candidate()).actor;
		const change = (actor: Actor | null, symbol: string) =>
			refusal(world.app.documents.save(actor, null, values({ symbol })));
		expect(await change(null, '41')).toBe('UNAUTHENTICATED');
		expect(await change(organizer, '41')).toBe('FORBIDDEN');
		expect(await change(everywhere, '41')).toBe('nothing was refused');
		expect(world.app.documents.mayManage(organizer)).toBe(false);
		expect(world.app.documents.mayManage(everywhere)).toBe(true);
		expect(await refusal(world.app.documents.list(organizer))).toBe('nothing was refused');
		expect(await refusal(world.app.documents.list(candidate))).toBe('FORBIDDEN');
		expect(await refusal(world.app.documents.list(null))).toBe('UNAUTHENTICATED');
	});
});

describe('a superseded document', () => {
	it('flags the items that cite it, bank by bank', async () => {
		const id = await citingBank('bi-thay', '50/NQ-CP');
		await citingBank('bi-thay-xa', '50/NQ-CP', world.units.XA.id);
		const successor = await add({ symbol: '51/NQ-CP' });
		const outdated = async () =>
			(
				await world.app.catalogue.items(
					admin,
					'bi-thay',
					{ ...noFilter, outdated: true },
					firstPage
				)
			).total;
		expect(await outdated()).toBe(0);
		await world.app.documents.save(
			admin,
			id,
			values({
				symbol: '50/NQ-CP',
				date: '2024-06-01',
				status: 'superseded',
				supersededBy: successor
			})
		);
		expect(await outdated()).toBe(3);
		expect((await world.app.catalogue.bank(admin, 'bi-thay')).counts.outdated).toBe(3);
		const so = (await world.account({ grants: [['organizer', world.units.SO.id]] })).actor;
		expect(await world.app.catalogue.citing(admin, id)).toEqual({
			banks: [
				{ slug: 'bi-thay', title: 'Ngân hàng bi-thay', items: 3 },
				{ slug: 'bi-thay-xa', title: 'Ngân hàng bi-thay-xa', items: 3 }
			],
			elsewhere: 0
		});
		expect(await world.app.catalogue.citing(so, id)).toMatchObject({
			banks: [{ slug: 'bi-thay' }],
			elsewhere: 3
		});
		await world.app.editing.retire(admin, 'bi-thay', ['cau-1']);
		expect(await outdated()).toBe(2);
	});

	it('is named where the answers are shown, also of contests published before', async () => {
		const id = await citingBank('da-cong-bo', '60/NQ-CP');
		const { id: bankId } = await world.app.catalogue.bank(admin, 'da-cong-bo');
		const contest = await world.contest({
			blueprint: [{ bankId, topicId: null, difficulty: null, count: 3 }],
			release: { score: 'at_submit', answers: 'at_submit', board: 'at_submit' }
		});
		const { actor } = await world.candidate();
		const ref = await world.app.attempts.start(actor, contest.id);
		await world.app.attempts.submit(actor, ref, []);
		const citations = async () =>
			(await world.app.sittings.result(actor, ref)).answers?.map(({ citation }) => citation);
		expect(await citations()).toMatchObject(Array(3).fill({ symbol: '60/NQ-CP', outdated: null }));
		const successor = await add({ symbol: '61/NQ-CP', title: 'Nghị quyết thay thế' });
		const superseded = values({ symbol: '60/NQ-CP', date: '2024-06-01', status: 'superseded' });
		await world.app.documents.save(admin, id, { ...superseded, supersededBy: successor });
		expect(await citations()).toMatchObject(
			Array(3).fill({
				symbol: '60/NQ-CP',
				outdated: {
					status: 'superseded',
					successor: '61/NQ-CP',
					successorTitle: 'Nghị quyết thay thế'
				}
			})
		);
	});

	it('is said before a contest with such items is published', async () => {
		const id = await citingBank('sap-cong-bo', '70/NQ-CP');
		const { id: bankId, topics } = await world.app.catalogue.bank(admin, 'sap-cong-bo');
		await world.app.documents.save(
			admin,
			id,
			values({ symbol: '70/NQ-CP', date: '2024-06-01', status: 'expired' })
		);
		const even = topics.find(({ key }) => key === 'chan')?.id ?? 0;
		const findings = async (topicId: number | null) => {
			const blueprint = [{ bankId, topicId, difficulty: null, count: 1 }];
			const draft = await world.app.contests.create(admin, world.draft({ blueprint }));
			return (await world.app.contests.check(admin, draft)).filter(
				({ code }) => code === 'OUTDATED_CITATIONS'
			);
		};
		const finding = (count: number) => ({
			code: 'OUTDATED_CITATIONS',
			severity: 'warning',
			params: { bank: 'sap-cong-bo', title: 'Ngân hàng sap-cong-bo', count },
			path: expect.any(Array)
		});
		expect(await findings(null)).toEqual([finding(3)]);
		expect(await findings(even)).toEqual([finding(1)]);
	});
});

describe('loading files', () => {
	it('adds the register and its news, and keeps what somebody decided', async () => {
		const entry = (id: string, changes: object = {}) => ({
			id,
			...values({ symbol: `${id}/KH`, date: '2023-01-01' }),
			supersededBy: null as string | null,
			...changes
		});
		const entries = [entry('80'), entry('81'), entry('82')];
		expect(await world.app.documents.loadRegister(entries)).toEqual({ added: 3 });
		expect(await world.app.documents.loadRegister(entries)).toEqual({ added: 0 });
		const listed = await world.app.documents.list(admin);
		const idOf = (symbol: string) => listed.find((each) => each.symbol === symbol)?.id ?? 0;
		// Somebody looked at document 82 and found that it holds.
		const seen = values({ symbol: '82/KH', date: '2023-01-01', title: 'Tên đúng' });
		await world.app.documents.save(admin, idOf('82/KH'), seen);
		const gone = { status: 'superseded', supersededBy: '80' };
		await world.app.documents.loadRegister([entry('80'), entry('81', gone), entry('82', gone)]);
		expect(await find(idOf('81/KH'))).toMatchObject({ status: 'superseded', successor: '80/KH' });
		expect(await find(idOf('82/KH'))).toMatchObject({ status: 'in_force', title: 'Tên đúng' });
	});

	it('keeps title and issuer of a document that somebody changed by hand', async () => {
		const content = (title: string) =>
			bankContent('ten-van-ban', [bankItem(1)], {
				documents: [
					{ id: 'nq', symbol: '90/NQ-CP', title, issuer: 'Chính phủ', date: '2024-06-01' }
				]
			});
		const load = (title: string) => loadBankFolder(world.app, [content(title)]);
		await load('Tên thứ nhất');
		await load('Tên thứ hai');
		const listed = await world.app.documents.list(admin);
		const document = listed.find(({ symbol }) => symbol === '90/NQ-CP')!;
		expect(document.title).toBe('Tên thứ hai');
		const changed = {
			...values({ symbol: '90/NQ-CP', date: '2024-06-01' }),
			title: 'Tên do người sửa'
		};
		await world.app.documents.save(admin, document.id, changed);
		await load('Tên thứ ba');
		expect(await find(document.id)).toMatchObject({ title: 'Tên do người sửa' });
	});
});
