import { AppError } from '#lib/domain/errors.ts';
import type { ImportedBank } from '#lib/domain/bank-import.ts';
import type { FileLimits } from '#lib/server/files/file-limits.ts';
import { openSourceFile, requireKind } from '#lib/server/files/source-file.ts';
import { aikenImporter } from './aiken-importer.ts';
import type { BankImporter, Progress } from './format.ts';
import { giftImporter } from './gift-importer.ts';
import { moodleXmlImporter } from './moodle-xml-importer.ts';
import { qtiImporter } from './qti-importer.ts';
import { tcexamImporter } from './tcexam-importer.ts';

/** How large a file of questions may be. */
export const bankFileLimits: FileLimits = {
	bytes: 40 * 2 ** 20,
	unpackedBytes: 200 * 2 ** 20,
	rows: 50_000,
	columns: 60
};

/** Every importer, the most particular first: the first one that knows the content reads it. */
export const importers: readonly BankImporter[] = [
	qtiImporter,
	moodleXmlImporter,
	tcexamImporter,
	giftImporter,
	aikenImporter
];

/**
 * Reads an uploaded file of questions; what it is, its content tells. Nothing is written. Throws an
 * AppError for a file that no importer knows or that cannot be read at all.
 */
export async function readBankUpload(
	name: string,
	bytes: Uint8Array,
	progress: Progress = () => {}
): Promise<ImportedBank> {
	const file = await openSourceFile(name, bytes, bankFileLimits);
	requireKind(file, ['xlsx', 'docx', 'qti', 'zip', 'xml', 'text']);
	const importer = importers.find((each) => each.detect(file));
	if (!importer) {
		throw new AppError('UNSUPPORTED_FILE', {}, [
			{ row: null, column: null, code: 'FILE_KIND_UNKNOWN' }
		]);
	}
	return importer.parse(file, progress);
}
