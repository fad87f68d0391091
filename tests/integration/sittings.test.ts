import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatAttemptRef, type AttemptRef } from '#lib/domain/attempt-ref.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { ReleaseRules } from '#lib/domain/release.ts';
import { responseGrace } from '#lib/domain/timing.ts';
import { createContestWorld, minute, type ContestWorld } from '../support/contest-world.ts';
import { answerSheet, choices } from '../support/exam.ts';
import { morning, refusal } from '../support/test-app.ts';

let world: ContestWorld;
beforeAll(async () => void (world = await createContestWorld()));
afterEach(() => void (world.clock.time = morning));
afterAll(() => world.close());

/** Words that may be in an answer only once the rules release the answers. */
const givesAway = /key|right|rationale|giải thích|citation|correct|points|facts|Mục \d|versionId/i;

async function begin(release: Partial<ReleaseRules>): Promise<{ actor: Actor; ref: AttemptRef }> {
	const contest = await world.contest({
		release: { score: 'at_submit', answers: 'after_close', board: 'at_submit', ...release }
	});
	const { actor } = await world.candidate();
	return { actor, ref: await world.app.attempts.start(actor, contest.id) };
}

describe('the exam', () => {
	it('holds everything to take it and nothing that gives it away', async () => {
		for (let round = 0; round < 5; round++) {
			const { actor, ref } = await begin({ answers: 'at_submit' });
			const { right } = await answerSheet(world.sql, ref);
			await world.app.attempts.save(actor, ref, choices(right));
			world.clock.time += 1_000;
			const sitting = await world.app.sittings.exam(actor, ref);
			expect(JSON.stringify(sitting)).not.toMatch(givesAway);
			expect(sitting).toEqual({
				ref: formatAttemptRef(ref),
				contestId: ref.contestId,
				contestTitle: 'Tìm hiểu Nghị quyết 57',
				status: 'in_progress',
				items: Array.from({ length: 5 }, (_, position) => ({
					position,
					type: expect.stringMatching(/^(single|multiple|true_false)$/) as string,
					stem: expect.stringMatching(/^Câu hỏi số \d+\?$/) as string,
					options: expect.any(Array) as string[]
				})),
				progress: { chosen: { ...right }, nextSequence: 6 },
				startedAt: sitting.startedAt,
				deadline: sitting.startedAt + 20 * minute,
				serverTime: world.clock.time
			});
		}
	});

	it('shows the options in the order of the paper, the same on every device', async () => {
		const { actor, ref } = await begin({});
		const attempt = await world.app.attempts.find(actor, ref);
		const here = await world.app.sittings.exam(actor, ref);
		expect(await world.node().sittings.exam(actor, ref)).toEqual(here);
		for (const [position, { versionId, order }] of attempt.paper.entries()) {
			const [row] = await world.sql<{ options: string[] }[]>`
				select content -> 'options' as options from item_version where id = ${versionId}`;
			expect(here.items[position]?.options).toEqual(order.map((at) => row?.options[at]));
		}
	});

	it('is over once the attempt is closed', async () => {
		const { actor, ref } = await begin({});
		await world.app.attempts.submit(actor, ref, []);
		expect(await refusal(world.app.sittings.exam(actor, ref))).toBe('ATTEMPT_CLOSED');
	});
});

describe('the result', () => {
	const final = morning + 60 * minute + responseGrace + 1;

	async function submitted(release: Partial<ReleaseRules>) {
		const { actor, ref } = await begin(release);
		const sheet = await answerSheet(world.sql, ref);
		const chosen = [sheet.right[0]!, sheet.right[1]!, sheet.right[2]!, sheet.wrong[3]!];
		await world.app.attempts.submit(actor, ref, choices(chosen));
		return { sheet, chosen, result: () => world.app.sittings.result(actor, ref) };
	}

	it('is not there while the exam goes on', async () => {
		const { actor, ref } = await begin({ score: 'at_submit', answers: 'at_submit' });
		expect(await refusal(world.app.sittings.result(actor, ref))).toBe('ATTEMPT_NOT_FOUND');
	});

	it('withholds score and answers until the window and its grace are over', async () => {
		const { result } = await submitted({ score: 'after_close', answers: 'after_close' });
		for (const now of [morning, morning + 60 * minute, final - 1]) {
			world.clock.time = now;
			const withheld = await result();
			expect(withheld).toMatchObject({
				...{ status: 'submitted', itemCount: 5, answered: 4 },
				...{ score: null, answers: null },
				scoreAt: morning + 60 * minute,
				answersAt: morning + 60 * minute
			});
			expect(JSON.stringify(withheld)).not.toMatch(givesAway);
			expect(JSON.stringify(withheld)).not.toContain('300');
		}
		world.clock.time = final;
		expect(await result()).toMatchObject({
			score: { score: 300, maxScore: 500, correct: 3, passed: true },
			scoreAt: null,
			answersAt: null
		});
	});

	it('shows the score at once and the answers later', async () => {
		const { result } = await submitted({ score: 'at_submit', answers: 'after_close' });
		const early = await result();
		expect(early.score).toEqual({ score: 300, maxScore: 500, correct: 3, passed: true });
		expect(early.answers).toBeNull();
		expect(JSON.stringify({ ...early, score: null })).not.toMatch(givesAway);
	});

	it('never shows what is never released', async () => {
		const { result } = await submitted({ score: 'never', answers: 'never' });
		world.clock.time = final + 1e9;
		expect(await result()).toMatchObject({
			...{ score: null, scoreAt: null, answers: null, answersAt: null }
		});
	});

	it('explains each item once released', async () => {
		const { result, sheet, chosen } = await submitted({ answers: 'at_submit' });
		const { answers } = await result();
		expect(answers).toHaveLength(5);
		for (const [position, answer] of (answers ?? []).entries()) {
			expect(answer).toMatchObject({
				position,
				chosen: chosen[position] ?? [],
				right: sheet.right[position],
				correct: position < 3,
				rationale: expect.stringMatching(/^Lời giải thích của câu \d+\.$/) as string,
				citation: { symbol: '57-NQ/TW', documentTitle: 'Nghị quyết số 57' }
			});
		}
	});

	it('has a pass mark only where the rules have one', async () => {
		const contest = await world.contest({ passPercent: null });
		const { actor } = await world.candidate();
		const ref = await world.app.attempts.start(actor, contest.id);
		await world.app.attempts.submit(actor, ref, []);
		expect((await world.app.sittings.result(actor, ref)).score?.passed).toBeNull();
	});
});
