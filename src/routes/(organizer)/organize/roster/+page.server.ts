import { orErrorPage } from '#lib/server/http/refusals.ts';
import { importFile } from '../../_components/import-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	orErrorPage(async () => {
		const units = await locals.app.units.listPermitted(locals.actor, 'roster.import');
		return {
			units: units.map(({ id, code, name, path, headcount, people }) => ({
				id,
				code,
				name,
				path,
				headcount,
				people
			}))
		};
	});

export const actions: Actions = {
	default: async ({ request, locals }) =>
		importFile(await request.formData(), (file) =>
			locals.app.units.importRoster(locals.actor, file)
		)
};
