import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { maxAttempts } from '#lib/server/quality/quality.service.ts';
import { bankContent, bankFile, bankItem } from '../support/bank.ts';
import { createContestWorld, minute, type ContestWorld } from '../support/contest-world.ts';
import { importBank } from '../support/imports.ts';
import {
	draw,
	figuresOf,
	newBank,
	ready,
	readyBank,
	wholeList,
	write,
	type WrittenAttempt
} from '../support/quality.ts';
import { morning, refusal } from '../support/test-app.ts';

let world: ContestWorld;
beforeAll(async () => void (world = await createContestWorld()));
afterEach(() => void (world.clock.time = morning));
afterAll(() => world.close());

describe('the figures of a round', () => {
	it('of real sittings are those worked out by hand', async () => {
		const bank = await newBank(world, 3);
		const contest = await world.contest({ ...draw(bank, 3), attemptsAllowed: 1 });
		const candidates = await world.candidates('XA.T1', 6);
		// By person, what is chosen of the three items (canonical options; null for nothing).
		const chosen = [
			...[
				[0, 0, 0],
				[0, 0, 1],
				[0, 0, null]
			],
			...[
				[0, 2, 1],
				[3, 0, 1],
				[3, 2, 1]
			]
		];
		for (const [person, options] of chosen.entries()) {
			const { actor } = candidates[person]!;
			world.clock.time = morning + person * minute;
			const ref = await world.app.attempts.start(actor, contest.id);
			const { paper } = (await world.app.attempts.find(actor, ref))!;
			// In the order of the bank, each answer some seconds after the one before.
			let sequence = 0;
			for (const [ordinal, option] of options.entries()) {
				const item = paper.findIndex((place) => place.versionId === bank.versionIds[ordinal]);
				if (option === null) continue;
				world.clock.time += (ordinal + 1 + person) * 1_000;
				const shown = paper[item]!.order.indexOf(option);
				await world.app.attempts.save(actor, ref, [
					{ sequence: ++sequence, item, chosen: [shown] }
				]);
			}
			await world.app.attempts.submit(actor, ref, []);
		}

		const quality = await ready(world, contest.id);
		const [first, second, third] = bank.versionIds.map((id) => figuresOf(quality, id));
		// Totals 3 2 2 1 1 0 of 3: mean 1/2, variance of the totals 19/6 − 9/4 = 11/12.
		expect(quality.paper).toMatchObject({ attempts: 6, items: 3, reliabilityKind: 'kr20' });
		expect(quality.paper!.mean).toBeCloseTo(1 / 2, 12);
		expect(quality.paper!.deviation * 3).toBeCloseTo(Math.sqrt(11 / 12), 12);
		// Σ p q = 4/6·2/6 + 4/6·2/6 + 1/6·5/6 = 21/36, so KR-20 = 3/2 (1 − (7/12) / (11/12)) = 6/11.
		expect(quality.paper!.reliability).toBeCloseTo(6 / 11, 12);
		expect(quality.paper!.standardError! * 3).toBeCloseTo(Math.sqrt((11 / 12) * (5 / 11)), 12);
		expect(quality.paper!.histogram).toEqual([1, 0, 0, 2, 0, 0, 2, 0, 0, 1]);

		// Item 1: 1 1 1 1 0 0 with the rests 2 1 1 0 1 0 of 2: r = (1 − 1/2) / s · √(2/9), s² = 17/36.
		expect(first!.figures.facility).toBeCloseTo(4 / 6, 12);
		expect(first!.figures.discrimination).toBeCloseTo(
			(1 / 2 / Math.sqrt(17 / 36)) * Math.sqrt(2 / 9),
			12
		);
		// Groups of round(0.27 · 6) = 2: the best and a third of each of three; both with nothing.
		expect(first!.figures.upperLower).toBeCloseTo((1 + 2 / 3 - 1) / 2, 12);
		expect(first!.figures.options.map(({ count }) => count)).toEqual([4, 0, 0, 2]);
		expect(first!.figures.medianSeconds).toBe(3.5);
		expect(second!.figures.medianSeconds).toBe(4.5);
		expect(third!.figures.facility).toBeCloseTo(1 / 6, 12);
		expect(third!.figures.omitted).toBeCloseTo(1 / 6, 12);
		expect(third!.figures.options.map(({ count }) => count)).toEqual([1, 4, 0, 0]);
		expect(first!.exposure).toEqual({ papers: 6, held: 6 });
		expect(quality).toMatchObject({ fixedPaper: true, capped: false, neverDrawn: 0 });
		expect(quality.list.rows[0]).toMatchObject({ type: 'single', stem: expect.any(String) });
	});

	it('of papers that share some items are those worked out by hand', async () => {
		const bank = await newBank(world, 4);
		const contest = await world.contest(draw(bank, 2));
		const people = await world.people('XA.T1', 6);
		const [one, two, three] = bank.versionIds as [number, number, number];
		// The example of the domain's test: rights and wrongs by canonical masks.
		const papers: [number[], WrittenAttempt['log']][] = [
			[
				[one, two],
				[
					[0, 1, 4],
					[1, 1, 14]
				]
			],
			[
				[one, two],
				[
					[0, 1, 6],
					[1, 2, 26]
				]
			],
			[
				[two, three],
				[
					[0, 1, 30],
					[1, 1, 38]
				]
			],
			[[two, three], [[0, 4, 40]]],
			[
				[three, one],
				[
					[0, 1, 2],
					[1, 1, 10]
				]
			],
			[
				[three, one],
				[
					[0, 8, 3],
					[1, 2, 13]
				]
			]
		];
		await write(
			world,
			contest,
			papers.map(([versionIds, log], person) => ({
				personId: people[person]!.personId,
				...{ versionIds, log }
			}))
		);
		const quality = await ready(world, contest.id);
		expect(quality.items.map(({ versionId }) => versionId)).toEqual([one, two, three]);
		expect(quality.neverDrawn).toBe(1);
		expect(quality.fixedPaper).toBe(false);
		const first = figuresOf(quality, one);
		expect(first.figures).toMatchObject({ attempts: 4, facility: 3 / 4, medianSeconds: 7 });
		expect(first.figures.discrimination).toBeCloseTo(1 / Math.sqrt(3), 12);
		expect(first.figures.upperLower).toBeCloseTo(1 / 2, 12);
		expect(first.exposure).toEqual({ papers: 6, held: 4 });
		expect(figuresOf(quality, two).figures.upperLower).toBeCloseTo(2 / 3, 12);
		expect(figuresOf(quality, three).figures.omitted).toBe(1 / 4);
		// 2 (1 − (11/4) / (76/16)) = 16/19; see the domain's test for the deviations.
		expect(quality.paper!.reliability).toBeCloseTo(2 * (1 - 2.75 / 4.75), 12);
	});

	it('count the first closed attempt of each person, and no voided one', async () => {
		const bank = await newBank(world, 2);
		const contest = await world.contest(draw(bank, 2));
		const [a, b, c, d] = await world.people('XA.T1', 4);
		const versionIds = bank.versionIds;
		const right: WrittenAttempt['log'] = [
			[0, 1, 5],
			[1, 1, 9]
		];
		const wrong: WrittenAttempt['log'] = [
			[0, 2, 5],
			[1, 2, 9]
		];
		await write(world, contest, [
			{ personId: a!.personId, versionIds, log: wrong },
			{ personId: a!.personId, versionIds, log: right, ordinal: 2 },
			{ personId: b!.personId, versionIds, log: wrong, status: 'voided' },
			{ personId: b!.personId, versionIds, log: right, ordinal: 2, status: 'auto_submitted' },
			{ personId: c!.personId, versionIds, log: right, status: 'in_progress' },
			// Changed the mind: what stands at the end counts, the time is that of the first choice.
			{
				personId: d!.personId,
				versionIds,
				log: [
					[0, 2, 7],
					[1, 1, 9],
					[0, 1, 60]
				]
			}
		]);
		const quality = await ready(world, contest.id);
		expect(quality.paper).toMatchObject({ attempts: 3 });
		const first = figuresOf(quality, versionIds[0]!);
		expect(first.figures).toMatchObject({ attempts: 3, facility: 2 / 3, medianSeconds: 5 });
		// Every paper drawn was seen, whatever became of it.
		expect(first.exposure).toEqual({ papers: 6, held: 6 });
		expect(quality.counts).toEqual({ drawn: 6, closed: 4, voided: 1 });
	});

	it('are empty without attempts, and those of a contest not published are refused', async () => {
		const contest = await world.contest();
		const quality = await ready(world, contest.id);
		expect(quality).toMatchObject({ paper: null, items: [], neverDrawn: 20 });
		expect(quality.list).toEqual({ rows: [], page: 1, pageCount: 1, total: 0 });
		const draft = await world.app.contests.create(world.administrator, world.draft());
		const asked = world.app.quality.round(world.administrator, draft, wholeList());
		expect(await refusal(asked)).toBe('CONTEST_NOT_PUBLISHED');
	});

	it('warn of a key that is likely wrong, first in the list', async () => {
		const bank = await newBank(world, 5);
		const contest = await world.contest(draw(bank, 5));
		const people = await world.people('XA.T1', 60);
		// Half of the people know everything; of the third item they all choose the second option.
		await write(
			world,
			contest,
			people.map(({ personId }, index) => ({
				personId,
				versionIds: bank.versionIds,
				log: [0, 1, 2, 3, 4].map((item) => {
					const knows = index % 2 === 0;
					const mask = item === 2 ? (knows ? 2 : 1) : knows ? 1 : 1 << ((index + item) % 4);
					return [item, mask, item + 1] as const;
				})
			}))
		);
		const quality = await ready(world, contest.id);
		expect(quality.list.rows[0]).toMatchObject({
			versionId: bank.versionIds[2],
			warnings: [
				{ code: 'LIKELY_WRONG_KEY', options: [1] },
				{ code: 'DEAD_DISTRACTOR', options: [2, 3] }
			]
		});
		const item = await world.app.quality.roundItem(
			world.administrator,
			contest.id,
			bank.versionIds[2]!
		);
		expect(item).toMatchObject({
			item: { key: 1, versionId: bank.versionIds[2] },
			result: { figures: { facility: 1 / 2 } }
		});
		const missing = world.app.quality.roundItem(world.administrator, contest.id, 2_147_483_647);
		expect(await refusal(missing)).toBe('NOT_FOUND');
	});

	it('look at the newest attempts only when there are very many', { timeout: 60_000 }, async () => {
		const bank = await newBank(world, 2);
		const contest = await world.contest(draw(bank, 2));
		const extra = 50;
		await world.sql`
			with people as (
				insert into person (unit_id, staff_code, full_name, search_text, created_at, updated_at)
				select ${world.units.SO.id}, 'NHIEU-' || number, 'Người', 'nguoi', now(), now()
				from generate_series(1, ${maxAttempts + extra}) as number
				returning id, substr(staff_code::text, 7)::integer as number
			)
			insert into attempt (contest_id, round_id, person_id, unit_id, ordinal, status, seed, paper,
				started_at, deadline, ended_at, closed_at, score, max_score, correct, answered, duration_ms)
			select ${contest.id}, ${contest.roundId}, id, ${world.units.SO.id}, 1, 'submitted', '',
				jsonb_build_array(jsonb_build_object('versionId', ${bank.versionIds[0]!}::integer)),
				now(), now(), now(), now() + number * interval '1 second', 0, 0, 0, 0, 0
			from people`;
		// Those closed first are not looked at: they alone have this item right.
		await world.sql`
			insert into response_event (contest_id, attempt_id, sequence, client, item, chosen, received_at)
			select contest_id, id, 1, 0, 0, 1, started_at from attempt
			where contest_id = ${contest.id} order by closed_at limit ${extra}`;
		const quality = await ready(world, contest.id);
		expect(quality).toMatchObject({ capped: true, paper: { attempts: maxAttempts } });
		expect(figuresOf(quality, bank.versionIds[0]!).figures.facility).toBe(0);
		expect(figuresOf(quality, bank.versionIds[0]!).exposure.papers).toBe(maxAttempts);
	});
});

