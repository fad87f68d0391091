import type { Line } from './blocks.ts';
import type { FieldKind, FieldLabel } from './fields.ts';
import type { Heading } from './headings.ts';
import type { OptionLabel } from './labels.ts';
import type { LexedLine } from './lexed.ts';
import { lineFrom } from './paragraph-lines.ts';

/** What is told of a question below a name: "Giải thích: …" with the lines that follow. */
export interface Field {
	readonly kind: FieldKind;
	readonly row: number;
	readonly lines: Line[];
}

/** The lines of one question, not understood yet. */
export interface Draft {
	readonly row: number;
	/** As written, "Câu 12"; empty where nothing stands before the question. */
	readonly label: string;
	readonly number: number | null;
	/** Of the section it stands in. */
	readonly section: Section;
	/** The question and its options. */
	readonly body: Line[];
	readonly fields: Field[];
}

/** What headings above a question say of it. */
export interface Section {
	readonly topic: string | null;
	readonly difficulty: Heading['difficulty'];
	readonly questions: Heading['questions'];
}

/** Fields whose value is on their line; what follows belongs to something else. */
const shortFields: ReadonlySet<FieldKind> = new Set([
	'key',
	'difficulty',
	'topic',
	'points',
	'id'
] as const);

/** A question while its lines are collected. */
export class OpenDraft {
	readonly draft: Draft;
	/** Letters seen in front of options, in capitals or not. */
	private readonly upper = new Set<number>();
	private readonly lower = new Set<number>();
	private field: Field | null = null;
	/** Lines below the last option or a short field: of this question, or of the next. */
	private loose: Line[] = [];
	/** Number of the last entry of a list inside the question. */
	nested: number | null = null;

	constructor(draft: Draft) {
		this.draft = draft;
	}

	/** True when it has what a question needs: two options. */
	get isComplete(): boolean {
		return this.upper.size >= 2 || this.lower.size >= 2;
	}

	get hasOptions(): boolean {
		return this.upper.size + this.lower.size > 0;
	}

	get isExplained(): boolean {
		return this.field !== null && !shortFields.has(this.field.kind);
	}

	get hasKey(): boolean {
		return this.draft.fields.some(({ kind }) => kind === 'key');
	}

	/** True when options begin anew, which is another question that nobody numbered. */
	beginsAnew({ options, opensOptions }: LexedLine): boolean {
		const first = options[0];
		if (!opensOptions || first?.place !== 'line' || first.letter !== 0) return false;
		const seen = first.upper ? this.upper : this.lower;
		return seen.has(0) && seen.has(1);
	}

	/** Takes lines that may be the beginning of the next question away from this one. */
	takeLoose(): Line[] {
		const explained = this.isExplained ? this.field : null;
		if (explained) {
			const start = explained.lines.findLastIndex(({ after }) => after === 'blank');
			return start < 1 ? [] : explained.lines.splice(start);
		}
		const taken = this.loose;
		this.loose = [];
		return taken;
	}

	/** True below "Đáp án:" with nothing behind it. */
	get awaitsKey(): boolean {
		return this.field?.kind === 'key' && this.field.lines.length === 0;
	}

	addOptions(lexed: LexedLine): void {
		this.keepLoose();
		this.field = null;
		this.draft.body.push(lexed.line);
		this.noteOptions(lexed.options);
	}

	noteOptions(options: readonly OptionLabel[]): void {
		for (const { letter, upper, place } of options) {
			// Behind a single space it may be anybody's initial, unless the row of letters is whole.
			const seen = upper ? this.upper : this.lower;
			if (place !== 'space' || letter === 0 || seen.has(letter - 1)) seen.add(letter);
		}
	}

	addField(label: FieldLabel, line: Line): void {
		this.keepLoose();
		const rest = lineFrom(line, label.end);
		this.field = { kind: label.kind, row: line.row, lines: rest.text.trim() === '' ? [] : [rest] };
		this.draft.fields.push(this.field);
	}

	/** A line without any label. */
	addText(line: Line, continues: (previous: Line) => boolean): void {
		if (this.field) {
			const isShort = shortFields.has(this.field.kind) && this.field.lines.length > 0;
			(isShort ? this.loose : this.field.lines).push(line);
			return;
		}
		const previous = this.loose.at(-1) ?? this.draft.body.at(-1);
		if (this.isComplete && this.loose.length === 0 && previous && !continues(previous)) {
			this.loose.push(line);
		} else (this.loose.length > 0 ? this.loose : this.draft.body).push(line);
	}

	/** The loose lines are of this question after all. */
	private keepLoose(): void {
		const lines = this.loose;
		this.loose = [];
		if (lines.length === 0) return;
		if (this.field) {
			this.draft.fields.push({ kind: 'rationale', row: (lines[0] as Line).row, lines });
		} else if (isCitation(lines)) this.addCitation(lines);
		else this.draft.body.push(...lines);
	}

	private addCitation(lines: Line[]): void {
		this.draft.fields.push({ kind: 'citation', row: (lines[0] as Line).row, lines });
	}

	/** Ends the question; gives the lines that are not of it. */
	close(isTitle: (line: Line) => boolean): Line[] {
		const lines = this.takeLooseAtEnd();
		const start = lines.findIndex(isTitle);
		const own = start === -1 ? lines : lines.slice(0, start);
		const others = start === -1 ? [] : lines.slice(start);
		if (own.length === 0) return others;
		if (isCitation(own)) this.addCitation(own);
		else if (this.hasKey) {
			// Below the key a reason is written without a name too.
			this.draft.fields.push({ kind: 'rationale', row: (own[0] as Line).row, lines: own });
		} else return lines;
		return others;
	}

	private takeLooseAtEnd(): Line[] {
		const lines = this.loose;
		this.loose = [];
		return lines;
	}
}

const citing =
	/^[([“"]?\s*(?:[Tt]heo |[Tt]ại |[Cc]ăn cứ |[Tt]rích |[Xx]em |[Qq]uy định tại )?(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Pp]hần|[Cc]hương|[Cc]hỉ thị|[Nn]ghị quyết|[Nn]ghị định|[Qq]uyết định|[Qq]uy định|[Tt]hông tư|[Ll]uật|[Hh]iến pháp|[Kk]ế hoạch|[Cc]ông văn|[Kk]ết luận)\s+(?:số\s+)?(?:\d|[a-zđ]\)?\s+khoản|[IVX]+\b|\p{Lu})/u;

/** True for lines that name a place in a document: "(Khoản 2 Điều 5 Luật An ninh mạng)". */
function isCitation(lines: readonly Line[]): boolean {
	return lines.length === 1 && citing.test((lines[0] as Line).text.trim().slice(0, 60));
}
