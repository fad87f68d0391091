import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { setupSchema } from '#lib/server/accounts/accounts.service.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { startSession } from '../_components/start-session.server.ts';
import { withoutPasswords } from '../_components/without-passwords.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	orErrorPage(async () => {
		const token = url.searchParams.get('token') ?? '';
		await locals.app.accounts.checkSetupToken(token);
		return { form: await superValidate({ token }, zod4(setupSchema), { errors: false }) };
	});

export const actions: Actions = {
	default: async (event) => {
		const answer = await handleForm(event, setupSchema, async (data) => {
			await startSession(event, await event.locals.app.accounts.setUp(data), '/organize');
		});
		return withoutPasswords(answer, 'password');
	}
};
