import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ContestDraft } from '#lib/domain/contest.ts';
import type { Actor, Role } from '#lib/domain/permissions.ts';
import { bankContent, bankFile, bankItem, bankItems } from '../support/bank.ts';
import {
	createContestWorld,
	minute,
	rosterFile,
	type ContestWorld,
	type UnitCode
} from '../support/contest-world.ts';
import { importBank } from '../support/imports.ts';
import { morning, refusal } from '../support/test-app.ts';

let world: ContestWorld;
beforeAll(async () => void (world = await createContestWorld()));
afterEach(() => void (world.clock.time = morning));
afterAll(() => world.close());

const line = (count: number, bankId = world.bankId) => [
	{ bankId, topicId: null, difficulty: null, count }
];
const create = (draft: ContestDraft, actor: Actor | null = world.administrator) =>
	world.app.contests.create(actor, draft);
const publish = (id: number, actor: Actor | null = world.administrator) =>
	world.app.contests.publish(actor, id);
const problems = async (id: number) =>
	(await world.app.contests.check(world.administrator, id)).filter(
		({ severity }) => severity === 'problem'
	);
const holder = async (role: Role, unit: UnitCode) =>
	(await world.account({ grants: [[role, world.units[unit].id]] })).actor;

async function bankOf(slug: string, items: readonly object[], changes: object = {}) {
	const file = bankFile(bankContent(slug, items, changes));
	await importBank(world.app, world.administrator, file);
	const banks = await world.app.banks.list(world.administrator);
	return banks.find((bank) => bank.slug === slug)!.id;
}