describe('the figures of a bank', () => {
	it('are the sums over its rounds, with items never used and versions no longer in use', async () => {
		const bank = await newBank(world, 4);
		const [one, two, three, four] = bank.versionIds as [number, number, number, number];
		const people = await world.people('XA.T1', 4);
		const contests = [await world.contest(draw(bank, 2)), await world.contest(draw(bank, 2))];
		const sit = (person: number, versionIds: number[], masks: number[]): WrittenAttempt => ({
			personId: people[person]!.personId,
			versionIds,
			log: masks.map((mask, item) => [item, mask, (item + 1) * 10] as const)
		});
		await write(world, contests[0]!, [sit(0, [one, two], [1, 1]), sit(1, [one, two], [2, 2])]);
		await write(world, contests[1]!, [
			...[sit(0, [one, three], [1, 1]), sit(1, [one, three], [1, 2])],
			...[sit(2, [one, three], [1, 1]), sit(3, [three, one], [2, 2])]
		]);
		// The second item is changed afterwards, the fourth was never drawn.
		const changed = bankContent(
			bank.slug,
			[1, 2, 3, 4].map((number) =>
				bankItem(number, { key: 'a', ...(number === 2 ? { stem: 'Câu hỏi đã sửa?' } : {}) })
			)
		);
		await importBank(world.app, world.administrator, bankFile(changed));
		world.clock.time += minute;
		const quality = await readyBank(world, bank.slug, 'exposure');
		expect(quality).toMatchObject({ rounds: 2, allRounds: 2, papers: 6, capped: false });
		const byVersion = new Map(quality.items.map((item) => [item.versionId, item]));
		expect(byVersion.get(one)).toMatchObject({
			...{ itemKey: 'cau-1', version: 1, inUse: true },
			exposure: { papers: 6, held: 6 },
			figures: { attempts: 6, facility: 4 / 6, medianSeconds: 10 }
		});
		expect(byVersion.get(two)).toMatchObject({
			...{ itemKey: 'cau-2', version: 1, inUse: false },
			exposure: { papers: 6, held: 2 }
		});
		expect(byVersion.get(four)).toMatchObject({
			inUse: true,
			exposure: { papers: 6, held: 0 },
			figures: { attempts: 0, facility: null },
			warnings: []
		});
		expect(quality.items.filter((item) => item.itemKey === 'cau-2')).toHaveLength(2);
		expect(byVersion.get(three)!.figures.attempts).toBe(4);
		expect(quality.list.rows[0]).toMatchObject({ versionId: one, stem: 'Câu hỏi số 1?' });
		// Deviations within each round: [1/2 1/2, -1/2 -1/2]; then of 1 1 1 0 with the rests 1 0 1 0.
		expect(byVersion.get(one)!.figures.discrimination).toBeCloseTo(
			(1 / 2 + 1 / 2) / Math.sqrt((1 / 2 + 3 / 4) * (1 / 2 + 1)),
			12
		);

		const item = await world.app.quality.bankItem(world.administrator, bank.slug, two);
		expect(item).toMatchObject({ item: { stem: 'Câu hỏi số 2?' }, result: { version: 1 } });
		const foreign = world.app.quality.bankItem(world.administrator, 'ngan-hang', two);
		expect(await refusal(foreign)).toBe('NOT_FOUND');
	});
});
