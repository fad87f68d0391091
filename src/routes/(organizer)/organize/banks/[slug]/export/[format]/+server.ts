import { downloadResponse } from '#lib/server/http/download.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import type { RequestHandler } from './$types';

/** A bank as a file, keys and rationales included. */
export const GET: RequestHandler = ({ locals, params }) =>
	orErrorPage(async () => {
		const { bytes, ...file } = await locals.app.exports.export(
			locals.actor,
			params.slug,
			params.format
		);
		return downloadResponse({ ...file, content: bytes });
	});
