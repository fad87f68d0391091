import { z } from 'zod';
import type { ImportChoices, KnownBank } from '#lib/domain/bank-assembly.ts';
import type { BankDocument } from '#lib/domain/bank.ts';
import { reservedBankSlugs } from '#lib/domain/bank-file.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { ImportOverview, ImportPreview, PreviewView } from '#lib/domain/import-preview.ts';
import { addedPrefix, freeName, slugOf } from '#lib/domain/item-keys.ts';
import {
	isAllowed,
	requirePermission,
	requirePermissionSomewhere,
	type Actor
} from '#lib/domain/permissions.ts';
import { arrivingStatus } from '#lib/domain/review.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database, Db } from '#lib/server/db/database.ts';
import type { DocumentService } from '#lib/server/documents/documents.service.ts';
import { fileTooBig } from '#lib/server/files/file-errors.ts';
import type { UnitService } from '#lib/server/units/units.service.ts';
import { readableBank } from './bank-access.ts';
import { listKeys } from './bank-content.repository.ts';
import { loadBank } from './bank-loading.ts';
import { readBank } from './bank-reading.ts';
import type { BankThreads } from './bank-threads.ts';
import { listBanks, lockBank, type BankListing } from './banks.repository.ts';
import { bankFileLimits } from './formats/importers.ts';
import type { OutcomeCounts, Refusal } from './thread-tasks.ts';
import { createUploadReader } from './upload-reader.ts';
import {
	concludeUpload,
	deleteExpiredUploads,
	deleteOtherUploads,
	deleteUpload,
	findUpload,
	insertUpload,
	lockUpload,
	readFound,
	type UploadRow
} from './uploads.repository.ts';

export type { OutcomeCounts, Refusal } from './thread-tasks.ts';

/** How long an upload is kept, in ms. */
const keptFor = 24 * 60 * 60_000;
/** Most uploads of one account that are kept. */
const keptPerAccount = 5;
/** A file whose reading node gave no sign for so long, in ms, was lost with it. */
const lostAfter = 30_000;

const uploadId = z.uuid();

/** What an import came to. */
export interface ImportResult {
	readonly slug: string;
	readonly title: string;
	readonly outcomes: OutcomeCounts;
	/** Items of the bank in use that wait to be approved. */
	readonly waiting: number;
}

/** Where an upload stands. */
export type UploadState = { readonly id: string; readonly fileName: string } & (
	| { readonly state: 'reading'; readonly items: number }
	| { readonly state: 'refused'; readonly refusal: Refusal }
	| { readonly state: 'read'; readonly overview: ImportOverview }
	| { readonly state: 'imported'; readonly result: ImportResult }
);

/** What an upload goes to: a bank that is there, by slug, or a new one of a unit (null: of everybody). */
export type ImportTarget =
	| { readonly kind: 'bank'; readonly slug: string }
	| { readonly kind: 'new'; readonly unitId: number | null };

/** The bank that an upload goes to, for somebody who may import into it. */
interface TargetBank {
	/** As it is now; null for a new one. */
	readonly known: KnownBank | null;
	readonly unitId: number | null;
	/** Whether everything arrives as a draft. */
	readonly asDrafts: boolean;
}

export type ImportService = ReturnType<typeof createImportService>;

