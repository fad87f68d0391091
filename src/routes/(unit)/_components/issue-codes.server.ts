import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import type { IssuedCode } from '#lib/server/accounts/activation.service.ts';
import { parseInput } from '#lib/server/http/refusals.ts';
import type { Unit } from '#lib/server/units/units.service.ts';
import { readUnit } from './params.server.ts';

const schema = z.object({
	who: z.enum(['without_code', 'everyone']).default('without_code'),
	person: z.coerce.number().int().positive().max(2_147_483_647).optional()
});

/** Issues the codes that the form of the unit in the address asks for. */
export async function issueFromForm(
	event: Pick<RequestEvent, 'locals' | 'params' | 'request'>
): Promise<{ unit: Unit; codes: IssuedCode[] }> {
	const { unitId } = readUnit(event.params);
	const { who, person } = parseInput(schema, Object.fromEntries(await event.request.formData()));
	const { activation, units } = event.locals.app;
	const codes = await activation.issueCodes(
		event.locals.actor,
		unitId,
		person === undefined ? { keepValid: who === 'without_code' } : { personId: person }
	);
	return { unit: await units.find(unitId), codes };
}
