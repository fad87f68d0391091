import { explainedAnswer } from './answers.ts';
import type { AnswerList, Line } from './blocks.ts';
import { fieldOf } from './fields.ts';
import { isDecoration, isInCapitals, looksLikeHeading, readHeading } from './headings.ts';
import type { LexedLine, LexedText } from './lexed.ts';
import { answerListOf } from './lines.ts';
import { OpenAnswers } from './open-answers.ts';
import { OpenDraft, type Draft, type Section } from './open-draft.ts';
import { lineFrom } from './paragraph-lines.ts';
import { foldInPlace } from './marked-text.ts';

/** Answers that stand together, and how many questions stand before them. */
export interface PlacedAnswers {
	readonly list: AnswerList;
	readonly after: number;
}

/** A text cut into questions. */
export interface Segments {
	readonly drafts: readonly Draft[];
	readonly answers: readonly PlacedAnswers[];
	/** Lines that belong to no question, those side by side together. */
	readonly unassigned: readonly (readonly Line[])[];
}

const noSection: Section = { topic: null, difficulty: null, questions: null };
/** A line of this length was probably broken by the width of a page. */
const pageWidth = 60;

/** Cuts a text into questions, answers that stand apart, and what belongs to neither. */
export function cutIntoQuestions(text: LexedText): Segments {
	const cutter = new Cutter(text);
	text.lines.forEach((line, index) => {
		if ('kind' in line) cutter.takeAnswers(line);
		else cutter.takeLine(line, index);
	});
	return cutter.end();
}

class Cutter {
	private readonly text: LexedText;
	private readonly drafts: Draft[] = [];
	private readonly answers: PlacedAnswers[] = [];
	private readonly unassigned: Line[][] = [];
	private open: OpenDraft | null = null;
	private openAnswers: OpenAnswers | null = null;
	private section: Section = noSection;
	/** True where the line before was unassigned too. */
	private isAside = false;
	/** True below "Chương I", whose title may stand on a line of its own. */
	private awaitsTitle = false;

	constructor(text: LexedText) {
		this.text = text;
	}

	takeAnswers(list: AnswerList): void {
		this.closeDraft();
		this.openAnswers ??= new OpenAnswers();
		this.openAnswers.addList(list);
	}

	takeLine(lexed: LexedLine, index: number): void {
		const { line } = lexed;
		const wasAside = this.isAside;
		this.isAside = false;
		if (this.beginsQuestion(lexed, index)) return this.openDraft(lexed);
		if (this.openAnswers) {
			if (this.takeAnswer(this.openAnswers, lexed)) return;
		} else if (this.beginsAnswers(lexed, index)) return;
		if (this.beginsSection(lexed, index)) return;
		if (this.takeField(lexed, index)) return;
		if (this.takeOptions(lexed, index)) return;
		if (isDecoration(line.text) && line.leftovers.length === 0 && !this.isInStem) return;
		if (this.open) this.open.addText(line, (previous) => this.continues(previous, line));
		else if (!this.openAnswers?.addText(line)) {
			this.isAside = wasAside;
			this.setAside([line]);
		}
	}

	end(): Segments {
		this.closeDraft();
		this.closeAnswers();
		return { drafts: this.drafts, answers: this.answers, unassigned: this.unassigned };
	}

	private get isInStem(): boolean {
		return this.open !== null && !this.open.hasOptions && this.open.draft.fields.length === 0;
	}

	/** Whether a label in front of the line begins a question, or only looks like one. */
	private beginsQuestion({ line, question }: LexedLine, index: number): boolean {
		if (!question) return false;
		const leads = this.text.leadsToOptions(index);
		if (this.openAnswers && !leads) return false;
		if (question.kind === 'question') return true;
		if (question.kind === 'exercise') return leads || this.text.convention === 'exercise';
		if (line.heading !== null && !leads) return false;
		return this.beginsNumbered(question.number ?? 0, leads);
	}

	/** Whether "12." is a question and not an entry of a list. */
	private beginsNumbered(number: number, leads: boolean): boolean {
		const open = this.open;
		const isKindKnown = this.section.questions !== null;
		if (!open) return leads || (isKindKnown && this.text.convention === 'number');
		const isNext = number === (open.draft.number ?? 0) + 1;
		if (this.text.convention !== 'number') return open.isComplete && isNext && leads;
		const isNested = open.nested !== null && number === open.nested + 1;
		const isDone = open.isComplete || open.hasKey || isKindKnown;
		const isQuestion =
			(leads && (isNext ? !isNested || open.isComplete : open.isComplete && !isNested)) ||
			(isNext && isDone && !isNested && !open.isExplained) ||
			(!leads && isNext && !open.hasOptions && open.nested === null && isKindKnown);
		if (!isQuestion) open.nested = number;
		return isQuestion;
	}

