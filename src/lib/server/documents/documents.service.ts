import { AppError } from '#lib/domain/errors.ts';
import { isSameDocument } from '#lib/domain/documents.ts';
import type { OutdatedDocument } from '#lib/domain/items.ts';
import {
	isAllowed,
	requirePermission,
	requirePermissionSomewhere,
	type Actor
} from '#lib/domain/permissions.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database } from '#lib/server/db/database.ts';
import { violates } from '#lib/server/violations.ts';
import {
	insertDocument,
	listDocuments,
	listOutdated,
	lockDocuments,
	markDocumentEdited,
	updateDocument,
	type DocumentListing,
	type DocumentValues
} from './documents.repository.ts';

export type { DocumentListing, DocumentValues } from './documents.repository.ts';

/** A document as the product's own register has it; `supersededBy` names another of its entries. */
export interface RegisterDocument extends Omit<DocumentValues, 'supersededBy'> {
	readonly id: string;
	readonly supersededBy: string | null;
}

export type DocumentService = ReturnType<typeof createDocumentService>;

/** The register of legal documents, which the items of all banks cite. */
export function createDocumentService({ database, clock }: { database: Database; clock: Clock }) {
	function requireKnown(known: readonly DocumentListing[], id: number): DocumentListing {
		const document = known.find((each) => each.id === id);
		if (!document) throw new AppError('DOCUMENT_NOT_FOUND');
		return document;
	}

	/** Throws when the values contradict the rest of the register. */
	function check(known: readonly DocumentListing[], id: number | null, values: DocumentValues) {
		if (known.some((each) => each.id !== id && isSameDocument(each, values)))
			throw new AppError('DOCUMENT_KNOWN');
		// Whoever follows the successors from here must come to an end without meeting this document.
		const seen = new Set([id]);
		for (let next = values.supersededBy; next !== null;) {
			if (seen.has(next)) throw new AppError('DOCUMENT_SUPERSESSION_CYCLE');
			seen.add(next);
			next = requireKnown(known, next).supersededBy;
		}
	}

	return {
		/** The whole register, the newest document first, with the number of items that cite each. */
		async list(actor: Actor | null): Promise<DocumentListing[]> {
			requirePermissionSomewhere(actor, 'documents.read');
			return listDocuments(database.db);
		},

		/** What became of the documents that no longer hold, by id; for showing citations. */
		async outdated(): Promise<Map<number, OutdatedDocument>> {
			const rows = await listOutdated(database.db);
			return new Map(rows.map(({ id, ...outdated }) => [id, outdated]));
		},

		/** Whether the actor may change what the citations of all banks show. */
		mayManage: (actor: Actor | null): boolean => isAllowed(actor, 'documents.manage', null),

		/**
		 * Adds a document (`id` null) or changes one; gives its id. Marking it as superseded flags every
		 * item that cites it. Throws DOCUMENT_NOT_FOUND, DOCUMENT_KNOWN or DOCUMENT_SUPERSESSION_CYCLE.
		 */
		async save(actor: Actor | null, id: number | null, given: DocumentValues): Promise<number> {
			requirePermission(actor, 'documents.manage', null);
			const supersededBy = given.status === 'superseded' ? given.supersededBy : null;
			const values = { ...given, supersededBy };
			return database.db.transaction().execute(async (trx) => {
				await lockDocuments(trx);
				const known = await listDocuments(trx);
				const before = id === null ? null : requireKnown(known, id);
				check(known, id, values);
				let saved = id;
				try {
					if (saved === null) saved = await insertDocument(trx, values);
					else await updateDocument(trx, saved, values);
				} catch (error) {
					// A bank that is being loaded may have brought the document since the check.
					if (violates(error, 'document_symbol_date_unique')) throw new AppError('DOCUMENT_KNOWN');
					throw error;
				}
				const at = new Date(clock.now());
				await markDocumentEdited(trx, saved, at);
				await recordAudit(trx, {
					at,
					accountId: actor.accountId,
					action: before === null ? 'document.added' : 'document.changed',
					subject: `document:${saved}`,
					details: { ...values, ...(before === null ? {} : { statusBefore: before.status }) }
				});
				return saved;
			});
		},

		/**
		 * Adds the documents of the product's register that are missing; called at start. What is there
		 * keeps what somebody made of it: only the register's news about supersession is taken over, where
		 * nobody changed the document by hand and it still is in force without a note.
		 */
		async loadRegister(entries: readonly RegisterDocument[]): Promise<{ added: number }> {
			return database.db.transaction().execute(async (trx) => {
				await lockDocuments(trx);
				const known = await listDocuments(trx);
				const ids = new Map<string, number>();
				let added = 0;
				for (const entry of entries) {
					const there = known.find((each) => isSameDocument(each, entry));
					const { id: name, supersededBy: _, status, ...values } = entry;
					// A successor may come later in the list: status and successor are set in a second pass.
					ids.set(
						name,
						there?.id ??
							(await insertDocument(trx, {
								...values,
								status: status === 'superseded' ? 'in_force' : status,
								supersededBy: null
							}))
					);
					if (!there) added++;
				}
				for (const entry of entries.filter(({ status }) => status !== 'in_force')) {
					const id = ids.get(entry.id) as number;
					const there = known.find((each) => each.id === id);
					const isDecided = there && (there.status !== 'in_force' || there.note !== '');
					if (isDecided || there?.edited) continue;
					const supersededBy = ids.get(entry.supersededBy ?? '') ?? null;
					await updateDocument(trx, id, { ...(there ?? entry), ...status(entry), supersededBy });
				}
				return { added };
			});
		}
	};
}

function status({ status, note }: RegisterDocument): Pick<DocumentValues, 'status' | 'note'> {
	return { status, note };
}
