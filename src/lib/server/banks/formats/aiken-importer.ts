import { emptyHead, type ImportedBank } from '#lib/domain/bank-import.ts';
import { quoted } from '#lib/domain/issue-log.ts';
import { maskOf } from '#lib/domain/items.ts';
import { foldVietnamese, normalizeText } from '#lib/domain/text.ts';
import type { SourceFile } from '#lib/server/files/source-file.ts';
import type { BankImporter, Progress } from './format.ts';
import { reducePlain } from './html-text.ts';
import { importLog, type ImportLog } from './import-log.ts';
import { asJudgement } from './judgement.ts';
import { convertText } from './text-conversion.ts';

/**
 * The text format Aiken, after https://docs.moodle.org/en/Aiken_format: a question, options "A. …" or
 * "A) …" on lines of their own, "ANSWER: B". Read as loosely as people write it: small letters, questions
 * of several lines, "Câu 1:", "Đáp án: B", several answers, a line "Giải thích: …" behind them.
 */
export const aikenImporter: BankImporter = {
	format: 'aiken',
	detect,
	parse: (file, progress) => Promise.resolve(parse(file, progress))
};

/** "A. …"; without a space too, but not the "A.I" of a sentence. */
const optionLine = /^\(?([A-Za-z])\s?[.):\]](?:\s+|(?!\p{L}(?:[.\s]|$)))(\S.*)$/u;
/** Of a folded line: lower case, without diacritics. */
const answerLine = /^(?:answer|correct answer|ans|key|dap an(?: dung)?)\s*[:.=-]\s*/;
const explanationLine = /^(?:feedback|explanation|giai thich|loi giai|huong dan giai)\s*:\s*/;

function detect({ text }: SourceFile): boolean {
	if (text === null) return false;
	let hasFirstOption = false;
	let isAnswered = false;
	let isNumbered = false;
	for (const line of text.slice(0, 60_000).split(/\r\n|\r|\n/)) {
		const trimmed = line.trim();
		const folded = foldVietnamese(trimmed.slice(0, 40));
		if (/^\(?a\s?[.)]\s*\S/i.test(trimmed)) hasFirstOption = true;
		else if (hasFirstOption && answerLine.test(folded)) {
			if (/^(?:ans|correct|key)/.test(folded)) return true;
			isAnswered = true;
		} else isNumbered ||= startsWithNumber(trimmed);
	}
	// "Câu 1: …" and "Đáp án: B" are the layout of Word files, saved as text.
	return isAnswered && !isNumbered;
}

interface Line {
	readonly row: number;
	readonly text: string;
}

interface Option {
	readonly letter: string;
	/** The line with the letter, then those that go on with it. */
	readonly lines: Line[];
}

/** A question that is being read. */
interface Draft {
	/** What stands before the options, parted by blank lines. */
	readonly paragraphs: Line[][];
	readonly options: Option[];
}

function parse(file: SourceFile, progress?: Progress): ImportedBank {
	const log = importLog(progress);
	const reader = aikenReader(log);
	const { text, ...conversions } = convertText(file.bytes, file.text ?? '');
	text
		.replace(/^\ufeff/, '')
		.split(/\r\n|\r|\n/)
		.forEach((line, index) => reader.line({ row: index + 1, text: normalizeText(line) }));
	reader.end();
	return log.finish('aiken', emptyHead, conversions);
}

function aikenReader(log: ImportLog) {
	let draft: Draft = { paragraphs: [], options: [] };
	let isAfterGap = true;
	/** The last whole item, whose explanation may follow, and the lines of that. */
	let answered: AnsweredItem | null = null;
	let explanation: string[] = [];
	let count = 0;

	const endAnswered = () => {
		const rationale = reducePlain(explanation.join('\n')).markup;
		if (answered) log.add({ ...answered, rationale });
		answered = null;
		explanation = [];
	};
	/** Leaves a question that has no answer for the next one, which begins with these lines. */
	const begin = (lines: Line[] = []) => {
		const row = rowOf(draft);
		if (draft.options.length > 0) log.issue({ row, column: null, code: 'ITEM_NO_KEY' });
		else for (const paragraph of draft.paragraphs) unassigned(paragraph, log);
		draft = { paragraphs: lines.length > 0 ? [lines] : [], options: [] };
	};
	const readText = (line: Line) => {
		const { paragraphs, options } = draft;
		const goesOn = !isAfterGap && !startsWithNumber(line.text);
		if (goesOn && options.length > 0) options.at(-1)?.lines.push(line);
		else if (goesOn && explanation.length > 0) explanation.push(line.text);
		else {
			endAnswered();
			if (options.length > 0) begin([line]);
			else if (goesOn && paragraphs.length > 0) paragraphs.at(-1)?.push(line);
			else paragraphs.push([line]);
		}
	};
	const readOption = (line: Line, letter: string, text: string) => {
		endAnswered();
		// The letters begin again: what seemed to go on with the last option was the next question.
		if (letter === 'A' && draft.options.length > 0) begin(draft.options.at(-1)?.lines.splice(1));
		draft.options.push({ letter, lines: [{ row: line.row, text }] });
	};
	const read = (line: Line) => {
		const folded = foldVietnamese(line.text.slice(0, 60));
		const [, letter = '', optionText = ''] = optionLine.exec(line.text) ?? [];
		const afterColon = line.text.slice((/[:.=-]/.exec(line.text)?.index ?? 0) + 1).trim();
		const letters = answerLine.test(folded) ? answerLetters(afterColon) : null;
		if (letters && (draft.options.length > 0 || letters.length > 0)) {
			endAnswered();
			answered = finish(line.row, letters, draft, ++count, log);
			draft = { paragraphs: [], options: [] };
		} else if (answered && draft.paragraphs.length === 0 && explanationLine.test(folded))
			explanation.push(afterColon);
		else if (letter !== '' && (draft.options.length > 0 || /^a$/i.test(letter)))
			readOption(line, letter.toUpperCase(), optionText);
		else readText(line);
	};

	return {
		line(line: Line): void {
			if (line.text !== '') read(line);
			isAfterGap = line.text === '';
		},
		end(): void {
			endAnswered();
			begin();
		}
	};
}

