import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { cookieMaxAge, cookieName } from '#lib/i18n/paraglide/runtime.js';
import { orErrorPage, parseInput } from '#lib/server/http/refusals.ts';
import { localPath } from '#lib/server/http/local-path.ts';
import type { RequestHandler } from './$types';

const schema = z.object({ locale: z.enum(['vi', 'en']), to: z.string().max(500) });

/** Chooses the language and goes back; works without JavaScript. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const data = Object.fromEntries(await request.formData());
	const { locale, to } = await orErrorPage(async () => parseInput(schema, data));
	cookies.set(cookieName, locale, {
		path: '/',
		maxAge: cookieMaxAge,
		httpOnly: false,
		secure: url.protocol === 'https:'
	});
	redirect(303, localPath(to));
};
