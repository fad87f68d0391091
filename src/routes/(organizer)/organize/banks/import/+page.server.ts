import { redirect } from '@sveltejs/kit';
import { requirePermissionSomewhere } from '#lib/domain/permissions.ts';
import { bankFileLimits } from '#lib/server/banks/formats/bank-file-limits.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { readUploadedFile } from '#lib/server/http/uploaded-file.ts';
import { orRefusal } from '../../../_components/import-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	orErrorPage(async () => {
		const banks = await locals.app.imports.targets(locals.actor);
		const bank = banks.find(({ slug }) => slug === url.searchParams.get('bank'));
		return {
			bank: bank ? { slug: bank.slug, title: bank.title } : null,
			megabytes: bankFileLimits.bytes / 2 ** 20
		};
	});

export const actions: Actions = {
	default: ({ request, locals, url }) =>
		orRefusal(async () => {
			// Before anything of the body is read.
			requirePermissionSomewhere(locals.actor, 'banks.import');
			const file = await readUploadedFile(request, bankFileLimits.bytes);
			const id = await locals.app.imports.upload(locals.actor, file);
			const bank = url.searchParams.get('bank');
			const query = bank ? `?${new URLSearchParams({ bank })}` : '';
			redirect(303, `/organize/banks/import/${id}${query}`);
		})
};
