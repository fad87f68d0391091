import type { FileLimits } from './file-limits.ts';
import { tooManyRows } from './file-errors.ts';
import { streamXml } from './workbook-stream.ts';
import { isBlack, isOnValue, type Look } from './workbook-styles.ts';

/** A piece of a text; without a look of its own it is set as its cell. */
export interface TextRun {
	readonly text: string;
	readonly look: Look | null;
}

/** A text of a cell: in pieces when they are set differently. */
export type CellText = string | readonly TextRun[];

/** Collects a text from the elements inside `si` or `is`. */
export function createTextCollector() {
	let runs: { text: string; look: Look | null }[] = [];
	let look: { -readonly [name in keyof Look]: boolean } | null = null;
	let isOpen = false;
	/** How a text is read aloud, which is no part of it. */
	let phonetic = 0;

	return {
		open(name: string, attribute: (name: string) => string | undefined): void {
			if (name === 'rPh') phonetic++;
			else if (name === 'r') look = null;
			else if (name === 'rPr')
				look = { bold: false, italic: false, underlined: false, coloured: false };
			else if (name === 't' && phonetic === 0) {
				runs.push({ text: '', look: look && { ...look } });
				isOpen = true;
			} else if (look) {
				if (name === 'b') look.bold = isOnValue(attribute('val'));
				else if (name === 'i') look.italic = isOnValue(attribute('val'));
				else if (name === 'u') look.underlined = isOnValue(attribute('val'));
				else if (name === 'color') look.coloured = !isBlack(attribute);
			}
		},
		close(name: string): void {
			if (name === 'rPh') phonetic--;
			else if (name === 't') isOpen = false;
		},
		text(piece: string): void {
			const last = runs.at(-1);
			if (isOpen && last) last.text += piece;
		},
		/** The text collected since this was called last. */
		take(): CellText {
			const taken = runs.map(({ text, look }) => ({ text: unescapeText(text), look }));
			runs = [];
			look = null;
			phonetic = 0;
			const isPlain = taken.every((run) => run.look === null);
			return isPlain ? taken.map(({ text }) => text).join('') : taken;
		}
	};
}

/** Characters that XML cannot hold are written as _x000D_ (ECMA-376 part 1, 22.4.2.4). */
export function unescapeText(text: string): string {
	if (!text.includes('_x')) return text;
	return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
		String.fromCharCode(Number.parseInt(code, 16))
	);
}

/** The texts that cells of a workbook share, by their numbers. */
export function readSharedTexts(
	bytes: Uint8Array,
	limits: Pick<FileLimits, 'rows' | 'columns'>
): CellText[] {
	const texts: CellText[] = [];
	const collector = createTextCollector();
	streamXml(bytes, {
		open: (name, attribute) => collector.open(name, attribute),
		close(name) {
			collector.close(name);
			if (name !== 'si') return;
			texts.push(collector.take());
			if (texts.length > limits.rows * limits.columns) throw tooManyRows(null, limits);
		},
		text: (piece) => collector.text(piece)
	});
	return texts;
}
