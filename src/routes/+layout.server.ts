import { isAllowedSomewhere } from '#lib/domain/permissions.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { LayoutServerLoad } from './$types';

/** Language and who is signed in: what the frame of every page shows. */
export const load: LayoutServerLoad = ({ locals }) => {
	const { actor } = locals;
	return {
		locale: getLocale(),
		account: actor && {
			displayName: actor.displayName,
			isCandidate: actor.personId !== null,
			isOrganizer: isAllowedSomewhere(actor, 'contests.manage'),
			isFocalPoint: isAllowedSomewhere(actor, 'participation.read'),
			isAdministrator: isAllowedSomewhere(actor, 'accounts.manage')
		}
	};
};
