import type { ImportedItem } from '../bank-import.ts';
import type { ErrorParams, FileIssue } from '../errors.ts';
import { comparable } from '../item-text.ts';
import { quoted } from '../issue-log.ts';
import { optionIds, type Difficulty } from '../items.ts';
import type { AnswerEntry } from './blocks.ts';
import {
	asksTruth,
	isLetterUnsure,
	lettersOf,
	maskOfSigns,
	maskOfValue,
	rightOfTruth,
	type Answerable
} from './keys.ts';
import type { MarkedItem } from './key-marks.ts';
import { foldInPlace } from './marked-text.ts';
import type { Draft } from './open-draft.ts';
import { findOptions } from './options.ts';
import { readStemTags } from './stem-tags.ts';
import { readTold, type Told } from './told.ts';
import { markdownOf, oneLine } from './written.ts';

/** A question as it was understood, before looks are compared over the file. */
export interface Question extends Answerable {
	readonly draft: Draft;
	readonly stem: string;
	readonly options: readonly string[];
	readonly difficulty: Difficulty | null;
	readonly points: number | null;
	readonly told: Told;
	/** Masks of all written keys and of signs, each once. */
	readonly stated: readonly number[];
	/** A written key that means none of the options. */
	readonly invalidKey: string | null;
}

/** What became of a question. */
export interface Outcome {
	/** Null for a kind of question that a bank has no room for. */
	readonly item: ImportedItem | null;
	readonly issues: readonly FileIssue[];
	readonly notices: readonly FileIssue[];
}

/** Understands a question by itself. */
export function readQuestion(draft: Draft, entries: readonly AnswerEntry[]): Question {
	const found = findOptions(draft.body);
	const tagged = readStemTags(found.stem);
	const options = found.options.map(({ lines }) => oneLine(lines));
	const told = readTold(draft.row, draft.fields, entries, options);
	const right = rightOfTruth(options.map(comparable));
	const isTruth =
		right !== null ||
		(options.length === 0 &&
			(draft.section.questions === 'truth' ||
				told.keys.some(({ kind }) => kind === 'truth') ||
				asksTruth(foldInPlace(oneLine(tagged.stem).slice(0, 4000)))));
	const truth = isTruth ? { right: right ?? 0 } : null;
	const answerable = { found, truth };
	const masks = told.keys.map((value) => maskOfValue(value, answerable));
	const invalid = told.keys.find((_, index) => masks[index] === null);
	const signs = maskOfSigns(found);
	return {
		...answerable,
		draft,
		stem: markdownOf(tagged.stem),
		options,
		difficulty: told.difficulty ?? tagged.difficulty ?? draft.section.difficulty,
		points: told.points ?? tagged.points,
		told,
		stated: [...new Set([...masks, signs].filter((mask) => mask !== null))],
		invalidKey:
			told.unknownKey ??
			(invalid === undefined || invalid.kind === 'each' ? null : wordsOf(invalid))
	};
}

function wordsOf(
	value: { kind: 'letters'; letters: readonly number[] } | { kind: 'truth'; right: boolean }
): string {
	if (value.kind === 'truth') return value.right ? 'Đ' : 'S';
	return value.letters.map((letter) => String.fromCharCode(65 + letter)).join(', ');
}

/** The question as far as looks can mark its key. */
export function lookOf({ found, stated }: Question): MarkedItem {
	const isAsked = found.options.length <= optionIds.length;
	return {
		options: isAsked
			? found.options.map(({ label, lines }) => ({ label, text: lines.flat() }))
			: [],
		stated: stated.length === 1 ? (stated[0] as number) : null
	};
}

