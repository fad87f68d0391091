import { z } from 'zod';
import { AppError } from '#lib/domain/errors.ts';
import type { SimpleRules } from '#lib/domain/rules/simple-rules.ts';
import type { Contest } from '#lib/server/contests/contests.service.ts';
import { parseInput } from '#lib/server/http/refusals.ts';

const contestIdSchema = z.coerce.number().int().positive().max(2_147_483_647);

/** The contest's id of a path. Throws CONTEST_NOT_FOUND. */
export function readContestId(params: { contestId: string }): number {
	return parseInput(contestIdSchema, params.contestId, 'CONTEST_NOT_FOUND');
}

/** Rules of the contest's round as an organizer enters them. */
export function rulesOf({ round }: Contest): SimpleRules {
	return {
		opensAt: round.timing.opensAt,
		closesAt: round.timing.closesAt,
		timeLimitMinutes: round.timing.timeLimit / 60_000,
		attemptsAllowed: round.attemptsAllowed,
		passPercent: round.passPercent,
		blueprint: round.lines.map(({ bankId, topicId, difficulty, count }) => ({
			...{ bankId, topicId, difficulty, count }
		})),
		release: round.release
	};
}

/** The published contest of a path, which the actor may manage. Throws CONTEST_NOT_PUBLISHED. */
export async function findWithResults(
	{ app, actor }: App.Locals,
	params: { contestId: string }
): Promise<Contest> {
	const contest = await app.contests.findManaged(actor, readContestId(params));
	if (contest.status === 'draft') throw new AppError('CONTEST_NOT_PUBLISHED');
	return contest;
}
