import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { findWithResults } from '../../../../_components/contest.server.ts';
import type { PageServerLoad } from './$types';

const pageSize = 50;
const pageSchema = z.coerce.number().int().min(1).max(1_000_000).catch(1);

export const load: PageServerLoad = ({ locals, params, url }) =>
	orErrorPage(async () => {
		const contest = await findWithResults(locals, params);
		const page = pageSchema.parse(url.searchParams.get('page') ?? 1);
		const { standings, total } = await locals.app.standings.page(contest, { page, pageSize });
		const pageCount = Math.max(1, Math.ceil(total / pageSize));
		if (page > pageCount) redirect(303, `${url.pathname}?page=${pageCount}`);
		return {
			contest: { id: contest.id, title: contest.title, passPercent: contest.round.passPercent },
			standings: standings.map((row) => ({
				rank: row.rank,
				personId: row.personId,
				name: row.fullName,
				unit: row.unitName,
				score: row.score,
				maxScore: row.maxScore,
				duration: row.duration,
				submittedAt: row.submittedAt,
				passed: row.passed
			})),
			total,
			page,
			pageCount
		};
	});
