import type { ImportChoices } from '#lib/domain/bank-assembly.ts';
import type { ImportOverview } from '#lib/domain/import-preview.ts';
import { isAllowed } from '#lib/domain/permissions.ts';
import type { ImportTarget } from '#lib/server/banks/imports.service.ts';
import { buildUnitTree, unitOptions } from '../_components/unit-tree.ts';
import { readFields, type ChoiceFields, type Choices } from './choices.ts';
import { offeredChoices } from './offered.ts';

/** What the choices of an import are made among, and those that were made or are offered. */
export async function loadChoices(
	{ app, actor }: App.Locals,
	{ fileName, overview }: { fileName: string; overview: ImportOverview },
	sent: URLSearchParams | FormData
) {
	const [banks, units, documents] = await Promise.all([
		app.imports.targets(actor),
		app.units.listPermitted(actor, 'banks.import'),
		app.documents.list(actor)
	]);
	const owners = unitOptions(buildUnitTree(units));
	const mayOwnAll = isAllowed(actor, 'banks.import', null);
	const named = String(sent.get('to') ?? sent.get('bank') ?? overview.slug ?? '');
	const target = banks.find(({ slug }) => slug === named);
	const topics = target ? (await app.catalogue.bank(actor, target.slug)).topics : [];
	const offered = offeredChoices(overview, {
		...{ fileName, banks, topics, bank: String(sent.get('bank') ?? '') },
		owner: mayOwnAll ? '' : String(owners[0]?.value ?? '')
	});
	const { fields, isSent } = readFields(sent, offered);
	return {
		...{ fields, isSent, owners, mayOwnAll },
		banks: banks.map(({ slug, title, language, fourEyes }) => ({
			...{ slug, title, language, fourEyes }
		})),
		topics: topics.map(({ title }) => title),
		documents: documents.map(({ id, symbol, title, status }) => ({
			...{ id: String(id), symbol, title, status }
		}))
	};
}

/** The choices as the services take them. */
export async function toImport(
	{ app, actor }: App.Locals,
	choices: Choices,
	{ license }: ImportOverview
): Promise<{ target: ImportTarget; choices: ImportChoices }> {
	const { to, owner, document: documentId, ...rest } = choices;
	const document =
		documentId === null
			? null
			: (await app.documents.list(actor)).find(({ id }) => id === documentId);
	return {
		target: to === '' ? { kind: 'new', unitId: owner } : { kind: 'bank', slug: to },
		choices: {
			...rest,
			license: license ?? 'CC-BY-4.0',
			document: document ? registered(document) : null
		}
	};
}

function registered(document: {
	id: number;
	symbol: string;
	title: string;
	issuer: string;
	date: string;
}) {
	const { symbol, title, issuer, date } = document;
	return { id: `van-ban-${document.id}`, symbol, title, issuer, date };
}

/** The address of an upload with its choices. */
export function importAddress(id: string, fields: ChoiceFields, extra: object = {}): string {
	const query = new URLSearchParams({ ...fields, ...extra });
	return `/organize/banks/import/${id}?${query}`;
}
