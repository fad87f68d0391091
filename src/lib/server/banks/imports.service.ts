import type { Assembly, ImportChoices, KnownBank } from '#lib/domain/bank-assembly.ts';
import type { BankDocument } from '#lib/domain/bank.ts';
import type { ImportedBank } from '#lib/domain/bank-import.ts';
import { AppError, isAppError } from '#lib/domain/errors.ts';
import { addedPrefix, slugOf } from '#lib/domain/item-keys.ts';
import {
	requirePermission,
	requirePermissionSomewhere,
	type Actor
} from '#lib/domain/permissions.ts';
import { arrivingStatus } from '#lib/domain/review.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database, Db } from '#lib/server/db/database.ts';
import type { DocumentService } from '#lib/server/documents/documents.service.ts';
import { log } from '#lib/server/log.ts';
import type { UnitService } from '#lib/server/units/units.service.ts';
import { mayRead, readableBank } from './bank-access.ts';
import { listKeys } from './bank-content.repository.ts';
import { loadBank, type BankLoadResult } from './bank-loading.ts';
import { readBank } from './bank-reading.ts';
import { listBanks, lockBank } from './banks.repository.ts';
import { bankFileLimits } from './formats/importers.ts';
import { createBankReader, type Refusal } from './reading.ts';
import {
	deleteOldUploads,
	deleteUpload,
	findUpload,
	finishUpload,
	insertUpload
} from './uploads.repository.ts';

/** How long an upload waits for confirmation, in ms. */
const keptFor = 24 * 60 * 60_000;
/** Most uploads of one account that wait. */
const keptPerAccount = 5;
/** A file that nobody has finished reading after so long, in ms, was lost with its node. */
const lostAfter = 5 * 60_000;

/** Where an upload stands. */
export type UploadState = { readonly id: string; readonly fileName: string } & (
	| { readonly state: 'reading'; readonly items: number }
	| { readonly state: 'refused'; readonly refusal: Refusal }
	| { readonly state: 'read'; readonly found: ImportedBank }
);

/** What an upload goes to: a bank that is there, by slug, or a new one of a unit (null: of everybody). */
export type ImportTarget =
	| { readonly kind: 'bank'; readonly slug: string }
	| { readonly kind: 'new'; readonly unitId: number | null };

export type ImportService = ReturnType<typeof createImportService>;

