import { m } from '#lib/i18n/paraglide/messages.js';
import { csvResponse, type CsvCell } from '#lib/server/http/csv.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { requireSignIn } from '#lib/server/http/require-sign-in.ts';
import { missingState } from '../../../../../_components/missing-state.ts';
import { readUnitAndContest } from '../../../../../_components/params.server.ts';
import { formatPhone } from '../../../../../_components/phone.ts';
import type { RequestHandler } from './$types';

const batchSize = 5_000;

/** Everybody of a unit and the units below it who has not submitted yet, as a file. */
export const GET: RequestHandler = (event) =>
	orErrorPage(async () => {
		const { unitId, contestId } = readUnitAndContest(event.params);
		const actor = requireSignIn(event);
		const { contests, participation } = event.locals.app;
		const contest = await contests.findPublished(contestId);
		const unit = await participation.requireUnit(actor, contest, unitId);
		const rows: CsvCell[][] = [
			[
				m.unit_column(),
				m.unit_person(),
				m.unit_staff_code(),
				m.unit_position(),
				m.unit_phone(),
				m.unit_state()
			]
		];
		for (let offset = 0; ; offset += batchSize) {
			const { people } = await participation.missing(actor, contest, unitId, {
				limit: batchSize,
				offset
			});
			for (const person of people) {
				rows.push([
					person.unitName,
					person.fullName,
					person.staffCode,
					person.position,
					person.phone && formatPhone(person.phone),
					missingState(person.state)
				]);
			}
			if (people.length < batchSize) break;
		}
		return csvResponse(`${m.unit_missing_file({ unit: unit.name })}.csv`, rows);
	});
