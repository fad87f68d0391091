import type { AnswerList, Line } from './blocks.ts';
import { optionLabels, questionLabel, type OptionLabel, type QuestionLabel } from './labels.ts';

/** A line and what it may be the beginning of. */
export interface LexedLine {
	readonly line: Line;
	readonly question: QuestionLabel | null;
	/** Of the options on the line, in their order. */
	readonly options: readonly OptionLabel[];
	/** True where the options of a question begin: "A." in front, or "… A. … B. …". */
	readonly opensOptions: boolean;
}

/** The lines of a text with what can be seen only by looking ahead. */
export interface LexedText {
	readonly lines: readonly (LexedLine | AnswerList)[];
	/** What stands before the number of a question in this text; null when nothing does. */
	readonly convention: QuestionLabel['kind'] | null;
	/** True when options follow this label before the next question does. */
	leadsToOptions(index: number): boolean;
	/** True when options follow this line before anything that is labelled as a question. */
	optionsAhead(index: number): boolean;
	/** The line of text next to this one, on the same side of any table of answers. */
	next(index: number): LexedLine | undefined;
}

/** How far a question may be from its options, in lines. */
const farthest = 80;

/** Looks at every line by itself, and once from the end for what follows what. */
export function lexText(text: readonly (Line | AnswerList)[]): LexedText {
	const lines = text.map((line) => ('kind' in line ? line : lexLine(line)));
	const at = (index: number): LexedLine | undefined => {
		const line = lines[index];
		return line && !('kind' in line) ? line : undefined;
	};
	const nextOptions = distances(lines, (line) => line.opensOptions);
	const nextLabel = distances(lines, (line) => line.question !== null);

	/** The options of the line itself are behind its label. */
	const directly = (index: number) =>
		(nextOptions[index] ?? Infinity) < (nextLabel[index + 1] ?? Infinity);

	const leadsToOptions = (index: number): boolean => {
		const own = at(index)?.question;
		if (!own) return false;
		if (at(index)?.opensOptions) return true;
		if ((nextOptions[index + 1] ?? Infinity) - index > farthest) return false;
		let nested = 0;
		for (let next = index + 1; next < lines.length; next++) {
			const line = at(next);
			if (!line) return false;
			const label = line.question;
			if (label) {
				if (label.kind !== 'number') return false;
				// "1." with options of its own begins anew; without, it is a list within the question.
				const isAnew = label.number === 1 && (directly(next) || line.line.after === 'blank');
				const isEntry = !isAnew && label.number === nested + 1;
				const step = (label.number ?? 0) - (own.number ?? 0);
				const follows = own.kind === 'number' && (step === 0 || step === 1);
				if (isAnew || (follows && !isEntry)) return false;
				if (isEntry) nested++;
			}
			if (line.opensOptions) return true;
		}
		return false;
	};

	return {
		lines,
		convention: conventionOf(lines, directly, leadsToOptions),
		leadsToOptions,
		optionsAhead: (index) =>
			(nextOptions[index + 1] ?? Infinity) < (nextLabel[index + 1] ?? Infinity),
		next: (index) => at(index + 1)
	};
}

function lexLine(line: Line): LexedLine {
	const question = questionLabel(line.text, line.automatic);
	const options = optionLabels(line.text, line.automatic);
	const [first] = options;
	const opensOptions =
		(first?.place === 'line' && first.letter === 0) || opensWithin(options, question?.end ?? 0);
	return { line, question, options, opensOptions };
}

/** "… A. … B. …": one after the other, in one way of writing. */
function opensWithin(options: readonly OptionLabel[], from: number): boolean {
	let previous: OptionLabel | undefined;
	for (const option of options) {
		if (option.at < from) continue;
		if (option.letter === 0) previous = option;
		else if (
			previous?.upper === option.upper &&
			option.letter === 1 &&
			option.delimiter === previous.delimiter
		) {
			return true;
		}
	}
	return false;
}

/** For each line the index of the next one, itself included, that passes the test. */
function distances(
	lines: readonly (LexedLine | AnswerList)[],
	test: (line: LexedLine) => boolean
): Float64Array {
	const result = new Float64Array(lines.length + 1).fill(Infinity);
	for (let index = lines.length - 1; index >= 0; index--) {
		const line = lines[index] as LexedLine | AnswerList;
		const isBorder = 'kind' in line;
		const own = !isBorder && test(line);
		result[index] = own ? index : isBorder ? Infinity : (result[index + 1] as number);
	}
	return result;
}

function conventionOf(
	lines: readonly (LexedLine | AnswerList)[],
	directly: (index: number) => boolean,
	leadsToOptions: (index: number) => boolean
): QuestionLabel['kind'] | null {
	const kinds = new Set<QuestionLabel['kind']>();
	const all = new Set<QuestionLabel['kind']>();
	lines.forEach((line, index) => {
		if ('kind' in line || !line.question) return;
		all.add(line.question.kind);
		if (!kinds.has(line.question.kind) && (directly(index) || leadsToOptions(index))) {
			kinds.add(line.question.kind);
		}
	});
	const order = ['question', 'exercise', 'number'] as const;
	// A text of statements to judge has no options at all.
	return order.find((kind) => kinds.has(kind)) ?? order.find((kind) => all.has(kind)) ?? null;
}
