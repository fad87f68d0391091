import { AppError } from '#lib/domain/errors.ts';
import type { ImportedBank } from '#lib/domain/bank-import.ts';
import { openSourceFile, requireKind } from '#lib/server/files/source-file.ts';
import { aikenImporter } from './aiken-importer.ts';
import { bankFileLimits } from './bank-file-limits.ts';
import { csvImporter } from './csv-importer.ts';
import { docxImporter } from './docx-importer.ts';
import type { BankImporter, Progress } from './format.ts';
import { giftImporter } from './gift-importer.ts';
import { hoithiImporter } from './hoithi-importer.ts';
import { moodleXmlImporter } from './moodle-xml-importer.ts';
import { qtiImporter } from './qti-importer.ts';
import { tcexamImporter } from './tcexam-importer.ts';
import { textImporter } from './text-importer.ts';
import { xlsxImporter } from './xlsx-importer.ts';

export { bankFileLimits } from './bank-file-limits.ts';

/** Every importer, the most particular first: the first one that knows the content reads it. */
export const importers: readonly BankImporter[] = [
	xlsxImporter,
	docxImporter,
	qtiImporter,
	moodleXmlImporter,
	tcexamImporter,
	hoithiImporter,
	// The heading of a table says more than a cell that looks like GIFT.
	csvImporter,
	giftImporter,
	aikenImporter,
	// Nearly any text may look like questions: it comes last.
	textImporter
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