/** Files of questions on their way into banks: uploaded, read in a thread, looked at, confirmed. */
export function createImportService({
	database,
	clock,
	units,
	documents
}: {
	database: Database;
	clock: Clock;
	units: UnitService;
	documents: DocumentService;
}) {
	const { db } = database;
	const reader = createBankReader();
	/** Items read so far, of the files that this node is reading. */
	const progress = new Map<string, number>();

	async function read(id: string, name: string, bytes: Uint8Array): Promise<void> {
		progress.set(id, 0);
		try {
			const found = await reader.read(name, bytes, (items) => progress.set(id, items));
			await finishUpload(db, id, { found, refusal: null });
		} catch (error) {
			if (!isAppError(error)) throw error;
			const { code, params, issues } = error;
			await finishUpload(db, id, { found: null, refusal: { code, params, issues } });
		} finally {
			progress.delete(id);
		}
	}

	async function find(actor: Actor | null, id: string) {
		requirePermissionSomewhere(actor, 'banks.import');
		const upload = await findUpload(db, id, actor.accountId);
		const isLost =
			upload?.found === null &&
			upload.refusal === null &&
			!progress.has(id) &&
			clock.now() - upload.createdAt.getTime() > lostAfter;
		if (!upload || isLost) throw new AppError('UPLOAD_NOT_FOUND');
		return { upload, actor };
	}

	/** The bank of a target as it is, for somebody who may import into it. */
	async function knownBank(
		on: Db,
		actor: Actor,
		target: ImportTarget,
		slug: string
	): Promise<{ known: KnownBank | null; unitId: number | null; fourEyes: boolean }> {
		if (target.kind === 'new') {
			const path = target.unitId === null ? null : (await units.find(target.unitId)).path;
			requirePermission(actor, 'banks.import', path);
			const [taken] = await listBanks(on, slug);
			if (taken) throw new AppError('BANK_SLUG_TAKEN', { slug });
			return { known: null, unitId: target.unitId, fourEyes: false };
		}
		const listing = await readableBank(on, actor, target.slug);
		requirePermission(actor, 'banks.import', listing.unitPath);
		const bank = await readBank(on, listing);
		const { keys, isLoaded } = await listKeys(on, listing.id);
		const keyPrefix = isLoaded ? addedPrefix : null;
		return { known: { bank, keys, keyPrefix }, unitId: listing.unitId, fourEyes: listing.fourEyes };
	}

	async function register(actor: Actor): Promise<BankDocument[]> {
		return (await documents.list(actor)).map(({ id, symbol, title, issuer, date }) => ({
			id: slugOf(`${symbol} ${id}`),
			...{ symbol, title, issuer, date }
		}));
	}

	return {
		/** Takes a file and begins to read it; gives the name of the upload. Throws FILE_TOO_LARGE. */
		async upload(
			actor: Actor | null,
			file: { readonly name: string; readonly bytes: Uint8Array }
		): Promise<string> {
			requirePermissionSomewhere(actor, 'banks.import');
			if (file.bytes.byteLength > bankFileLimits.bytes)
				throw new AppError('FILE_TOO_LARGE', { megabytes: bankFileLimits.bytes / 2 ** 20 });
			const { accountId } = actor;
			const at = new Date(clock.now());
			const id = await insertUpload(db, { ...file, accountId, fileName: file.name, at });
			await deleteOldUploads(db, new Date(at.getTime() - keptFor), accountId, keptPerAccount);
			void read(id, file.name, file.bytes).catch((error: unknown) =>
				log.error({ error, upload: id }, 'reading an upload failed')
			);
			return id;
		},

		/** Where an upload of the actor stands. Throws UPLOAD_NOT_FOUND. */
		async state(actor: Actor | null, id: string): Promise<UploadState> {
			const { upload } = await find(actor, id);
			const { fileName } = upload;
			if (upload.refusal !== null)
				return { id, fileName, state: 'refused', refusal: upload.refusal as Refusal };
			if (upload.found === null)
				return { id, fileName, state: 'reading', items: progress.get(id) ?? 0 };
			return { id, fileName, state: 'read', found: JSON.parse(upload.found) as ImportedBank };
		},

		/** Banks that the actor may import into. */
		async targets(actor: Actor | null): Promise<{ slug: string; title: string }[]> {
			requirePermissionSomewhere(actor, 'banks.import');
			const banks = await listBanks(db);
			return banks.filter((bank) => !bank.archived && mayRead(actor, bank));
		},

		/** What confirming would do. Throws UPLOAD_NOT_READY, BANK_NOT_FOUND, BANK_SLUG_TAKEN, FORBIDDEN. */
		async preview(
			actor: Actor | null,
			id: string,
			target: ImportTarget,
			choices: ImportChoices
		): Promise<Assembly> {
			const { upload, actor: by } = await find(actor, id);
			if (upload.found === null) throw new AppError('UPLOAD_NOT_READY');
			const { known } = await knownBank(db, by, target, choices.slug);
			return reader.assemble({
				found: upload.found,
				choices,
				known,
				register: await register(by)
			});
		},

		/**
		 * Writes the bank, all of it or nothing, as the preview with the same choices showed it of the
		 * bank as it is now. Throws INVALID_FILE with every problem that is left.
		 */
		async confirm(
			actor: Actor | null,
			id: string,
			target: ImportTarget,
			choices: ImportChoices
		): Promise<BankLoadResult> {
			const { upload, actor: by } = await find(actor, id);
			const { found } = upload;
			if (found === null) throw new AppError('UPLOAD_NOT_READY');
			const documentsKnown = await register(by);
			return db.transaction().execute(async (trx) => {
				await lockBank(trx, target.kind === 'bank' ? target.slug : choices.slug);
				const { known, unitId, fourEyes } = await knownBank(trx, by, target, choices.slug);
				const { bank, issues } = await reader.assemble({
					...{ found, choices, known },
					register: documentsKnown
				});
				if (!bank) throw new AppError('INVALID_FILE', { count: issues.length }, issues);
				const at = new Date(clock.now());
				const result = await loadBank(trx, bank, {
					unitId,
					at,
					accountId: by.accountId,
					retireMissing: choices.mode === 'replace',
					statusOf: (item) => arrivingStatus(item.status, fourEyes)
				});
				await recordAudit(trx, {
					at,
					accountId: by.accountId,
					action: 'bank.imported',
					subject: `bank:${bank.slug}`,
					details: { file: upload.fileName, ...result }
				});
				await deleteUpload(trx, id);
				return result;
			});
		},

		/** Forgets an upload. */
		async discard(actor: Actor | null, id: string): Promise<void> {
			const { upload } = await find(actor, id);
			await deleteUpload(db, upload.id);
		},

		/** Ends the reading of files on this node. */
		close: () => reader.close()
	};
}
