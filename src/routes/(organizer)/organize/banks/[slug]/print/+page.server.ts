import { randomBytes } from 'node:crypto';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { ownerNames } from '../../../../_banks/owner.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const bank = await app.catalogue.bank(actor, params.slug);
		const owners = await ownerNames(locals, [bank]);
		return {
			bank: { slug: bank.slug, title: bank.title },
			agency: bank.unitId === null ? '' : (owners.get(bank.unitId) ?? ''),
			approved: await app.exports.printable(actor, params.slug, true),
			all: await app.exports.printable(actor, params.slug, false),
			// Short enough to be written down: it prints the same papers again.
			seed: randomBytes(4).toString('hex')
		};
	});