/** Decides what becomes of a question, with what looks tell of its key. */
export function settle(
	question: Question,
	look: { readonly key: number | null; readonly isContradictory: boolean },
	topic: string | null,
	isAmbiguous: boolean
): Outcome {
	const { draft, found, options, told, truth } = question;
	const at = { row: draft.row };
	const label = labelParams(draft);
	const named = (issue: FileIssue) => ({ ...issue, params: { ...issue.params, ...label } });
	const notices = [...told.notices.map(named), ...leftoversOf(draft)];
	const unsupported = unsupportedOf(question);
	if (unsupported) {
		const value = quoted([draft.label, oneLine(draft.body)].filter(Boolean).join(': '));
		const params = { value, ...label };
		return {
			item: null,
			issues: [],
			notices: [{ ...at, column: null, code: 'ITEM_KIND_UNSUPPORTED', params }, ...notices]
		};
	}
	const issues: FileIssue[] = told.issues.map(named);
	const refuse = (column: string, code: FileIssue['code'], params: ErrorParams = {}) =>
		issues.push({ ...at, column, code, params: { ...params, ...label } });

	if (question.stem === '') refuse('stem', 'ITEM_NO_STEM');
	if (!truth && options.length < 2) {
		refuse('options', 'ITEM_TOO_FEW_OPTIONS', { count: options.length });
	}
	if (options.length > optionIds.length) {
		refuse('options', 'ITEM_TOO_MANY_OPTIONS', { count: options.length, max: optionIds.length });
	}
	const key = keyOf(question, look, isAmbiguous, refuse);
	const isDoubtful = found.letters === 'completed' || (found.letters === 'wrong' && key !== null);
	if (isDoubtful) {
		const code = found.letters === 'wrong' ? 'OPTION_LETTERS_WRONG' : 'OPTION_LETTER_MISSING';
		const params = { value: found.written, ...label };
		notices.push({ ...at, column: 'options', code, params });
	}
	const isMultiple = !truth && key !== null && (key & (key - 1)) !== 0;
	const asksSeveral = /chon nhieu (?:dap an|phuong an|cau|y)/.test(foldInPlace(question.stem));
	return {
		item: {
			row: draft.row,
			id: told.id,
			type: truth
				? 'true_false'
				: isMultiple || (asksSeveral && key !== null)
					? 'multiple'
					: 'single',
			stem: question.stem,
			options: truth ? [] : options,
			key: key === null || !truth ? key : key >> truth.right === 1 ? 0b01 : 0b10,
			rationale: told.rationale,
			topic,
			difficulty: question.difficulty,
			points: question.points,
			document: told.citation,
			place: '',
			facts: [],
			status: null
		},
		issues,
		notices
	};
}

/** True for what a bank has no room for: no options and nothing to judge, pairs, several judgements. */
function unsupportedOf({ truth, options, told, found }: Question): boolean {
	if (told.keys.some(({ kind }) => kind === 'each') || told.pairs) return true;
	const hasLetterKey = told.keys.some(({ kind }) => kind === 'letters');
	return !truth && options.length === 0 && !hasLetterKey && found.options.length === 0;
}

function keyOf(
	question: Question,
	look: { readonly key: number | null; readonly isContradictory: boolean },
	isAmbiguous: boolean,
	refuse: (column: string, code: FileIssue['code'], params?: ErrorParams) => void
): number | null {
	const { stated, told, found, truth, options, invalidKey } = question;
	if (found.letters === 'wrong') {
		const isUnsure = told.keys.some((value) => isLetterUnsure(value, found));
		if (isUnsure) {
			refuse('options', 'OPTION_LETTERS_WRONG', { value: found.written });
			return null;
		}
	}
	if (invalidKey !== null) {
		refuse('key', 'BANK_KEY_INVALID', { value: quoted(invalidKey) });
		return null;
	}
	const all = [...new Set([...stated, ...(look.key === null ? [] : [look.key])])];
	const several = truth && all.length === 1 && all[0] === 0b11;
	if (all.length > 1 || look.isContradictory || several) {
		const value = all.map((mask) => writtenKey(mask, question)).join(' ≠ ');
		refuse('key', 'ITEM_KEY_CONTRADICTORY', { value });
		return null;
	}
	const key = all[0] ?? null;
	if (key === null && (truth || options.length >= 2)) {
		if (isAmbiguous) refuse('key', 'QUESTION_NUMBER_TWICE', { value: question.draft.label });
		else refuse('key', 'ITEM_NO_KEY');
	}
	return key;
}

function writtenKey(mask: number, { truth, options }: Question): string {
	if (!truth || options.length > 0) return lettersOf(mask);
	return mask >> truth.right === 1 ? 'Đ' : 'S';
}

/** The label of a question, for the place of a problem: people find "Câu 12" sooner than a row. */
function labelParams({ label }: Draft): ErrorParams {
	return label === '' ? {} : { question: label };
}

/** Pictures, formulas and the like within the question. */
function leftoversOf(draft: Draft): FileIssue[] {
	const lines = [...draft.body, ...draft.fields.flatMap((field) => field.lines)];
	return lines.flatMap(({ row, leftovers }) =>
		leftovers.map(({ code, value }): FileIssue => {
			const where = draft.label === '' ? value : `${value} (${draft.label})`;
			return { row, column: null, code, params: { value: where, ...labelParams(draft) } };
		})
	);
}
