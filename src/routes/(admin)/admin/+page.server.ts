import { fail } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { m } from '#lib/i18n/paraglide/messages.js';
import { revokeSchema } from '#lib/server/accounts/accounts.service.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { requireSignIn } from '#lib/server/http/require-sign-in.ts';
import { roleName } from '../../(account)/_components/role-name.ts';
import { grantFormSchema } from '../_components/grant-schema.server.ts';
import { scopeOption, scopeUnit } from '../_components/scope.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	orErrorPage(async () => {
		const actor = requireSignIn(event);
		const { accounts, units } = event.locals.app;
		const grants = await accounts.listGrants(actor);
		const choices = await units.listPermitted(actor, 'accounts.manage');
		return {
			grants,
			ownAccountId: actor.accountId,
			units: choices.map(scopeOption),
			form: await superValidate(zod4(grantFormSchema))
		};
	});

export const actions: Actions = {
	grant: (event) =>
		handleForm(event, grantFormSchema, async ({ username, role, scope }) => {
			const unitId = scopeUnit(scope);
			await event.locals.app.accounts.grantRole(event.locals.actor, { username, role, unitId });
			return { kind: 'done', text: m.admin_granted({ role: roleName(role), username }) };
		}),

	revoke: async (event) => {
		const answer = await handleForm(event, revokeSchema, async (grant) => {
			await event.locals.app.accounts.revokeRole(event.locals.actor, grant);
			return { kind: 'done', text: m.admin_revoked() };
		});
		return 'form' in answer
			? { revoked: answer.form.message }
			: fail(answer.status, { revoked: answer.data.form.message });
	}
};
