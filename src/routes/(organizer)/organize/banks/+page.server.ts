import { z } from 'zod';
import { isAllowed, isAllowedSomewhere } from '#lib/domain/permissions.ts';
import { orErrorPage, parseInput } from '#lib/server/http/refusals.ts';
import { importFile } from '../../_components/import-file.server.ts';
import { buildUnitTree, unitOptions } from '../../_components/unit-tree.ts';
import { ownerNames } from '../../_banks/owner.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The owner of an imported bank; empty is the whole installation. */
const ownerSchema = z
	.union([
		z.literal('').transform(() => null),
		z.coerce.number().int().positive().max(2_147_483_647)
	])
	.nullable();

export const load: PageServerLoad = ({ locals }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const banks = await app.banks.list(actor);
		const units = await app.units.listPermitted(actor, 'banks.import');
		const owners = await ownerNames(locals, banks);
		return {
			banks: banks.map((bank) => ({
				slug: bank.slug,
				title: bank.title,
				language: bank.language,
				practice: bank.practice,
				fourEyes: bank.fourEyes,
				archived: bank.archived,
				owner: bank.unitId === null ? null : (owners.get(bank.unitId) ?? null),
				items: bank.items,
				waiting: bank.waiting,
				updatedAt: bank.updatedAt
			})),
			owners: unitOptions(buildUnitTree(units)),
			mayOwnAll: isAllowed(actor, 'banks.import', null),
			mayCreate: isAllowedSomewhere(actor, 'banks.edit')
		};
	});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const data = await request.formData();
		return importFile(data, (file) =>
			locals.app.banks.importFile(locals.actor, file, parseInput(ownerSchema, data.get('owner')))
		);
	}
};
