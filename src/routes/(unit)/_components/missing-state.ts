import { m } from '#lib/i18n/paraglide/messages.js';
import type { MissingPerson } from '#lib/server/participation/participation.service.ts';

const names: Record<MissingPerson['state'], () => string> = {
	no_account: m.unit_state_no_account,
	not_started: m.unit_state_not_started,
	in_progress: m.unit_state_in_progress
};

/** How far somebody who has not submitted has come, in the reader's language. */
export function missingState(state: MissingPerson['state']): string {
	return names[state]();
}