/** Files of questions on their way into banks: uploaded, read in a thread, looked at, confirmed. */
export function createImportService({
	database,
	clock,
	units,
	documents,
	threads
}: {
	database: Database;
	clock: Clock;
	units: UnitService;
	documents: DocumentService;
	threads: BankThreads;
}) {
	const { db } = database;
	const reader = createUploadReader({ db, clock, threads });

	function requireThere(upload: UploadRow | undefined): UploadRow {
		const isOpen = upload && !upload.overview && !upload.refusal && !upload.result;
		const isLost = isOpen && clock.now() - upload.seenAt.getTime() > lostAfter;
		if (!upload || isLost) throw new AppError('UPLOAD_NOT_FOUND');
		return upload;
	}

	async function find(actor: Actor | null, id: string): Promise<{ upload: UploadRow; by: Actor }> {
		requirePermissionSomewhere(actor, 'banks.import');
		const isId = uploadId.safeParse(id).success;
		const upload = isId ? await findUpload(db, id, actor.accountId) : undefined;
		return { upload: requireThere(upload), by: actor };
	}

	async function requireFound(on: Db, id: string): Promise<Buffer> {
		const found = await readFound(on, id);
		if (!found) throw new AppError('UPLOAD_NOT_READY');
		return found;
	}

	async function pathOf(unitId: number | null): Promise<string | null> {
		return unitId === null ? null : (await units.find(unitId)).path;
	}

	/** The name of the bank: that of a new one is made of its title unless one is given. */
	async function slugFor(
		on: Db,
		actor: Actor,
		target: ImportTarget,
		{ slug, title }: ImportChoices
	): Promise<string> {
		if (target.kind === 'bank') return target.slug;
		requirePermission(actor, 'banks.import', await pathOf(target.unitId));
		const taken = new Set((await listBanks(on)).map((bank) => bank.slug));
		if (slug === '')
			return freeName(slugOf(title) || 'ngan-hang', new Set([...taken, ...reservedBankSlugs]));
		if (taken.has(slug)) throw new AppError('BANK_SLUG_TAKEN', { slug });
		return slug;
	}

	async function targetBank(on: Db, actor: Actor, target: ImportTarget): Promise<TargetBank> {
		if (target.kind === 'new') {
			const { unitId } = target;
			const path = await pathOf(unitId);
			requirePermission(actor, 'banks.import', path);
			return { known: null, unitId, asDrafts: !isAllowed(actor, 'banks.review', path) };
		}
		const { unitId, unitPath, ...listing } = await readableBank(on, actor, target.slug);
		requirePermission(actor, 'banks.import', unitPath);
		const bank = await readBank(on, { unitId, unitPath, ...listing });
		const { keys, isLoaded } = await listKeys(on, listing.id);
		return {
			known: { bank, keys, keyPrefix: isLoaded ? addedPrefix : null },
			unitId,
			asDrafts: listing.fourEyes || !isAllowed(actor, 'banks.review', unitPath)
		};
	}

	async function register(actor: Actor): Promise<BankDocument[]> {
		return (await documents.list(actor)).map(({ id, symbol, title, issuer, date }) => ({
			id: slugOf(`${symbol} ${id}`),
			...{ symbol, title, issuer, date }
		}));
	}

	return {
		/**
		 * Takes a file and begins to read it, with its bytes handed over; gives the name of the upload.
		 * Throws FILE_TOO_LARGE, UPLOADS_BUSY.
		 */
		async upload(
			actor: Actor | null,
			file: { readonly name: string; readonly bytes: Uint8Array }
		): Promise<string> {
			requirePermissionSomewhere(actor, 'banks.import');
			if (file.bytes.byteLength > bankFileLimits.bytes) throw fileTooBig(bankFileLimits.bytes);
			if (!threads.hasRoom()) throw new AppError('UPLOADS_BUSY');
			const { accountId } = actor;
			const at = new Date(clock.now());
			const id = await insertUpload(db, { accountId, fileName: file.name, at });
			await deleteOtherUploads(db, accountId, keptPerAccount);
			reader.start(id, file.name, file.bytes);
			return id;
		},

		/** Where an upload of the actor stands. Throws UPLOAD_NOT_FOUND. */
		async state(actor: Actor | null, id: string): Promise<UploadState> {
			const { upload } = await find(actor, id);
			const { fileName, overview, refusal, result } = upload;
			if (result) return { id, fileName, state: 'imported', result: result as ImportResult };
			if (refusal) return { id, fileName, state: 'refused', refusal: refusal as Refusal };
			if (overview) return { id, fileName, state: 'read', overview: overview as ImportOverview };
			return { id, fileName, state: 'reading', items: upload.itemsRead };
		},

		/** Banks that the actor may import into. */
		async targets(actor: Actor | null): Promise<BankListing[]> {
			requirePermissionSomewhere(actor, 'banks.import');
			return (await listBanks(db)).filter(
				({ archived, unitPath }) => !archived && isAllowed(actor, 'banks.import', unitPath)
			);
		},

		/**
		 * What confirming would do, and whether everything would arrive as a draft. Throws
		 * UPLOAD_NOT_READY, BANK_NOT_FOUND, BANK_SLUG_TAKEN, FORBIDDEN.
		 */
		async preview(
			actor: Actor | null,
			id: string,
			target: ImportTarget,
			choices: ImportChoices,
			view: PreviewView
		): Promise<ImportPreview & { readonly asDrafts: boolean }> {
			const { by } = await find(actor, id);
			const slug = await slugFor(db, by, target, choices);
			const { known, asDrafts } = await targetBank(db, by, target);
			const task = {
				...{ found: await requireFound(db, id), choices: { ...choices, slug }, known, view },
				register: await register(by)
			};
			return { ...(await threads.preview(task)), asDrafts };
		},

		/**
		 * Writes the bank, all of it or nothing, as the preview with the same choices showed it of the
		 * bank as it is now. Confirming again gives the result again. Throws INVALID_FILE with every
		 * problem that is left, and what `preview` throws.
		 */
		async confirm(
			actor: Actor | null,
			id: string,
			target: ImportTarget,
			choices: ImportChoices
		): Promise<ImportResult> {
			const { by } = await find(actor, id);
			const { accountId } = by;
			const documentsKnown = await register(by);
			return database.db.transaction().execute(async (trx) => {
				const upload = requireThere(await lockUpload(trx, id, accountId));
				if (upload.result) return upload.result as ImportResult;
				const named = await slugFor(trx, by, target, choices);
				const there = await lockBank(trx, named);
				if (there && target.kind === 'new') throw new AppError('BANK_SLUG_TAKEN', { slug: named });
				const { known, unitId, asDrafts } = await targetBank(trx, by, target);
				const { bank, outcomes } = await threads.assemble({
					...{ found: await requireFound(trx, id), choices: { ...choices, slug: named }, known },
					register: documentsKnown
				});
				const at = new Date(clock.now());
				await loadBank(trx, bank, {
					...{ unitId, at, accountId },
					retireMissing: choices.mode === 'replace',
					statusOf: (item) => arrivingStatus(item.status, asDrafts)
				});
				const { slug, title } = bank;
				await recordAudit(trx, {
					...{ at, accountId, action: 'bank.imported', subject: `bank:${slug}` },
					details: { file: upload.fileName, mode: choices.mode, ...outcomes }
				});
				const waiting = (await listBanks(trx, slug))[0]?.waiting ?? 0;
				const result: ImportResult = { slug, title, outcomes, waiting };
				await concludeUpload(trx, id, result);
				return result;
			});
		},

		/** Forgets an upload. */
		async discard(actor: Actor | null, id: string): Promise<void> {
			const { upload } = await find(actor, id);
			await deleteUpload(db, upload.id);
		},

		/** Deletes uploads that waited too long, whoever they are from. */
		deleteExpired: (): Promise<void> => deleteExpiredUploads(db, new Date(clock.now() - keptFor)),

		/** Waits for what this node is reading to be put down as lost; its threads are closed. */
		close: (): Promise<void> => reader.close()
	};
}
