import type { Conversion } from '#lib/domain/bank-import.ts';
import type { TextBlock, TextParagraph } from '#lib/domain/question-text/blocks.ts';
import type { TextRun } from '#lib/domain/question-text/marked-text.ts';
import { encodingOfFont, type FontEncoding } from '#lib/domain/legacy-vietnamese-fonts.ts';
import {
	detectVietnameseEncodings,
	toUnicode,
	type VietnameseEncoding
} from '#lib/domain/legacy-vietnamese.ts';

/** A run with the font that tells how old text is written, if its file says. */
export interface FontRun extends TextRun {
	readonly font?: string | undefined;
}

/** How many conversions are kept as examples. */
const examples = 20;
const mostOfExample = 120;
/** A letter that the old encodings do not have: the text is Unicode, whatever its font says. */
const beyondLatin = /(?![\0-\u00ff])[\p{L}\p{M}]/u;

/**
 * Converts text of the old encodings of Vietnam. The font of a run is the strongest evidence; where
 * somebody set another font over old text, the text itself tells.
 */
export function createLegacyReader() {
	const conversions: Conversion[] = [];
	let count = 0;

	function convertParagraph(paragraph: TextParagraph, guess: VietnameseEncoding): TextParagraph {
		const runs = paragraph.runs as readonly FontRun[];
		const before = runs.map(({ text }) => text).join('');
		const used = new Set<VietnameseEncoding>();
		const converted = runs.map((run): TextRun => {
			const { encoding, capitals } = encodingOf(run, guess);
			const text = toUnicode(run.text, encoding, { capitals });
			if (encoding !== 'unicode' && text !== run.text) used.add(encoding);
			return { text, marks: run.marks };
		});
		const encoding = [...used][0];
		if (encoding !== undefined && encoding !== 'unicode') {
			count++;
			if (conversions.length < examples) {
				const after = converted.map(({ text }) => text).join('');
				conversions.push({
					encoding,
					row: paragraph.row,
					before: before.slice(0, mostOfExample),
					after: after.slice(0, mostOfExample)
				});
			}
		}
		return { ...paragraph, runs: converted };
	}

	return {
		/** The same blocks with text in Unicode. */
		convert(blocks: readonly TextBlock[]): TextBlock[] {
			const paragraphs = [...paragraphsOf(blocks)];
			const guesses = detectVietnameseEncodings(
				paragraphs.map(({ runs }) =>
					(runs as readonly FontRun[])
						.filter((run) => fontOf(run) === null)
						.map(({ text }) => text)
						.join('')
				)
			);
			const byParagraph = new Map(
				paragraphs.map((paragraph, index) => [
					paragraph,
					convertParagraph(paragraph, guesses[index]?.encoding ?? 'unicode')
				])
			);
			const replaced = (list: readonly TextBlock[]): TextBlock[] =>
				list.map((block) =>
					block.kind === 'paragraph'
						? (byParagraph.get(block) ?? block)
						: { ...block, rows: block.rows.map((row) => row.map(replaced)) }
				);
			return replaced(blocks);
		},
		found: () => ({ conversions, conversionCount: count })
	};
}

function* paragraphsOf(blocks: readonly TextBlock[]): Generator<TextParagraph> {
	for (const block of blocks) {
		if (block.kind === 'paragraph') yield block;
		else for (const cell of block.rows.flat()) yield* paragraphsOf(cell);
	}
}

function fontOf(run: FontRun): FontEncoding | null {
	return run.font === undefined ? null : encodingOfFont(run.font);
}

function encodingOf(run: FontRun, guess: VietnameseEncoding): FontEncoding {
	const ofFont = fontOf(run);
	if (ofFont && !beyondLatin.test(run.text)) return ofFont;
	return { encoding: ofFont ? 'unicode' : guess, capitals: false };
}
