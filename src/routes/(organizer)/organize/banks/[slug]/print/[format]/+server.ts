import { z } from 'zod';
import { printFormats } from '#lib/server/banks/exports.service.ts';
import { downloadResponse } from '#lib/server/http/download.ts';
import { orErrorPage, parseInput } from '#lib/server/http/refusals.ts';
import { printChoicesSchema } from '../../../../../_imports/print-form.ts';
import type { RequestHandler } from './$types';

/** Papers drawn from a bank, with their keys, as a file to be printed. */
export const GET: RequestHandler = ({ locals, params, url }) =>
	orErrorPage(async () => {
		const format = parseInput(z.enum(printFormats), params.format, 'NOT_FOUND');
		// Who may not see the bank learns nothing of what is wrong with the form.
		await locals.app.exports.printable(locals.actor, params.slug, true);
		const choices = parseInput(printChoicesSchema, Object.fromEntries(url.searchParams));
		const { app, actor } = locals;
		const { bytes, ...file } = await app.exports.print(actor, params.slug, choices, format);
		return downloadResponse({ ...file, content: bytes });
	});
