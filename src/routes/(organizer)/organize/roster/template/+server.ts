import { requirePermissionSomewhere } from '#lib/domain/permissions.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { rosterTemplate } from '#lib/server/units/roster-template.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) =>
	orErrorPage(async () => {
		requirePermissionSomewhere(locals.actor, 'roster.import');
		const file = await rosterTemplate(getLocale());
		return new Response(new Uint8Array(file), {
			headers: {
				'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
				'content-disposition': `attachment; filename="${m.organizer_roster_template_file()}.xlsx"`,
				'cache-control': 'no-store'
			}
		});
	});
