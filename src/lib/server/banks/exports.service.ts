import type { Bank } from '#lib/domain/bank.ts';
import type { BankFormat } from '#lib/domain/bank-import.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { printableCounts, type PrintChoices } from '#lib/domain/printed-paper.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database } from '#lib/server/db/database.ts';
import { readableBank } from './bank-access.ts';
import { readBank } from './bank-reading.ts';
import type { BankThreads } from './bank-threads.ts';
import type { BankListing } from './banks.repository.ts';
import { exporters } from './formats/exporters.ts';

/** A file to be downloaded. */
export interface WrittenFile {
	readonly name: string;
	readonly mediaType: string;
	readonly bytes: Uint8Array;
}

/** Kinds of file that papers are printed as. */
export const printFormats = ['docx', 'pdf'] as const;
export type PrintFormat = (typeof printFormats)[number];

const printMediaTypes: Readonly<Record<PrintFormat, string>> = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	pdf: 'application/pdf'
};

export type ExportService = ReturnType<typeof createExportService>;

/**
 * Banks as files to take away. Whoever may read a bank may read its keys, in the editor as in a file; a
 * file goes out of sight, so that each one is recorded.
 */
export function createExportService({
	database,
	clock,
	threads
}: {
	database: Database;
	clock: Clock;
	threads: BankThreads;
}) {
	const { db } = database;

	async function take(
		actor: Actor | null,
		slug: string,
		action: 'bank.exported' | 'bank.printed',
		write: (bank: Bank, listing: BankListing) => Promise<{ file: WrittenFile; details: object }>
	): Promise<WrittenFile> {
		const listing = await readableBank(db, actor, slug);
		const bank = await readBank(db, listing);
		const { file, details } = await write(bank, listing);
		await recordAudit(db, {
			at: new Date(clock.now()),
			accountId: actor?.accountId ?? null,
			action,
			subject: `bank:${slug}`,
			details: { ...details }
		});
		return file;
	}

	return {
		/** A bank as a file of a kind. Throws BANK_NOT_FOUND; NOT_FOUND for a kind that is not written. */
		async export(actor: Actor | null, slug: string, format: string): Promise<WrittenFile> {
			const exporter = exporters.find((each) => each.format === format);
			if (!exporter) throw new AppError('NOT_FOUND');
			return take(actor, slug, 'bank.exported', async (bank) => ({
				file: {
					name: `${bank.title}.${exporter.extension}`,
					mediaType: exporter.mediaType,
					bytes: await threads.write(bank, exporter.format)
				},
				details: { format, items: bank.items.length }
			}));
		},

		/** Kinds of file that banks are written as. */
		formats: (): BankFormat[] => exporters.map(({ format }) => format),

		/** How many items of each level can be printed. Throws BANK_NOT_FOUND. */
		async printable(actor: Actor | null, slug: string, approvedOnly: boolean) {
			return printableCounts(await readBank(db, await readableBank(db, actor, slug)), approvedOnly);
		},

		/** Papers drawn from a bank, with their keys, ready to be printed. Throws BANK_NOT_FOUND. */
		async print(
			actor: Actor | null,
			slug: string,
			choices: PrintChoices,
			format: PrintFormat
		): Promise<WrittenFile> {
			return take(actor, slug, 'bank.printed', async (bank) => ({
				file: {
					name: `${choices.title}.${format}`,
					mediaType: printMediaTypes[format],
					bytes: await threads.print(bank, choices, format)
				},
				details: { format, counts: choices.counts, codes: choices.codes, seed: choices.seed }
			}));
		}
	};
}
