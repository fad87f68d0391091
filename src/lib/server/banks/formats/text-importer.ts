import { emptyHead, type ImportedBank } from '#lib/domain/bank-import.ts';
import type { TextParagraph } from '#lib/domain/question-text/blocks.ts';
import { optionLabels, questionLabel } from '#lib/domain/question-text/labels.ts';
import { detectVietnameseEncodings, toUnicode } from '#lib/domain/legacy-vietnamese.ts';
import { plainRuns } from '#lib/domain/question-text/marked-text.ts';
import { readQuestionText } from '#lib/domain/question-text/read.ts';
import { tooManyRows } from '#lib/server/files/file-errors.ts';
import { createLegacyReader } from '#lib/server/files/legacy-blocks.ts';
import type { BankImporter } from './format.ts';
import { codePageOf } from './text-conversion.ts';

/** As much of a file as must hold a whole question. */
const headLength = 50_000;
const mostLines = 200_000;

/** Reads plain text in the layout of the Word files; rows are lines. */
export const textImporter: BankImporter = {
	format: 'text',

	/** True for text in which a line is labelled as a question and options stand below it. */
	detect({ text }) {
		if (text === null) return false;
		let asked = false;
		let letters = 0;
		const lines = text.slice(0, headLength).split(/\r\n|\r|\n/);
		const guesses = detectVietnameseEncodings(lines);
		for (const [index, written] of lines.entries()) {
			const line = toUnicode(written, guesses[index]?.encoding ?? 'unicode');
			if (questionLabel(line, 0)) {
				asked = true;
				letters = 0;
			}
			if (!asked) continue;
			for (const { letter } of optionLabels(line, 0)) if (letter === letters) letters++;
			if (letters >= 2) return true;
		}
		return false;
	},

	async parse({ text, bytes }, progress): Promise<ImportedBank> {
		const lines = (text ?? '').split(/\r\n|\r|\n/);
		if (lines.length > mostLines) throw tooManyRows(mostLines + 1, { rows: mostLines });
		const blocks = lines.map((line, index): TextParagraph => ({
			kind: 'paragraph',
			row: index + 1,
			runs: plainRuns(line),
			label: null,
			heading: null,
			tight: true,
			leftovers: []
		}));
		const legacy = createLegacyReader();
		const { items, issues, notices } = readQuestionText(legacy.convert(blocks), progress);
		const found = codePageOf(bytes, lines) ?? legacy.found();
		return { format: 'text', head: emptyHead, items, issues, notices, ...found };
	}
};
