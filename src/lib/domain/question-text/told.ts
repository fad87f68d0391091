import type { FileIssue } from '../errors.ts';
import type { Difficulty } from '../items.ts';
import { quoted } from '../issue-log.ts';
import { comparable } from '../item-text.ts';
import { answersOfLine } from './answers.ts';
import type { AnswerEntry, Line } from './blocks.ts';
import { fieldOf } from './fields.ts';
import { difficultyOf } from './headings.ts';
import { keyAtStart, optionInWords, type KeyValue } from './key-values.ts';
import type { Field } from './open-draft.ts';
import { lineFrom, textLine } from './paragraph-lines.ts';
import { markdownOf, oneLine } from './written.ts';

/** What is told of a question beside the question itself. */
export interface Told {
	/** Keys as they are written, in lines of the question or lists of answers. */
	readonly keys: readonly KeyValue[];
	readonly rationale: string;
	readonly citation: string | null;
	readonly difficulty: Difficulty | null;
	readonly topic: string | null;
	/** Hundredths of a point. */
	readonly points: number | null;
	readonly id: string | null;
	/** True for pairs ("1-b, 2-a"): the key of another kind of question. */
	readonly pairs: boolean;
	/** A key in words that is none of the options. */
	readonly unknownKey: string | null;
	readonly issues: readonly FileIssue[];
	readonly notices: readonly FileIssue[];
}

/** Reads the fields of a question and what lists of answers say of it. */
export function readTold(
	row: number,
	fields: readonly Field[],
	entries: readonly AnswerEntry[],
	options: readonly string[]
): Told {
	const reader = new Reader(row, options);
	for (const field of fields) reader.take(field);
	for (const entry of entries) {
		if (entry.key !== '') reader.takeKey([textLine(entry.key, entry.row)]);
		for (const field of fieldsOf(entry.lines)) reader.take(field);
	}
	return reader.told();
}

/** Lines below an answer as fields; without a name in front they give the reason. */
function fieldsOf(lines: readonly Line[]): Field[] {
	const fields: Field[] = [];
	for (const line of lines) {
		const label = fieldOf(line, true);
		const last = fields.at(-1);
		if (label) {
			const rest = lineFrom(line, label.end);
			fields.push({
				kind: label.kind,
				row: line.row,
				lines: rest.text.trim() === '' ? [] : [rest]
			});
		} else if (last) last.lines.push(line);
		else fields.push({ kind: 'rationale', row: line.row, lines: [line] });
	}
	return fields;
}

const levelHint = 40;

class Reader {
	private readonly row: number;
	private readonly options: readonly string[];
	private readonly keys: KeyValue[] = [];
	private readonly rationale: Line[] = [];
	private readonly citations: string[] = [];
	private difficulty: Difficulty | null = null;
	private topic: string | null = null;
	private points: number | null = null;
	private id: string | null = null;
	private pairs = false;
	private unknownKey: string | null = null;
	private readonly issues: FileIssue[] = [];
	private readonly notices: FileIssue[] = [];

	constructor(row: number, options: readonly string[]) {
		this.row = row;
		this.options = options;
	}

	take(field: Field): void {
		const { kind, row, lines } = field;
		const text = oneLine(lines);
		if (text === '') return;
		switch (kind) {
			case 'key':
				return this.takeKey(lines);
			case 'rationale':
				return this.takeRationale(lines);
			case 'citation':
				this.citations.push(text.replace(/^[([]\s*([^()[\]]*)\s*[)\]][.;]?$/, '$1').trim());
				return;
			case 'difficulty':
				this.difficulty = difficultyOf(text.slice(0, levelHint));
				if (this.difficulty === null) this.refuse(row, 'DIFFICULTY_UNKNOWN', text);
				return;
			case 'topic':
				this.topic = text;
				return;
			case 'points':
				this.points = pointsOf(text);
				if (this.points === null) this.refuse(row, 'VALUE_INVALID', text, 'points');
				return;
			case 'id':
				this.id = text;
				return;
			case 'hint':
				this.notices.push({
					row,
					column: 'hint',
					code: 'FEATURE_UNSUPPORTED',
					params: { value: quoted(text) }
				});
		}
	}