	private openDraft(lexed: LexedLine, stem: readonly Line[] = []): void {
		const { line, question, options } = lexed;
		this.closeDraft();
		this.closeAnswers();
		this.awaitsTitle = false;
		const isLabelled = stem.length === 0 && question !== null;
		const rest = isLabelled ? lineFrom(line, question.end) : line;
		const label = isLabelled ? question : null;
		this.open = new OpenDraft({
			row: stem[0]?.row ?? line.row,
			label: label?.label ?? '',
			number: label?.number ?? null,
			section: this.section,
			body: [...stem, rest],
			fields: []
		});
		this.open.noteOptions(options.filter(({ at }) => at >= (label?.end ?? 0)));
	}

	private closeDraft(): void {
		if (!this.open) return;
		const rest = this.open.close((line) => isInCapitals(line.text) || line.heading !== null);
		this.drafts.push(this.open.draft);
		this.open = null;
		this.setAside(rest);
	}

	private closeAnswers(): void {
		for (const list of this.openAnswers?.close() ?? []) {
			this.answers.push({ list, after: this.drafts.length });
		}
		this.openAnswers = null;
	}

	private setAside(lines: readonly Line[]): void {
		for (const line of lines) {
			if (isDecoration(line.text) && line.leftovers.length === 0) continue;
			if (this.isAside) this.unassigned.at(-1)?.push(line);
			else this.unassigned.push([line]);
			this.isAside = true;
		}
	}

	/** A line within a list of answers; false where the list is over. */
	private takeAnswer(answers: OpenAnswers, { line, question }: LexedLine): boolean {
		const list = answerListOf(line);
		if (list) {
			answers.addList(list);
			return true;
		}
		const entry = question && explainedAnswer(line);
		if (entry) {
			answers.add(entry);
			return true;
		}
		// Titles within the answers: "Phần I", "HƯỚNG DẪN GIẢI".
		return isDecoration(line.text) || looksLikeHeading(line) || isAnswerTitle(line.text);
	}

	/** "ĐÁP ÁN" above answers, or a line of several of them. */
	private beginsAnswers({ line }: LexedLine, index: number): boolean {
		const list = answerListOf(line);
		if (list && list.entries.length >= 3) {
			this.takeAnswers(list);
			return true;
		}
		const field = fieldOf(line, true);
		// "Lời giải: Vì …" is told of the question above.
		if (field && line.text.slice(field.end).trim() !== '') return false;
		if (!isAnswerTitle(line.text) || !this.answersFollow(index)) return false;
		this.closeDraft();
		this.openAnswers = new OpenAnswers();
		return true;
	}

	private answersFollow(index: number): boolean {
		for (let next = index + 1; next < index + 5; next++) {
			const line = this.text.lines[next];
			if (!line) return false;
			if ('kind' in line) return true;
			if (answerListOf(line.line)) return true;
			if (line.question && !this.text.leadsToOptions(next)) {
				return explainedAnswer(line.line) !== null;
			}
			if (line.question || line.opensOptions) return false;
		}
		return false;
	}

	private beginsSection(lexed: LexedLine, index: number): boolean {
		const { line } = lexed;
		if (this.awaitsTitle) {
			this.awaitsTitle = false;
			const isTitle = line.heading !== null || isInCapitals(line.text);
			if (isTitle && !lexed.question && !lexed.opensOptions && !looksLikeHeading(line)) {
				this.section = { ...this.section, topic: line.text.trim() };
				return true;
			}
		}
		if (!looksLikeHeading(line) || !this.isHeadingHere(lexed, index)) return false;
		const heading = readHeading(line);
		this.closeDraft();
		this.section = {
			topic: heading.topic ?? this.section.topic,
			difficulty: heading.difficulty ?? this.section.difficulty,
			questions: heading.questions
		};
		this.awaitsTitle = heading.untitled;
		if (heading.topic === null && !heading.difficulty && !heading.questions) {
			this.setAside([line]);
		}
		return true;
	}

