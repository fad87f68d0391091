import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#lib/domain/permissions.ts';
import { responseGrace } from '#lib/domain/timing.ts';
import {
	createContestWorld,
	minute,
	rosterFile,
	type Candidate,
	type ContestWorld,
	type PublishedContest,
	type UnitCode
} from '../support/contest-world.ts';
import { answerSheet, choices } from '../support/exam.ts';
import { refusal } from '../support/test-app.ts';

let world: ContestWorld;
let contest: PublishedContest;
const candidates: (Candidate & { unit: UnitCode })[] = [];

/** A history of a contest: people of all units start, submit, repeat, forget. */
beforeAll(async () => {
	world = await createContestWorld();
	const codes = ['TINH', 'SO', 'SO.P1', 'SO.P2', 'XA', 'XA.T1'] as const;
	for (const unit of codes) {
		for (const candidate of await world.candidates(unit, 4))
			candidates.push({ ...candidate, unit });
		await world.people(unit, 2);
	}
	contest = await world.contest(
		{ passPercent: 60, closesAt: world.clock.time + 6_000 * minute },
		{ eligibleUnitIds: [world.units.SO.id, world.units['XA.T1'].id] }
	);
	// On the roster after publishing: not in any headcount.
	await world.people('SO', 5);
	const step = fc.record({
		who: fc.nat({ max: candidates.length - 1 }),
		right: fc.nat({ max: 5 }),
		ends: fc.constantFrom('submits', 'submits', 'forgets', 'goes on')
	});
	for (const { who, right, ends } of fc.sample(step, { seed: 57, numRuns: 60 })) {
		const { actor } = candidates[who]!;
		const eligible = candidates[who]!.unit.startsWith('SO') || candidates[who]!.unit === 'XA.T1';
		if (!eligible) continue;
		const ref = await world.app.attempts.start(actor, contest.id);
		const sheet = await answerSheet(world.sql, ref);
		const events = choices(sheet.right.slice(0, right), { sequence: 1_000 + right * 10 });
		if (ends === 'submits') await world.app.attempts.submit(actor, ref, events);
		else await world.app.attempts.save(actor, ref, events);
		if (ends === 'forgets') {
			world.clock.time += 20 * minute + responseGrace + 1;
			await world.app.closing.sweep();
		}
	}
});
afterAll(() => world.close());

/** The figures of a unit and everything below it, person by person. */
async function naive(code: UnitCode) {
	const root = world.units[code].path;
	const within = (path: string) => `${path}.`.startsWith(`${root}.`);
	const people = await world.sql<
		{ id: number; path: string; registered: boolean; code: UnitCode }[]
	>`
		select person.id, path::text, unit.code, exists (
			select from account where person_id = person.id) as registered
		from person join unit on unit.id = person.unit_id`;
	const attempts = await world.sql<
		{ person: number; status: string; score: number | null; max: number | null }[]
	>`
		select person_id as person, status, score, max_score as max from attempt
		where contest_id = ${contest.id}`;
	const result = { registered: 0, started: 0, submitted: 0, passed: 0, attempts: 0, scoreSum: 0 };
	for (const person of people.filter(({ path }) => within(path))) {
		const eligible = person.code.startsWith('SO') || person.code === 'XA.T1';
		if (eligible && person.registered) result.registered++;
		const own = attempts.filter((each) => each.person === person.id);
		const closed = own.filter(({ status }) => status !== 'in_progress');
		result.attempts += own.length;
		if (own.length > 0) result.started++;
		if (closed.length === 0) continue;
		result.submitted++;
		const best = Math.max(...closed.map(({ score }) => score ?? 0));
		result.scoreSum += best;
		if (best >= 300) result.passed++;
	}
	return result;
}

const headcounts: Record<UnitCode, number> = {
	// As declared, or as many as the roster held when the contest was published: one person from the
	// beginning, four with an account and two without.
	...{ 'SO.P1': 4, 'SO.P2': 7, 'XA.T1': 7 },
	SO: 7 + 4 + 7,
	// Not eligible themselves: only what is below them counts, also where a headcount is declared.
	XA: 7,
	TINH: 7 + 4 + 7 + 7
};

