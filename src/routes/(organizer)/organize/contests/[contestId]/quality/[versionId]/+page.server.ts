import { orErrorPage } from '#lib/server/http/refusals.ts';
import { findWithResults } from '../../../../../_components/contest.server.ts';
import { readVersionId } from '../../../../../_quality/view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const { id, title } = await findWithResults(locals, params);
		const versionId = readVersionId(params);
		const quality = await app.quality.roundItem(actor, id, versionId);
		return { contest: { id, title }, versionId, quality, contentLang: await languageOf() };

		/** Language of the item; unknown where the organizer may not read its bank. */
		async function languageOf(): Promise<string | undefined> {
			if (quality.state !== 'ready') return undefined;
			const { bankId } = quality.item;
			return (await app.banks.list(actor)).find((bank) => bank.id === bankId)?.language;
		}
	});
