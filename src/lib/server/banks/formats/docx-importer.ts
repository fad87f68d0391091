import { emptyHead, type ImportedBank } from '#lib/domain/bank-import.ts';
import { readQuestionText } from '#lib/domain/question-text/read.ts';
import type { ZipReader } from '#lib/server/files/zip.ts';
import { readWord } from '#lib/server/files/word/word-document.ts';
import type { BankImporter } from './format.ts';

/** Paragraphs of a document: 20,000 questions with five options, their key and a reason. */
const mostParagraphs = 200_000;

/**
 * Reads Word files as organizers write them; docs/guides/word-questions.md tells how. Rows are
 * paragraphs, counted through the document.
 */
export const docxImporter: BankImporter = {
	format: 'docx',

	detect: ({ kind }) => kind === 'docx',

	async parse({ archive }, progress): Promise<ImportedBank> {
		const word = await readWord(archive as ZipReader, { rows: mostParagraphs });
		const { items, issues, notices } = readQuestionText(word.blocks, progress);
		const { conversions, conversionCount } = word;
		return {
			format: 'docx',
			head: emptyHead,
			items,
			issues,
			notices,
			conversions,
			conversionCount
		};
	}
};
