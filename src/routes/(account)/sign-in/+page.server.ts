import { redirect } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { signInSchema } from '#lib/server/accounts/accounts.service.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { localPath } from '#lib/server/http/local-path.ts';
import { startSession } from '../_components/start-session.server.ts';
import { withoutPasswords } from '../_components/without-passwords.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const to = url.searchParams.get('to');
	if (locals.actor) redirect(303, localPath(to));
	return { search: url.search, form: await superValidate(zod4(signInSchema)) };
};

export const actions: Actions = {
	default: async (event) => {
		const answer = await handleForm(event, signInSchema, async (data) => {
			const session = await event.locals.app.accounts.signIn(data, event.getClientAddress());
			await startSession(event, session, localPath(event.url.searchParams.get('to')));
		});
		return withoutPasswords(answer, 'password');
	}
};
