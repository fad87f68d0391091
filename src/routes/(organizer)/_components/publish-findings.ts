import type { PublishFinding } from '#lib/domain/contest.ts';
import { fillable } from '#lib/i18n/errors.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

const sentences: Record<PublishFinding['code'], (params: never) => string> = {
	BANK_TOO_SMALL: m.organizer_publish_bank_too_small,
	WINDOW_OVER: m.organizer_publish_window_over,
	WINDOW_SHORTER_THAN_LIMIT: m.organizer_publish_window_shorter_than_limit,
	NOBODY_ELIGIBLE: m.organizer_publish_nobody_eligible,
	PRACTICE_BANK: m.organizer_publish_practice_bank,
	OUTDATED_CITATIONS: m.banks_publish_outdated
};

/** What the check found and what to do about it. */
export function findingText({ code, params }: PublishFinding): string {
	return sentences[code](fillable(params));
}

/** Where it can be mended. */
export function findingLink(
	{ code, params }: PublishFinding,
	contestId: number
): { href: string; label: string } {
	const edit = `/organize/contests/${contestId}/edit`;
	switch (code) {
		case 'BANK_TOO_SMALL':
		case 'PRACTICE_BANK':
			return { href: `${edit}#blueprint`, label: m.organizer_publish_fix_blueprint() };
		case 'OUTDATED_CITATIONS':
			return {
				href: `/organize/banks/${params['bank']}?outdated=on`,
				label: m.banks_publish_fix_outdated()
			};
		case 'NOBODY_ELIGIBLE':
			return { href: `${edit}#audience`, label: m.organizer_publish_fix_audience() };
		default:
			return { href: `${edit}#timing`, label: m.organizer_publish_fix_timing() };
	}
}
