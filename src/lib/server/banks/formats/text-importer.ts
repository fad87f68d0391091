import { emptyHead, type Conversion, type ImportedBank } from '#lib/domain/bank-import.ts';
import type { TextParagraph } from '#lib/domain/question-text/blocks.ts';
import { optionLabels, questionLabel } from '#lib/domain/question-text/labels.ts';
import { detectVietnameseEncodings, toUnicode } from '#lib/domain/legacy-vietnamese.ts';
import { plainRuns } from '#lib/domain/question-text/marked-text.ts';
import { readQuestionText } from '#lib/domain/question-text/read.ts';
import { tooManyRows } from '#lib/server/files/file-errors.ts';
import { createLegacyReader } from '#lib/server/files/legacy-blocks.ts';
import { decodeTextFile, type TextEncoding } from '#lib/server/files/text-decoding.ts';
import type { BankImporter } from './format.ts';

/** As much of a file as must hold a whole question. */
const headLength = 50_000;
const mostLines = 200_000;
/** How many conversions are kept as examples. */
const examples = 20;
const codePages: ReadonlySet<TextEncoding> = new Set(['tcvn3', 'vni', 'windows-1258'] as const);

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

/** What a file of an old code page was converted to, line by line; null for files of Unicode. */
function codePageOf(
	bytes: Uint8Array,
	lines: readonly string[]
): Pick<ImportedBank, 'conversions' | 'conversionCount'> | null {
	const encoding = decodeTextFile(bytes)?.encoding;
	if (encoding === undefined || !codePages.has(encoding)) return null;
	const before = new TextDecoder('windows-1252').decode(bytes).split(/\r\n|\r|\n/);
	const all = lines.flatMap((after, index): Conversion[] => {
		const was = before[index] ?? '';
		if (was === after) return [];
		const row = index + 1;
		return [{ encoding: encoding as Conversion['encoding'], row, before: was, after }];
	});
	return { conversions: all.slice(0, examples), conversionCount: all.length };
}