describe('publishing', () => {
	it('keeps items, units and headcounts as they are', async () => {
		const slug = 'giu-nguyen';
		const items = bankItems(6);
		const bankId = await bankOf(slug, items);
		await world.people('SO.P2', 2);
		const id = await create(
			world.draft({ blueprint: line(6, bankId) }, { eligibleUnitIds: [world.units.SO.id] })
		);
		await publish(id);
		const found = await world.app.contests.find(id);
		const seen = async () => ({
			// Another node has remembered nothing.
			units: await world.node().contests.snapshotUnits(id),
			versions: await world.app.contests.roundVersions(found.round.id)
		});
		const before = await seen();
		expect(
			before.units.map(({ code, eligible, headcount }) => [code, eligible, headcount])
		).toEqual([
			['TINH', false, 0],
			['SO', true, 1],
			['SO.P1', true, 4],
			['SO.P2', true, expect.any(Number)]
		]);
		expect(before.versions).toHaveLength(6);

		await world.people('SO.P2', 3);
		await world.app.units.importRoster(
			world.administrator,
			rosterFile([
				{ unitCode: 'SO.P1', unitName: 'Tên khác', headcount: '40' },
				{ unitCode: 'SO.P9', unitName: 'Phòng mới', parentCode: 'SO' },
				{ unitCode: 'SO.P9', staffCode: 'P9-1', fullName: 'Người mới' }
			])
		);
		await bankOf(slug, [bankItem(1, { stem: 'Đã sửa?' }), ...items.slice(2), bankItem(99)]);
		expect(await seen()).toEqual(before);

		const { actor } = await world.candidate('SO.P1');
		const ref = await world.app.attempts.start(actor, id);
		const { items: shown } = await world.app.sittings.exam(actor, ref);
		expect(shown.map(({ stem }) => stem).sort()).toEqual(
			items.map(({ stem }) => stem as string).sort()
		);
	});

	it('keeps only items that the blueprint can draw', async () => {
		const id = await create(
			world.draft({
				blueprint: [{ bankId: world.bankId, topicId: null, difficulty: 'recall', count: 2 }]
			})
		);
		await publish(id);
		const { round } = await world.app.contests.find(id);
		const rows = await world.sql<{ difficulty: string; items: number }[]>`
			select difficulty, count(*)::integer as items from item_version
			where id = any(${await world.app.contests.roundVersions(round.id)}) group by difficulty`;
		expect(rows).toEqual([{ difficulty: 'recall', items: 6 }]);
	});

	it('happens once, whoever asks when', async () => {
		const id = await create(world.draft());
		const outcomes = await Promise.all([1, 2, 3].map(() => refusal(publish(id))));
		expect(outcomes.sort()).toEqual([
			'CONTEST_ALREADY_PUBLISHED',
			'CONTEST_ALREADY_PUBLISHED',
			'nothing was refused'
		]);
		expect(await refusal(publish(id))).toBe('CONTEST_ALREADY_PUBLISHED');
		const [row] = await world.sql`
			select count(*)::integer as published from audit_event
			where subject = ${`contest:${id}`} and action = 'contest.published'`;
		expect(row).toEqual({ published: 1 });
	});

	it('does not wait for itself when many publish with few connections', async () => {
		const small = world.node({ pool: 2 });
		const ids = await Promise.all(Array.from({ length: 4 }, () => create(world.draft())));
		const outcomes = await Promise.all(
			[...ids, ...ids].map((id) => refusal(small.contests.publish(world.administrator, id)))
		);
		expect(outcomes.filter((outcome) => outcome === 'nothing was refused')).toHaveLength(4);
	});

	it('fixes the contest: no more changes', async () => {
		const { id } = await world.contest();
		const before = await world.app.contests.find(id);
		const change = world.app.contests.update(
			world.administrator,
			id,
			world.draft({ timeLimitMinutes: 99 }, { title: 'Tên khác' })
		);
		expect(await refusal(change)).toBe('CONTEST_ALREADY_PUBLISHED');
		expect(await world.app.contests.find(id)).toEqual(before);
	});

	it('is refused while a problem stands in its way, and leaves a draft', async () => {
		const tooMuch = await create(
			world.draft({
				blueprint: [
					...line(15),
					{ bankId: world.bankId, topicId: null, difficulty: 'recall' as const, count: 6 }
				]
			})
		);
		expect(await problems(tooMuch)).toMatchObject([
			{
				code: 'BANK_TOO_SMALL',
				params: { line: 2, needed: 6, available: 5 },
				path: ['audiences', 0, 'paper', 'sections', 0, 'lines', 1]
			}
		]);
		const over = await create(world.draft());
		world.clock.time = morning + 60 * minute;
		await expect(publish(over)).rejects.toMatchObject({
			code: 'CONTEST_NOT_PUBLISHABLE',
			params: { count: 1 }
		});
		world.clock.time -= 1;
		for (const id of [tooMuch]) {
			expect(await refusal(publish(id))).toBe('CONTEST_NOT_PUBLISHABLE');
			expect((await world.app.contests.find(id)).status).toBe('draft');
			expect(await world.app.contests.snapshotUnits(id)).toEqual([]);
		}
		expect(await refusal(publish(over))).toBe('nothing was refused');
	});

	it('is possible with warnings only', async () => {
		const bankId = await bankOf('thi-thu', bankItems(5), { practice: true });
		const id = await create(world.draft({ blueprint: line(5, bankId), timeLimitMinutes: 90 }));
		const findings = await world.app.contests.check(world.administrator, id);
		expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['warning']));
		// The paper takes all there is, again and again, from a bank that everybody knows.
		expect(findings.map(({ code }) => code)).toEqual(
			expect.arrayContaining([
				...['UNLIMITED_SMALL_BANK', 'PRACTICE_BANK', 'WINDOW_SHORTER_THAN_LIMIT']
			])
		);
		expect(await refusal(publish(id))).toBe('nothing was refused');
	});

	it('needs somebody who may take part', async () => {
		await world.app.units.importRoster(
			world.administrator,
			rosterFile([{ unitCode: 'TRONG', unitName: 'Đơn vị trống', parentCode: 'TINH' }])
		);
		const [unit] = await world.sql<{ id: number }[]>`select id from unit where code = 'TRONG'`;
		const id = await create(world.draft({}, { eligibleUnitIds: [unit!.id] }));
		expect(await problems(id)).toMatchObject([{ code: 'NOBODY_ELIGIBLE' }]);
		expect(await refusal(publish(id))).toBe('CONTEST_NOT_PUBLISHABLE');
	});
});

