import { orErrorPage } from '#lib/server/http/refusals.ts';
import { findBank } from '../../../../../_quality/bank.server.ts';
import { readVersionId } from '../../../../../_quality/view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const bank = await findBank(locals, params);
		const versionId = readVersionId(params);
		return { bank, versionId, quality: await app.quality.bankItem(actor, bank.slug, versionId) };
	});
