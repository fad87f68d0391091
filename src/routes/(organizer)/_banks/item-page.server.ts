import type { ItemDraft } from '#lib/domain/item-draft.ts';
import type { ReviewStep } from '#lib/domain/review.ts';
import type {
	BankView,
	DuplicateItem,
	ItemView,
	VersionRow
} from '#lib/server/banks/catalogue.service.ts';
import type { ItemChoices } from './item-choices.ts';
import type { HistoryVersion, ItemHistory } from './item-history.ts';

/** What the editor of an item of the bank offers. */
export async function loadItemChoices(
	{ app, actor }: App.Locals,
	slug: string
): Promise<{ bank: BankView; choices: ItemChoices }> {
	const bank = await app.catalogue.bank(actor, slug);
	const register = await app.documents.list(actor);
	const { title, language, fourEyes, mayEdit, mayReview } = bank;
	return {
		bank,
		choices: {
			...{ slug, title, language, fourEyes, mayEdit, mayReview },
			topics: bank.topics.map(({ key, title }) => ({ key, title })),
			documents: register.map(({ id, symbol, title, status, successor }) => ({
				id: String(id),
				...{ symbol, title, status, successor }
			}))
		}
	};
}

/** An item's page without what no page needs to know. */
export interface ItemPage {
	readonly history: ItemHistory;
	readonly draft: ItemDraft;
	readonly newestVersionId: number;
	readonly steps: readonly ReviewStep[];
	readonly needsAnother: boolean;
	readonly duplicate: DuplicateItem | null;
}

/** The item of a page. Throws BANK_NOT_FOUND or ITEM_NOT_FOUND. */
export async function loadItem(
	{ app, actor }: App.Locals,
	slug: string,
	key: string
): Promise<ItemPage> {
	const item = await app.catalogue.item(actor, slug, key);
	const { draft, newestVersionId, steps, needsAnother, duplicate } = item;
	return { history: historyOf(item), draft, newestVersionId, steps, needsAnother, duplicate };
}

function historyOf({
	key,
	status,
	retired,
	approvedVersionId,
	versions,
	reviews
}: ItemView): ItemHistory {
	const shown = versions.map((version): HistoryVersion => ({
		version: version.version,
		author: version.author,
		createdAt: version.createdAt,
		says: comparedVersion(version),
		contests: version.contests,
		steps: reviews
			.filter(({ versionId }) => versionId === version.versionId)
			.map(({ status, name, note, at }) => ({ status, name, note, at }))
	}));
	const drawn = versions.find(({ versionId }) => versionId === approvedVersionId);
	return {
		...{ key, status, retired },
		drawn: drawn?.version ?? null,
		versions: shown as [HistoryVersion, ...HistoryVersion[]]
	};
}

function comparedVersion(version: VersionRow): HistoryVersion['says'] {
	const { stem, options, key, rationale } = version.content;
	return {
		type: version.type,
		topic: version.topicTitle,
		difficulty: version.difficulty,
		points: version.points,
		...{ stem, options, key, rationale },
		document: version.symbol ?? '',
		place: version.place,
		facts: version.facts
	};
}
