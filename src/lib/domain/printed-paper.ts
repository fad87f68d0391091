import type { Bank, BankItem, BankLanguage } from './bank.ts';
import { difficulties, positionsOf, type Difficulty } from './items.ts';
import { seededRandom, shuffled, type RandomSource } from './random.ts';

/** What is asked of a paper to be printed. */
export interface PrintChoices {
	/** Items to be drawn of each level; null takes every item of the bank. */
	readonly counts: Readonly<Record<Difficulty, number>> | null;
	/** How many versions of the paper: the same questions, in another order each. */
	readonly codes: number;
	/** The same seed prints the same papers. */
	readonly seed: string;
	/** Only approved items; otherwise drafts too. */
	readonly approvedOnly: boolean;
	/** Whether the rationale and citation follow the key table. */
	readonly explained: boolean;
	/** Organization that sets the paper, and the one above it; may be empty. */
	readonly agency: string;
	readonly parentAgency: string;
	readonly title: string;
	/** Minutes; null leaves the line out. */
	readonly minutes: number | null;
}

/** A question as it is printed. Texts are in the subset of Markdown of stems, options plain. */
export interface PrintedQuestion {
	readonly number: number;
	readonly stem: string;
	readonly options: readonly string[];
	/** Letters of the right options: "B", "A, C". */
	readonly key: string;
	readonly severalRight: boolean;
	/** 1, 2 or 4 options beside one another, by their length. */
	readonly columns: 1 | 2 | 4;
	readonly rationale: string;
	/** "57-NQ/TW, Mục II.1"; empty without a citation. */
	readonly citation: string;
}

/** One version of the paper. */
export interface PrintedPaper {
	readonly code: string;
	readonly questions: readonly PrintedQuestion[];
}

/** Everything that a renderer needs. */
export interface PrintedExam extends Pick<
	PrintChoices,
	'agency' | 'parentAgency' | 'title' | 'minutes' | 'explained'
> {
	readonly language: BankLanguage;
	readonly papers: readonly PrintedPaper[];
}

/** Letters of options on paper. */
export const optionLetters = 'ABCDEFGH';

/** How many items of each level can be printed. */
export function printableCounts(bank: Bank, approvedOnly: boolean): Record<Difficulty, number> {
	const counts = { recall: 0, comprehension: 0, application: 0 };
	for (const item of printable(bank, approvedOnly)) counts[item.difficulty]++;
	return counts;
}

/**
 * Lays out the papers: the questions are drawn once, each code has them and their options in an order
 * of its own (a single code of the whole bank keeps the order of the bank). Statements to be judged keep
 * right before wrong. Asking for more items than there are takes all there are.
 */
export function layOutExam(bank: Bank, choices: PrintChoices): PrintedExam {
	const random = seededRandom(choices.seed);
	const items = printable(bank, choices.approvedOnly);
	const drawn =
		choices.counts === null
			? items
			: difficulties.flatMap((difficulty) =>
					shuffled(
						items.filter((item) => item.difficulty === difficulty),
						random
					).slice(0, choices.counts?.[difficulty] ?? 0)
				);
	const keepsOrder = choices.counts === null && choices.codes === 1;
	const symbols = new Map(bank.documents.map((document) => [document.id, document.symbol]));
	const papers = Array.from({ length: choices.codes }, (_, index): PrintedPaper => ({
		code: String(101 + index),
		questions: (keepsOrder ? drawn : shuffled(drawn, random)).map((item, position) =>
			layOutQuestion(item, position + 1, keepsOrder ? null : random, symbols)
		)
	}));
	const { agency, parentAgency, title, minutes, explained } = choices;
	return { agency, parentAgency, title, minutes, explained, language: bank.language, papers };
}

function printable(bank: Bank, approvedOnly: boolean): readonly BankItem[] {
	return bank.items.filter((item) => !approvedOnly || item.status === 'approved');
}

function layOutQuestion(
	item: BankItem,
	number: number,
	random: RandomSource | null,
	symbols: ReadonlyMap<string, string>
): PrintedQuestion {
	const canonical = item.content.options.map((_, position) => position);
	const order =
		random === null || item.type === 'true_false' ? canonical : shuffled(canonical, random);
	const right = new Set(positionsOf(item.content.key));
	const options = order.map((position) => item.content.options[position] ?? '');
	const key = order.flatMap((position, shown) =>
		right.has(position) ? [optionLetters[shown]] : []
	);
	const symbol = item.document === null ? '' : (symbols.get(item.document) ?? '');
	return {
		number,
		stem: item.content.stem,
		options,
		key: key.join(', '),
		severalRight: item.type === 'multiple',
		columns: columnsFor(options),
		rationale: item.content.rationale,
		citation: [symbol, item.place].filter((part) => part !== '').join(', ')
	};
}

/** Characters that fit beside one another on a line of an A4 page in 13 pt, with the letter. */
const fitsFour = 15;
const fitsTwo = 36;

function columnsFor(options: readonly string[]): 1 | 2 | 4 {
	const longest = Math.max(...options.map((option) => option.length));
	if (longest <= fitsFour && options.length > 2) return 4;
	return longest <= fitsTwo ? 2 : 1;
}