describe('participation', () => {
	it('equals the count person by person, for each unit with everything below it', async () => {
		const found = await world.app.contests.find(contest.id);
		for (const code of Object.keys(headcounts) as UnitCode[]) {
			const view = await world.app.participation.ofUnit(
				world.administrator,
				found,
				world.units[code].id
			);
			const figures = await naive(code);
			const headcount = headcounts[code];
			expect([code, view.unit]).toMatchObject([
				code,
				{
					...figures,
					headcount,
					rate: figures.submitted / headcount,
					passRate: figures.submitted > 0 ? figures.passed / figures.submitted : null,
					averageScore: figures.submitted > 0 ? figures.scoreSum / figures.submitted : null
				}
			]);
		}
		const whole = await naive('TINH');
		// The history tells people from attempts.
		expect(whole.attempts).toBeGreaterThan(whole.started);
		expect(whole.submitted).toBeGreaterThan(0);
	});

	it('is the same in every view', async () => {
		const found = await world.app.contests.find(contest.id);
		const { participation } = world.app;
		const root = await participation.ofUnit(world.administrator, found, world.units.TINH.id);
		const rows = await participation.subtree(world.administrator, found, world.units.TINH.id);
		expect(rows.map(({ unit }) => unit.code).sort()).toEqual(Object.keys(headcounts).sort());
		expect(rows[0]).toEqual(root.unit);
		const views = await participation.views(found, [world.units.SO.id, 999_999]);
		const so = await participation.ofUnit(world.administrator, found, world.units.SO.id);
		expect([...views]).toEqual([[world.units.SO.id, { ...so, ancestors: [] }]]);
		expect(so.ancestors.map(({ code }) => code)).toEqual(['TINH']);
		expect(so.children.map(({ unit }) => unit.code)).toEqual(['SO.P1', 'SO.P2']);
		const { totals, units } = await participation.unitBoard(found);
		expect(totals).toEqual({
			headcount: root.unit.headcount,
			submitted: root.unit.submitted,
			attempts: root.unit.attempts
		});
		expect(units.map(({ unit }) => unit.code).sort()).toEqual(['SO', 'XA']);
	});

	it('lists who is missing: everybody of an eligible unit without a closed attempt', async () => {
		const found = await world.app.contests.find(contest.id);
		for (const code of ['TINH', 'SO', 'SO.P1', 'XA'] as const) {
			const expected = await world.sql<{ staffCode: string; state: string }[]>`
				select staff_code::text as "staffCode", case
					when exists (select from attempt where person_id = person.id) then 'in_progress'
					when exists (select from account where person_id = person.id) then 'not_started'
					else 'no_account' end as state
				from person join unit on unit.id = person.unit_id
				where path <@ ${world.units[code].path}::ltree
					and (code like 'SO%' or code = 'XA.T1')
					and not exists (
						select from attempt where person_id = person.id and status <> 'in_progress')`;
			const list: { staffCode: string; state: string }[] = [];
			for (let offset = 0; ; offset += 7) {
				const { people, total } = await world.app.participation.missing(
					world.administrator,
					found,
					world.units[code].id,
					{ limit: 7, offset }
				);
				if (people.length === 0) break;
				expect(total).toBe(expected.length);
				list.push(...people);
			}
			const sorted = (rows: readonly { staffCode: string; state: string }[]) =>
				rows.map(({ staffCode, state }) => `${staffCode} ${state}`).sort();
			expect(sorted(list)).toEqual(sorted(expected));
		}
	});
});

describe('who may see participation', () => {
	const see = async (grants: [Role, number | null][], code: UnitCode) => {
		const { actor } = await world.account({ grants });
		const found = await world.app.contests.find(contest.id);
		const { id } = world.units[code];
		const page = { limit: 5, offset: 0 };
		const answers = await Promise.all([
			refusal(world.app.participation.ofUnit(actor, found, id)),
			refusal(world.app.participation.subtree(actor, found, id)),
			refusal(world.app.participation.missing(actor, found, id, page)),
			refusal(world.app.boards.participation(actor, contest.id, id))
		]);
		expect(new Set(answers).size).toBe(1);
		return answers[0];
	};
	const allowed = 'nothing was refused';

	it('is the focal point of the unit or of one above it', async () => {
		const so: [Role, number | null][] = [['focal_point', world.units.SO.id]];
		expect(await see(so, 'SO')).toBe(allowed);
		expect(await see(so, 'SO.P1')).toBe(allowed);
		expect(await see(so, 'TINH')).toBe('FORBIDDEN');
		expect(await see(so, 'XA')).toBe('FORBIDDEN');
		expect(await see([['candidate', world.units.SO.id]], 'SO')).toBe('FORBIDDEN');
		expect(await see([], 'SO')).toBe('FORBIDDEN');
		expect(await see([['focal_point', world.units.TINH.id]], 'XA.T1')).toBe(allowed);
	});

	it('is nobody who is not signed in, and a unit outside the contest is like a foreign one', async () => {
		const found = await world.app.contests.find(contest.id);
		const { participation } = world.app;
		expect(await refusal(participation.ofUnit(null, found, world.units.SO.id))).toBe(
			'UNAUTHENTICATED'
		);
		const { actor } = await world.account({ grants: [['focal_point', world.units.SO.id]] });
		expect(await refusal(participation.ofUnit(actor, found, 999_999))).toBe('FORBIDDEN');
	});

	it('begins at the topmost units one may see, and shows no way above them', async () => {
		const found = await world.app.contests.find(contest.id);
		const { actor } = await world.account({
			grants: [
				['focal_point', world.units['SO.P1'].id],
				['focal_point', world.units.XA.id]
			]
		});
		const roots = await world.app.participation.roots(actor, found);
		expect(roots.map(({ code }) => code).sort()).toEqual(['SO.P1', 'XA']);
		const view = await world.app.participation.ofUnit(actor, found, world.units['XA.T1'].id);
		expect(view.ancestors.map(({ code }) => code)).toEqual(['XA']);
	});

	it('stays the same in a contest when units are moved after its publishing', async () => {
		const moved = await createContestWorld();
		try {
			const { id } = await moved.contest();
			const { units } = moved;
			await moved.app.units.importRoster(
				moved.administrator,
				rosterFile([{ unitCode: 'SO.P1', unitName: 'Phòng Công chức', parentCode: 'XA' }])
			);
			const found = await moved.app.contests.find(id);
			const sees = async (code: UnitCode, unit: UnitCode) => {
				const { actor } = await moved.account({ grants: [['focal_point', units[code].id]] });
				return refusal(moved.app.participation.ofUnit(actor, found, units[unit].id));
			};
			expect(await sees('SO.P1', 'SO.P1')).toBe(allowed);
			expect(await sees('SO', 'SO.P1')).toBe(allowed);
			expect(await sees('XA', 'SO.P1')).toBe('FORBIDDEN');
			expect(await sees('SO.P1', 'SO')).toBe('FORBIDDEN');
		} finally {
			await moved.close();
		}
	});
});
