import type { RuleFinding } from '#lib/domain/rules/rule-findings.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** Where a finding of the check can be mended. */
export function findingLink(
	{ code, params, path }: Pick<RuleFinding, 'code' | 'params' | 'path'>,
	contestId: number
): { href: string; label: string } {
	const edit = `/organize/contests/${contestId}/edit`;
	if (code === 'OUTDATED_CITATIONS') {
		const href = `/organize/banks/${params['bank']}?outdated=on`;
		return { href, label: m.banks_publish_fix_outdated() };
	}
	if (code === 'NOBODY_ELIGIBLE' || path.includes('eligibility'))
		return { href: `${edit}#audience`, label: m.organizer_publish_fix_audience() };
	if (path.includes('paper') || path.includes('papers'))
		return { href: `${edit}#blueprint`, label: m.organizer_publish_fix_blueprint() };
	if (path[0] === 'release')
		return { href: `${edit}#release`, label: m.organizer_publish_fix_release() };
	return { href: `${edit}#timing`, label: m.organizer_publish_fix_timing() };
}
