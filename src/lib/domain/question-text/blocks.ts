import type { FileIssueCode } from '../errors.ts';
import type { MarkedText, Marks } from './marked-text.ts';

/** What stands in a text and is no text: named to the person, never silently dropped. */
export interface Leftover {
	readonly code: Extract<
		FileIssueCode,
		'MEDIA_UNSUPPORTED' | 'FEATURE_UNSUPPORTED' | 'EQUATION_AS_TEXT' | 'TEXT_UNASSIGNED'
	>;
	readonly value: string;
}

/** What a word processor writes in front of a paragraph of a list. */
export interface AutomaticLabel {
	/** "Câu 3:", "B."; a sign for a bullet. */
	readonly text: string;
	readonly bullet: boolean;
	readonly marks: Marks;
}

/** A paragraph as written; a line break within it is "\n", a tab "\t". */
export interface TextParagraph {
	readonly kind: 'paragraph';
	/** Number of the paragraph or line, from 1, as the person finds it. */
	readonly row: number;
	readonly runs: MarkedText;
	readonly label: AutomaticLabel | null;
	/** Level of the heading, from 1; null for ordinary paragraphs. */
	readonly heading: number | null;
	/** True when nothing but a line break parts it from the paragraph before: lines of plain text. */
	readonly tight: boolean;
	readonly leftovers: readonly Leftover[];
}

export type TextCell = readonly TextBlock[];

/** A table by rows of cells. */
export interface TextTable {
	readonly kind: 'table';
	readonly rows: readonly (readonly TextCell[])[];
}

/** What a text consists of, in its order. */
export type TextBlock = TextParagraph | TextTable;

/** A line of a paragraph, as the grammar reads it. */
export interface Line {
	readonly row: number;
	/** With the automatic label in front; bullets are left out. */
	readonly runs: MarkedText;
	readonly text: string;
	/** Length of the automatic label in `text`, 0 for none. */
	readonly automatic: number;
	readonly bullet: boolean;
	readonly heading: number | null;
	/** What parts it from the line before. */
	readonly after: 'break' | 'line' | 'paragraph' | 'blank';
	readonly leftovers: readonly Leftover[];
}

/** What is read from a table of answers, or a line of them, about one question. */
export interface AnswerEntry {
	readonly row: number;
	readonly number: number;
	/** As written: "B", "A, C", "Đúng"; empty where only the reason is given. */
	readonly key: string;
	/** Lines with the reason, the source … as they would stand below the question. */
	readonly lines: Line[];
}

/** Answers that stand together. */
export interface AnswerList {
	readonly kind: 'answers';
	readonly row: number;
	readonly entries: readonly AnswerEntry[];
}