	/** A heading stands above questions, not within one. */
	private isHeadingHere({ line, options }: LexedLine, index: number): boolean {
		if (options[0]?.place === 'line' && this.open && !this.open.isComplete) return false;
		const next = this.text.next(index);
		if (next?.opensOptions && !next.question) return false;
		const isAbove =
			next === undefined ||
			next.question !== null ||
			looksLikeHeading(next.line) ||
			(isInCapitals(line.text) && isInCapitals(next.line.text));
		if (line.heading !== null && !this.open?.isExplained) return true;
		if (!this.open || this.open.isComplete || this.open.hasKey) return isAbove;
		return isAbove && (next?.question?.kind === 'question' || isInCapitals(line.text));
	}

	private takeField(lexed: LexedLine, index: number): boolean {
		const { line } = lexed;
		const open = this.open;
		const label = fieldOf(line, open?.isComplete ?? false);
		if (!label) return false;
		const isEmpty = line.text.slice(label.end).trim() === '';
		if (!open) {
			if (label.kind === 'topic' && !isEmpty) {
				this.section = { ...this.section, topic: line.text.slice(label.end).trim() };
				return true;
			}
			return false;
		}
		const isAside = ['difficulty', 'topic', 'points', 'id'].includes(label.kind);
		// "Chọn câu đúng:" above the options is part of the question.
		const isAhead = !open.isComplete || (label.kind === 'key' && isEmpty);
		if (isAhead && !isAside && this.optionsFollow(index)) return false;
		open.addField(label, line);
		return true;
	}

	/** True when a row of options, not one alone, comes before the next question. */
	private optionsFollow(index: number): boolean {
		if (!this.text.optionsAhead(index)) return false;
		const next = this.text.next(index);
		if (!next?.opensOptions) return true;
		const second = this.text.next(index + 1);
		return next.options.length > 1 || second?.options[0]?.letter === 1;
	}

	private takeOptions(lexed: LexedLine, index: number): boolean {
		const { line, options, opensOptions } = lexed;
		const open = this.open;
		if (open?.awaitsKey && !this.optionsFollow(index - 1)) return false;
		if (!open || open.beginsAnew(lexed)) {
			if (!opensOptions || this.openAnswers) return false;
			// A reason may go through the options one by one.
			if (open?.isExplained && this.text.convention !== null) return false;
			const stem = open ? open.takeLoose() : this.takeAside();
			if (open?.isExplained && stem.length === 0) return false;
			this.openDraft({ ...lexed, question: null }, stem);
			return true;
		}
		if (open.isExplained && open.isComplete) return false;
		const [first] = options;
		if (!opensOptions && first?.place !== 'line') {
			// Options within the line, such as "C. …" behind a tab.
			if (!options.some(({ place }) => place === 'gap') || !open.hasOptions) return false;
		}
		if (line.text.trim() === '') return false;
		open.addOptions(lexed);
		return true;
	}

	/** The lines right above, which nobody knew a place for: the question whose options begin here. */
	private takeAside(): Line[] {
		const lines = this.unassigned.pop() ?? [];
		const blank = lines.findLastIndex(({ after }) => after === 'blank');
		const start = blank > 0 ? blank : lines.length - 1;
		if (start > 0) this.unassigned.push(lines.slice(0, start));
		return lines.slice(Math.max(0, start));
	}

	/** Whether a line without a label goes on with the option above it. */
	private continues(previous: Line, line: Line): boolean {
		if (line.after === 'break') return true;
		const text = line.text.trim();
		if (/^[^\p{Lu}\p{Lt}([“"*]/u.test(text)) return true;
		if (isInCapitals(text) || line.after === 'blank') return false;
		return previous.text.length >= pageWidth && !/[.;!?:…”")]\s*$/.test(previous.text);
	}
}

const answerTitle =
	/^(?:phan )?(?:[ivxab0-9]{1,4}[ .:)-]{1,3})?(?:bang )?(?:tra loi|dap an|answer key|answers?|key|goi y dap an|dap an va loi giai|huong dan giai|loi giai|huong dan cham)(?![a-z0-9])/;

/** True for a title of a list of answers; the caller looks whether answers follow. */
function isAnswerTitle(text: string): boolean {
	const plain = foldInPlace(text.trim().slice(0, 80));
	return text.trim().length <= 80 && answerTitle.test(plain);
}
