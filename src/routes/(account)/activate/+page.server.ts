import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { activationSchema } from '#lib/server/accounts/activation.service.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { localPath } from '#lib/server/http/local-path.ts';
import { startSession } from '../_components/start-session.server.ts';
import { withoutPasswords } from '../_components/without-passwords.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The address on a slip may carry what the slip says: `?staff=…&code=…`. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const prefilled = {
		staffCode: url.searchParams.get('staff') ?? '',
		code: url.searchParams.get('code') ?? ''
	};
	return {
		signedInAs: locals.actor?.displayName ?? null,
		form: await superValidate(prefilled, zod4(activationSchema), { errors: false })
	};
};

export const actions: Actions = {
	default: async (event) => {
		const answer = await handleForm(event, activationSchema, async (data) => {
			const session = await event.locals.app.activation.activate(data, event.getClientAddress());
			await startSession(event, session, localPath(event.url.searchParams.get('to')));
		});
		return withoutPasswords(answer, 'password');
	}
};
