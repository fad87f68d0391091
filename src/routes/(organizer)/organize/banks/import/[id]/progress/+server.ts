import { json } from '@sveltejs/kit';
import { orErrorJson } from '#lib/server/http/refusals.ts';
import type { RequestHandler } from './$types';

/** How far reading an uploaded file has come. */
export const GET: RequestHandler = ({ locals, params }) =>
	orErrorJson(async () => {
		const upload = await locals.app.imports.state(locals.actor, params.id);
		const items = upload.state === 'reading' ? upload.items : null;
		return json({ state: upload.state, items }, { headers: { 'cache-control': 'no-store' } });
	});
