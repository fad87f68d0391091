import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import type { Contest } from '#lib/server/contests/contests.service.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { readContestId, rulesOf } from '../../../_components/contest.server.ts';
import { contestState } from '../../../_components/contest-state.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const contest = await app.contests.findManaged(actor, readContestId(params));
		const draft = contest.status === 'draft';
		return {
			contest: {
				id: contest.id,
				title: contest.title,
				rulesText: contest.rulesText,
				unitName: contest.unitName,
				publishedAt: contest.publishedAt,
				state: contestState(contest, app.clock.now()),
				rules: rulesOf(contest)
			},
			audience: await audienceOf(locals, contest),
			blueprint: await blueprintOf(locals, contest),
			findings: draft ? await app.contests.check(actor, contest.id) : null,
			board: draft ? null : await app.boards.board(actor, contest.id),
			participationUnitId: draft ? null : await participationUnit(locals, contest)
		};
	});

export const actions: Actions = {
	publish: (event) =>
		handleForm(event, z.object({}), async () => {
			const contestId = readContestId(event.params);
			await event.locals.app.contests.publish(event.locals.actor, contestId);
			redirect(303, `/organize/contests/${contestId}`);
		})
};

/** Names of the eligible units within the actor's reach, how many lie outside it, and their people. */
async function audienceOf({ app, actor }: App.Locals, contest: Contest) {
	const units = await app.units.listPermitted(actor, 'contests.manage');
	const eligible = new Set(contest.eligibleUnitIds);
	const named = units.filter((unit) => eligible.has(unit.id));
	const within = units.filter((unit) =>
		named.some((root) => unit.path === root.path || unit.path.startsWith(`${root.path}.`))
	);
	return {
		names: named.map((unit) => unit.name),
		others: eligible.size - named.length,
		people: within.reduce((sum, unit) => sum + unit.headcount, 0)
	};
}

/** The lines with the names of their banks and topics; null where the actor may not see them. */
async function blueprintOf({ app, actor }: App.Locals, contest: Contest) {
	const { lines } = contest.round;
	const used = new Set(lines.map((line) => line.bankId));
	const banks = (await app.banks.list(actor)).filter((bank) => used.has(bank.id));
	const strata = await app.banks.strata(
		actor,
		banks.map((bank) => bank.id)
	);
	return lines.map((line) => ({
		bank: banks.find((bank) => bank.id === line.bankId)?.title ?? null,
		topic:
			line.topicId === null
				? null
				: (strata.find((stratum) => stratum.topicId === line.topicId)?.topicTitle ?? ''),
		difficulty: line.difficulty,
		count: line.count
	}));
}

/** Unit whose participation the organizer watches: the organizing one, or the topmost they may see. */
async function participationUnit({ app, actor }: App.Locals, contest: Contest) {
	const units = await app.contests.snapshotUnits(contest.id);
	if (units.some((unit) => unit.unitId === contest.unitId)) return contest.unitId;
	return (await app.participation.roots(actor, contest))[0]?.unitId ?? null;
}