describe('a draft', () => {
	it('is changed as a whole and read back as entered', async () => {
		const id = await create(world.draft());
		const rules = world.simpleRules({
			...{ timeLimitMinutes: 45, attemptsAllowed: 2, passPercent: null },
			release: { score: 'never', answers: 'never', board: 'after_close' }
		});
		const draft = world.draft(rules, {
			title: 'Tên khác',
			eligibleUnitIds: [world.units.SO.id, world.units['XA.T1'].id]
		});
		await world.app.contests.update(world.administrator, id, draft);
		expect(await world.app.contests.find(id)).toMatchObject({
			rules: draft.rules,
			...{ title: 'Tên khác', status: 'draft', eligibleUnitIds: draft.eligibleUnitIds },
			round: {
				timing: {
					opensAt: rules.opensAt,
					closesAt: rules.closesAt,
					timeLimit: 45 * minute,
					openPeriods: []
				},
				...{ attemptsAllowed: 2, passPercent: null },
				...{ lines: rules.blueprint, release: rules.release }
			}
		});
	});

	it('is not shown to the public', async () => {
		const id = await create(world.draft());
		expect((await world.app.contests.listPublished()).map((contest) => contest.id)).not.toContain(
			id
		);
		expect(await refusal(world.app.contests.findPublished(id))).toBe('CONTEST_NOT_PUBLISHED');
		expect(await refusal(world.app.boards.board(world.administrator, id))).toBe(
			'CONTEST_NOT_PUBLISHED'
		);
	});
});

describe('who runs contests', () => {
	it('reaches as far as the subtree: the unit, those eligible and the banks', async () => {
		const organizer = await holder('organizer', 'SO');
		const { SO, TINH, XA } = world.units;
		const own = (changes: Partial<ContestDraft> = {}) =>
			world.draft({}, { unitId: SO.id, eligibleUnitIds: [SO.id], ...changes });
		const attempt = (draft: ContestDraft) => refusal(create(draft, organizer));
		expect(await attempt(own())).toBe('nothing was refused');
		expect(await attempt(own({ unitId: TINH.id }))).toBe('FORBIDDEN');
		expect(await attempt(own({ eligibleUnitIds: [SO.id, XA.id] }))).toBe('FORBIDDEN');
		expect(await attempt(own({ eligibleUnitIds: [SO.id, 999_999] }))).toBe('UNIT_NOT_FOUND');
		expect(await attempt(own({ unitId: 999_999 }))).toBe('UNIT_NOT_FOUND');
		const foreign = bankFile(bankContent('cua-xa-thoi', bankItems(5)));
		await importBank(world.app, world.administrator, foreign, XA.id);
		const [bank] = await world.sql<
			{ id: number }[]
		>`select id from bank where slug = 'cua-xa-thoi'`;
		const { rules } = world.draft({ blueprint: line(2, bank!.id) });
		expect(await attempt(own({ rules }))).toBe('BANK_NOT_FOUND');
	});

	it('is nobody else', async () => {
		const { id } = await world.contest({}, { unitId: world.units.SO.id });
		const draft = await create(world.draft({}, { unitId: world.units.SO.id }));
		const actors = [
			[null, 'UNAUTHENTICATED'],
			[await holder('organizer', 'XA'), 'FORBIDDEN'],
			[await holder('organizer', 'SO.P1'), 'FORBIDDEN'],
			[await holder('focal_point', 'SO'), 'FORBIDDEN'],
			[await holder('candidate', 'SO'), 'FORBIDDEN']
		] as const;
		const { contests } = world.app;
		for (const [actor, code] of actors) {
			expect(await refusal(contests.publish(actor, draft))).toBe(code);
			expect(await refusal(contests.update(actor, draft, world.draft()))).toBe(code);
			expect(await refusal(contests.check(actor, draft))).toBe(code);
			expect(await refusal(contests.findManaged(actor, id))).toBe(code);
			expect(await refusal(contests.create(actor, world.draft()))).toBe(code);
		}
		const organizer = await holder('organizer', 'SO');
		const managed = (await contests.listManaged(organizer)).map((contest) => contest.id);
		expect(managed).toEqual(expect.arrayContaining([id, draft]));
		expect(await contests.listManaged(await holder('organizer', 'XA'))).toEqual([]);
	});
});
