import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import { isAppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { App } from '#lib/server/app.ts';
import { createContestWorld, minute, type ContestWorld } from '../support/contest-world.ts';
import { untilBlocked } from '../support/locks.ts';
import { morning, refusal } from '../support/test-app.ts';

let world: ContestWorld;
let other: App;
beforeAll(async () => {
	world = await createContestWorld();
	other = world.node();
});
afterAll(() => world.close());

describe('starting an attempt', () => {
	it('draws the paper of the blueprint and sets the deadline', async () => {
		const contest = await world.contest({ timeLimitMinutes: 7 });
		const { actor, personId } = await world.candidate();
		const ref = await world.app.attempts.start(actor, contest.id);
		const attempt = await world.app.attempts.find(actor, ref);
		expect(attempt).toMatchObject({
			personId,
			ref,
			roundId: contest.roundId,
			unitId: world.units['SO.P1'].id,
			ordinal: 1,
			status: 'in_progress',
			startedAt: morning,
			deadline: morning + 7 * minute,
			result: null
		});
		expect(new Set(attempt.paper.map((place) => place.versionId)).size).toBe(5);
	});

	it('twice, or on two devices at once, is one attempt', async () => {
		for (let round = 0; round < 5; round++) {
			const contest = await world.contest();
			const { actor } = await world.candidate();
			const refs = await Promise.all(
				[world.app, other, world.app, other].map((app) => app.attempts.start(actor, contest.id))
			);
			const again = await world.app.attempts.start(actor, contest.id);
			expect(new Set([...refs, again].map((ref) => ref.attemptId)).size).toBe(1);
			const attempts = await other.attempts.list(actor, contest.id);
			expect(attempts).toMatchObject([{ ordinal: 1, status: 'in_progress' }]);
		}
	});

	it('never gives more attempts than the rules allow, however many ask at once', async () => {
		const contest = await world.contest({ attemptsAllowed: 3 });
		const { actor } = await world.candidate();
		async function device(app: App): Promise<void> {
			for (;;) {
				let ref: AttemptRef;
				try {
					ref = await app.attempts.start(actor, contest.id);
				} catch (error) {
					if (isAppError(error) && error.code === 'NO_ATTEMPTS_LEFT') return;
					throw error;
				}
				await app.attempts.submit(actor, ref, []);
			}
		}
		await Promise.all(
			Array.from({ length: 20 }, (_, index) => device(index % 2 === 0 ? world.app : other))
		);
		const attempts = await world.app.attempts.list(actor, contest.id);
		expect(attempts.map(({ ordinal, status }) => [ordinal, status])).toEqual([
			[1, 'submitted'],
			[2, 'submitted'],
			[3, 'submitted']
		]);
		const counted = await world.sql`
			select attempts from participant where contest_id = ${contest.id}`;
		expect(counted).toEqual([{ attempts: 3 }]);
	});

	it('gives a new attempt when the one that got ahead is closed already', async () => {
		const contest = await world.contest();
		const { actor, personId } = await world.candidate();
		const started = await world.sql.begin(async (sql) => {
			await sql`lock table participant in share mode`;
			// Has read that there is no attempt, and cannot write its own yet.
			const slow = world.app.attempts.start(actor, contest.id);
			await untilBlocked(world.sql, 1);
			await sql`
				insert into attempt (contest_id, round_id, person_id, unit_id, ordinal, status, seed, paper,
					started_at, deadline, ended_at, closed_at, score, max_score, correct, answered, duration_ms)
				values (${contest.id}, ${contest.roundId}, ${personId}, ${world.units['SO.P1'].id}, 1,
					'submitted', '', '[]', now(), now(), now(), now(), 0, 0, 0, 0, 0)`;
			return { slow };
		});
		const attempt = await world.app.attempts.find(actor, await started.slow);
		expect(attempt).toMatchObject({ ordinal: 2, status: 'in_progress' });
	});

	it('is possible from the opening to the last millisecond of the window', async () => {
		const opensAt = morning + 1_000 * minute;
		const closesAt = opensAt + 30 * minute;
		const at = async (now: number) => {
			const contest = await world.contest({ opensAt, closesAt });
			const { actor } = await world.candidate();
			world.clock.time = now;
			try {
				const ref = await world.app.attempts.start(actor, contest.id);
				return (await world.app.attempts.find(actor, ref)).deadline;
			} catch (error) {
				return isAppError(error) ? error.code : error;
			} finally {
				world.clock.time = morning;
			}
		};
		expect(await at(opensAt - 1)).toBe('ROUND_NOT_OPEN');
		expect(await at(opensAt)).toBe(opensAt + 20 * minute);
		expect(await at(closesAt - 1)).toBe(closesAt);
		expect(await at(closesAt)).toBe('ROUND_CLOSED');
	});

	it('is refused to those who are not eligible', async () => {
		const contest = await world.contest({}, { eligibleUnitIds: [world.units.SO.id] });
		const start = (actor: Actor | null) => refusal(world.app.attempts.start(actor, contest.id));
		expect(await start(null)).toBe('UNAUTHENTICATED');
		expect(await start(world.administrator)).toBe('NOT_ELIGIBLE');
		expect(await start((await world.candidate('XA.T1')).actor)).toBe('NOT_ELIGIBLE');
		// The way down to an eligible unit is in the snapshot, its people are not.
		expect(await start((await world.candidate('TINH')).actor)).toBe('NOT_ELIGIBLE');
		for (const unit of ['SO', 'SO.P1', 'SO.P2'] as const) {
			const { actor } = await world.candidate(unit);
			await expect(world.app.attempts.start(actor, contest.id)).resolves.toBeDefined();
		}
	});

	it('is refused in a contest that is not published or not there', async () => {
		const { actor } = await world.candidate();
		const draft = await world.app.contests.create(world.administrator, world.draft());
		const { attempts } = world.app;
		expect(await refusal(attempts.start(actor, draft))).toBe('CONTEST_NOT_PUBLISHED');
		expect(await refusal(attempts.list(actor, draft))).toBe('CONTEST_NOT_PUBLISHED');
		expect(await refusal(attempts.start(actor, 999_999))).toBe('CONTEST_NOT_FOUND');
		await world.app.contests.publish(world.administrator, draft);
		// The refusal is not remembered once it is published.
		await expect(attempts.start(actor, draft)).resolves.toBeDefined();
	});

	it('counts a person in the unit of the first attempt, also after a move', async () => {
		const contest = await world.contest();
		const { actor, personId } = await world.candidate('SO.P1');
		const first = await world.app.attempts.start(actor, contest.id);
		await world.app.attempts.submit(actor, first, []);
		await world.sql`
			update person set unit_id = ${world.units['XA.T1'].id} where id = ${personId}`;
		const second = await world.app.attempts.start(actor, contest.id);
		expect(await world.app.attempts.find(actor, second)).toMatchObject({
			ordinal: 2,
			unitId: world.units['SO.P1'].id
		});
	});
});

describe('an attempt', () => {
	it('belongs to one person', async () => {
		const contest = await world.contest();
		const { actor } = await world.candidate();
		const stranger = (await world.candidate()).actor;
		const ref = await world.app.attempts.start(actor, contest.id);
		const uses = (who: Actor | null, of: AttemptRef) =>
			Promise.all([
				refusal(world.app.attempts.save(who, of, [{ sequence: 1, item: 0, chosen: [0] }])),
				refusal(world.app.attempts.submit(who, of, [])),
				refusal(world.app.attempts.submitForm(who, of, new Map())),
				refusal(world.app.attempts.find(who, of)),
				refusal(world.app.sittings.exam(who, of)),
				refusal(world.app.sittings.result(who, of))
			]);
		const all = (code: string) => Array.from({ length: 6 }, () => code);
		for (const app of [world.app, other]) {
			expect(await refusal(app.attempts.find(stranger, ref))).toBe('ATTEMPT_FOREIGN');
		}
		expect(await uses(stranger, ref)).toEqual(all('ATTEMPT_FOREIGN'));
		expect(await uses(world.administrator, ref)).toEqual(all('ATTEMPT_FOREIGN'));
		expect(await uses(null, ref)).toEqual(all('UNAUTHENTICATED'));
		const unknown = { ...ref, attemptId: '0199b3c8-1111-7222-8333-444455556666' };
		expect(await uses(actor, unknown)).toEqual(all('ATTEMPT_NOT_FOUND'));
		expect(await uses(actor, { ...ref, contestId: ref.contestId + 1_000 })).toEqual(
			all('ATTEMPT_NOT_FOUND')
		);
		expect((await world.app.attempts.find(actor, ref)).status).toBe('in_progress');
	});
});