type AnsweredItem = Parameters<ImportLog['add']>[0];

/** The item of a question whose answer has come; null where the log has an issue of it. */
function finish(
	answerRow: number,
	letters: readonly string[],
	draft: Draft,
	number: number,
	log: ImportLog
): AnsweredItem | null {
	const { paragraphs, options } = draft;
	// By the format a question is one line: what stands apart from it is a heading.
	for (const paragraph of paragraphs.slice(0, -1)) unassigned(paragraph, log);
	const row = rowOf(draft) || answerRow;
	const positions = letters.map((letter) =>
		options.findIndex((option) => option.letter === letter)
	);
	const wrong = letters.filter((_, index) => positions[index] === -1);
	const twice = options.find(
		({ letter }, index) => options.findIndex((other) => other.letter === letter) !== index
	);
	if (options.length > 1 && (wrong.length > 0 || twice)) {
		const params = { value: wrong.join(', ') || (twice?.letter ?? '') };
		log.issue({ row: answerRow, column: null, code: 'BANK_KEY_INVALID', params });
		return null;
	}
	const isSeveral = positions.length > 1;
	if (isSeveral) log.notice({ row, column: null, code: 'READ_AS_MULTIPLE' });
	const known = positions.filter((position) => position >= 0);
	const stem = (paragraphs.at(-1) ?? []).map(({ text }) => text).join('\n');
	return {
		row,
		id: null,
		stem: reducePlain(withoutNumber(stem, number)).markup,
		...asJudgement({
			type: isSeveral ? 'multiple' : 'single',
			options: options.map(({ lines }) => lines.map(({ text }) => text).join(' ')),
			key: known.length === 0 ? null : maskOf(known)
		}),
		rationale: '',
		...{ topic: null, difficulty: null, points: null, document: null, place: '' },
		facts: [],
		status: null
	};
}

/** Line of the question, or of its first option where it has no text; 0 for nothing. */
function rowOf({ paragraphs, options }: Draft): number {
	return paragraphs.at(-1)?.[0]?.row ?? options[0]?.lines[0]?.row ?? 0;
}

const numberOfQuestion = /^(?:Câu(?: hỏi)?(?: số)?|Question)\s*\d{1,5}\s*[:.)\]-]\s*/iu;

function startsWithNumber(text: string): boolean {
	return numberOfQuestion.test(text);
}

/** "Câu 12:" is no part of a question; nor is "12." when it is the twelfth. */
function withoutNumber(stem: string, number: number): string {
	const numbered = numberOfQuestion.exec(stem);
	const counted = numbered ?? /^(\d{1,5})\s*[.):]\s+/.exec(stem);
	const isNumber = counted && (numbered || Number(counted[1]) === number);
	const rest = isNumber ? stem.slice(counted[0].length) : stem;
	return rest.trim() === '' ? stem : rest;
}

/** Letters of the right options: of "B", "(b)", "B. Bộ Chính trị", "A, C", "A và C". */
function answerLetters(answer: string): string[] {
	const list = answer
		.slice(0, 200)
		.toUpperCase()
		.replace(/[.;]+$/, '');
	if (/^\(?[A-Z]\)?(?:\s*(?:,|;|&|\+|\/|\bAND\b|VÀ|\s)\s*\(?[A-Z]\)?)*$/u.test(list))
		return [...new Set(list.replace(/AND|VÀ/g, ' ').match(/[A-Z]/g))];
	const first = /^\(?([A-Z])\)?(?:[\s.,:)-]|$)/.exec(list)?.[1];
	return first === undefined ? [] : [first];
}

function unassigned(lines: readonly Line[], log: ImportLog): void {
	const params = { value: quoted(lines.map(({ text }) => text).join(' ')) };
	log.notice({ row: lines[0]?.row ?? null, column: null, code: 'TEXT_UNASSIGNED', params });
}
