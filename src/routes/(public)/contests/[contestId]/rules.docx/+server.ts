import { writeRules } from '#lib/i18n/rules-text.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { m } from '#lib/i18n/paraglide/messages.js';
import { rulesDocx } from '#lib/server/contests/rules-docx.ts';
import { downloadResponse } from '#lib/server/http/download.ts';
import { orErrorPage, parseInput } from '#lib/server/http/refusals.ts';
import { contestIdSchema } from '../_parts/contest-id.ts';
import { paragraphs } from '../_parts/paragraphs.ts';
import type { RequestHandler } from './$types';

/** The rules of a published contest as a Word file, in the language of the page. */
export const GET: RequestHandler = ({ locals: { app }, params }) =>
	orErrorPage(async () => {
		const contestId = parseInput(contestIdSchema, params.contestId, 'CONTEST_NOT_FOUND');
		const contest = await app.contests.findPublished(contestId);
		const language = getLocale();
		const content = await rulesDocx({
			...{ language, title: contest.title, agency: contest.unitName },
			foreword: paragraphs(contest.rulesText),
			sections: writeRules(await app.contests.rulesText(contest), language)
		});
		return downloadResponse({
			name: `${m.public_rules_file({ title: contest.title })}.docx`,
			mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			content
		});
	});