	private refuse(row: number, code: FileIssue['code'], value: string, column = 'difficulty') {
		this.issues.push({ row, column, code, params: { value: quoted(value) } });
	}

	/** "B", "B. 2024", "B (Căn cứ: khoản 2)", "2024", "Đúng vì …". */
	takeKey(lines: readonly Line[]): void {
		const [first, ...more] = lines;
		if (!first) return;
		const key = keyAtStart(first.text);
		if (!key) return this.takeKeyInWords(oneLine(lines));
		if (key.value.kind === 'letters' || key.value.kind === 'truth') {
			const inWords = optionInWords(first.text, this.options);
			// An option that is the word "Đúng" or a letter by itself.
			if (inWords !== null && key.value.kind === 'truth') {
				this.keys.push({ kind: 'letters', letters: [inWords] });
			} else this.keys.push(key.value);
		} else this.keys.push(key.value);
		const gap = /^[\s.,;:)\]–—-]{0,8}/.exec(first.text.slice(key.end))?.[0].length ?? 0;
		const rest = lineFrom(first, key.end + gap);
		const others = [...(rest.text.trim() === '' ? [] : [rest]), ...more];
		if (others.length > 0) this.takeBehindKey(others);
	}

	/** What stands behind the letter: the option again, a field of its own, or a reason. */
	private takeBehindKey(lines: readonly Line[]): void {
		const text = oneLine(lines);
		const asOption = optionInWords(text, this.options);
		if (asOption !== null) {
			this.keys.push({ kind: 'letters', letters: [asOption] });
			return;
		}
		const [first, ...more] = lines as [Line, ...Line[]];
		const open = /^[\s([]{0,4}/.exec(first.text)?.[0].length ?? 0;
		const inner = lineFrom(first, open);
		const label = fieldOf(inner, true);
		if (label && label.kind !== 'key') {
			const value = lineFrom(inner, label.end);
			const end = open > 0 ? value.text.replace(/[)\]]\s*[.;]?\s*$/, '').length : Infinity;
			const runs = value.text.length > end ? textLine(value.text.slice(0, end), value.row) : value;
			this.take({ kind: label.kind, row: first.row, lines: [runs, ...more] });
			return;
		}
		if (comparable(text) !== '') this.rationale.push(...lines);
	}

	private takeKeyInWords(text: string): void {
		if (/^[\s._…:–-]*$/.test(text)) return;
		const index = optionInWords(text, this.options);
		if (index !== null) this.keys.push({ kind: 'letters', letters: [index] });
		else if ((answersOfLine(text)?.length ?? 0) > 1) this.pairs = true;
		else this.unknownKey = text;
	}

	/** A reason may begin with the key: "Chọn B. Vì …". */
	private takeRationale(lines: readonly Line[]): void {
		const [first, ...more] = lines as [Line, ...Line[]];
		const label = fieldOf(first, false);
		const value = label?.kind === 'key' ? lineFrom(first, label.end) : null;
		if (value && keyAtStart(value.text)) {
			this.takeKey([value]);
			this.rationale.push(...more);
		} else this.rationale.push(...lines);
	}

	told(): Told {
		return {
			keys: this.keys,
			rationale: markdownOf(this.rationale),
			citation: this.citations.length === 0 ? null : this.citations.join('; '),
			difficulty: this.difficulty,
			topic: this.topic,
			points: this.points,
			id: this.id,
			pairs: this.pairs,
			unknownKey: this.unknownKey,
			issues: this.issues,
			notices: this.notices
		};
	}
}

/** Hundredths of a point of "0,5 điểm"; null for anything else. */
export function pointsOf(text: string): number | null {
	const found = /^(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:điểm|đ|points?|marks?)?\.?$/i.exec(text.trim());
	const points = found ? Math.round(Number((found[1] as string).replace(',', '.')) * 100) : 0;
	return points > 0 ? points : null;
}
