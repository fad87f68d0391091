import { requirePermissionSomewhere } from '#lib/domain/permissions.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { bankTemplate } from '#lib/server/banks/formats/templates.ts';
import { downloadResponse } from '#lib/server/http/download.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import type { RequestHandler } from './$types';

/** A file to begin writing questions in, in the language of the page. */
export const GET: RequestHandler = ({ locals, params }) =>
	orErrorPage(async () => {
		requirePermissionSomewhere(locals.actor, 'banks.import');
		const { bytes, ...file } = await bankTemplate(params.format, getLocale());
		return downloadResponse({ ...file, content: bytes });
	});
