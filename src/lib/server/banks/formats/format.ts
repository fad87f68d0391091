import type { Bank } from '#lib/domain/bank.ts';
import type { BankFormat, ImportedBank } from '#lib/domain/bank-import.ts';
import type { SourceFile } from '#lib/server/files/source-file.ts';

/** Told how far reading has come: items read so far. */
export type Progress = (items: number) => void;

/**
 * Reads one kind of file. A module of this folder each, listed in `importers.ts`; none of them writes
 * anything, asks the database, or trusts the name of the file.
 */
export interface BankImporter {
	readonly format: BankFormat;
	/** True when the content is of this kind. Looks at little and never throws. */
	detect(file: SourceFile): boolean;
	/**
	 * Everything the file holds. Throws an AppError (INVALID_FILE, FILE_TOO_LARGE, UNSUPPORTED_FILE)
	 * for a file that cannot be read at all; what is wrong with single items comes back as issues.
	 */
	parse(file: SourceFile, progress?: Progress): Promise<ImportedBank>;
}

/** Writes a bank as one kind of file. */
export interface BankExporter {
	readonly format: BankFormat;
	readonly extension: string;
	readonly mediaType: string;
	write(bank: Bank): Promise<Uint8Array>;
}
