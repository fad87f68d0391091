import type { AnswerEntry, AnswerList } from './blocks.ts';
import type { PlacedAnswers } from './segments.ts';

/** What lists of answers say about the questions of a text. */
export interface MatchedAnswers {
	/** For each question what is said about it. */
	readonly entries: readonly (readonly AnswerEntry[])[];
	/** Questions whose number does not tell which answer is theirs. */
	readonly ambiguous: ReadonlySet<number>;
	/** Answers to questions that are not there, with their list's row. */
	readonly left: readonly AnswerEntry[];
}

interface Numbered {
	readonly index: number;
	readonly number: number;
}

/**
 * Gives each question the answers of its number. A list belongs to the questions since the list before;
 * where numbers begin anew ("Phần II: câu 1 …"), parts of lists go to parts of questions in their order.
 * Nothing is assigned where a number stands for several questions.
 */
export function matchAnswers(
	numbers: readonly (number | null)[],
	answers: readonly PlacedAnswers[]
): MatchedAnswers {
	const entries: AnswerEntry[][] = numbers.map(() => []);
	const ambiguous = new Set<number>();
	const left: AnswerEntry[] = [];
	const borders = [...new Set(answers.map(({ after }) => after))].sort((a, b) => a - b);
	let start = 0;
	for (const border of borders) {
		const isAbove = border === start;
		const end = isAbove ? (borders.find((next) => next > border) ?? numbers.length) : border;
		const lists = answers.filter(({ after }) => after === border).map(({ list }) => list);
		const series = seriesOf(completed(numbers.slice(start, end), start));
		for (const part of partsOf(lists, series.length)) {
			const target = series.length === 1 ? series[0] : targetOf(part, series);
			if (target === 'ambiguous') {
				for (const { index } of series.flat()) ambiguous.add(index);
			} else if (target) assign(part.entries, target, entries, ambiguous, left);
			else left.push(...part.entries);
		}
		start = end;
	}
	return { entries, ambiguous, left };
}

/** Questions with their numbers; one without takes the number that is missing in its place. */
function completed(numbers: readonly (number | null)[], start: number): Numbered[] {
	let previous = 0;
	return numbers.flatMap((number, offset): Numbered[] => {
		const next = numbers[offset + 1];
		const fits = next === undefined || next === null || next === previous + 2;
		const known = number ?? (fits ? previous + 1 : null);
		if (known === null) return [];
		previous = known;
		return [{ index: start + offset, number: known }];
	});
}

/** Cuts where numbers begin anew. */
function seriesOf<Entry extends { readonly number: number }>(all: readonly Entry[]): Entry[][] {
	const series: Entry[][] = [];
	let highest = Infinity;
	for (const entry of all) {
		const beginsAnew = entry.number < highest && (entry.number === 1 || highest === Infinity);
		if (beginsAnew) series.push([]);
		(series.at(-1) as Entry[]).push(entry);
		highest = beginsAnew ? entry.number : Math.max(highest, entry.number);
	}
	return series;
}

interface Part {
	readonly entries: readonly AnswerEntry[];
	/** Position among the parts of its kind (keys, reasons), and how many there are. */
	readonly position: number;
	readonly count: number;
}

/** The parts of lists, each of one run of numbers; a second round through the questions gives reasons. */
function partsOf(lists: readonly AnswerList[], series: number): Part[] {
	const parts = lists.flatMap(({ entries }) => seriesOf(entries));
	const round = series > 0 && parts.length % series === 0 ? series : parts.length;
	return parts.map((entries, index) => ({ entries, position: index % round, count: round }));
}

/** The run of questions that a part of the answers is for. */
function targetOf(part: Part, series: readonly Numbered[][]): Numbered[] | 'ambiguous' | undefined {
	if (part.count === series.length) return series[part.position];
	const all = series.flat();
	// Questions that begin anew in each part, answers numbered through.
	const isThrough =
		part.entries.length === all.length &&
		part.entries.every(({ number }, index) => number === index + 1);
	if (isThrough) return all.map(({ index }, position) => ({ index, number: position + 1 }));
	const fitting = series.filter((questions) => {
		const known = new Set(questions.map(({ number }) => number));
		return part.entries.every(({ number }) => known.has(number));
	});
	if (fitting.length === 1) return fitting[0];
	return fitting.length === 0 ? undefined : 'ambiguous';
}

function assign(
	answers: readonly AnswerEntry[],
	questions: readonly Numbered[],
	entries: AnswerEntry[][],
	ambiguous: Set<number>,
	left: AnswerEntry[]
): void {
	const byNumber = Map.groupBy(questions, ({ number }) => number);
	const isOff = answers.some(({ number }) => !byNumber.has(number));
	const firstTwice = questions.findIndex(({ number }) => (byNumber.get(number)?.length ?? 0) > 1);
	// With a number twice and another one missing, every number behind may be wrong.
	const doubtful = new Set(
		isOff && firstTwice !== -1 ? questions.slice(firstTwice).map(({ index }) => index) : []
	);
	for (const answer of answers) {
		const found = byNumber.get(answer.number) ?? [];
		if (found.length === 0) left.push(answer);
		for (const { index } of found) {
			if (found.length > 1 || doubtful.has(index)) ambiguous.add(index);
			else entries[index]?.push(answer);
		}
	}
}
