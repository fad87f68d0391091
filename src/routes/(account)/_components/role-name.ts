import type { Role } from '#lib/domain/permissions.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

const names: Record<Role, () => string> = {
	administrator: m.account_role_administrator,
	organizer: m.account_role_organizer,
	focal_point: m.account_role_focal_point,
	candidate: m.account_role_candidate
};

/** A role in the person's language. */
export function roleName(role: Role): string {
	return names[role]();
}
