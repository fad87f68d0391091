import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { changePasswordSchema } from '#lib/server/accounts/accounts.service.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { requireSignIn } from '#lib/server/http/require-sign-in.ts';
import { withoutPasswords } from '../_components/without-passwords.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	orErrorPage(async () => ({
		profile: await event.locals.app.accounts.profile(requireSignIn(event)),
		form: await superValidate(zod4(changePasswordSchema))
	}));

export const actions: Actions = {
	default: async (event) => {
		const actor = requireSignIn(event);
		const answer = await handleForm(event, changePasswordSchema, async (data) => {
			const { app, sessionToken } = event.locals;
			await app.accounts.changePassword(actor, data, sessionToken ?? '');
			return { kind: 'done', text: m.account_password_changed() };
		});
		return withoutPasswords(answer, 'current', 'next');
	}
};
