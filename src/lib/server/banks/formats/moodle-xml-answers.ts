import type { ImportedItem } from '#lib/domain/bank-import.ts';
import { maskOf } from '#lib/domain/items.ts';
import { foldVietnamese } from '#lib/domain/text.ts';
import { attribute, child, children, textOf, type XmlElement } from '#lib/server/files/xml-tree.ts';
import type { ImportLog } from './import-log.ts';
import { fieldText } from './moodle-xml-text.ts';

type Answers = Pick<ImportedItem, 'type' | 'options' | 'key'>;

/** Share of the points in percent; 0 where none is written. */
function fractionOf(answer: XmlElement): number {
	const fraction = attribute(answer, 'fraction') ?? textOf(child(answer, 'fraction'));
	return Number(fraction.trim().replace(',', '.')) || 0;
}

/** All points, whatever they were rounded to. */
function isWhole(fraction: number): boolean {
	return fraction > 99.9;
}

/**
 * Options of a question of type multichoice. With `single` the right one has all points; without, every
 * option of positive weight is right.
 */
export function readChoiceAnswers(question: XmlElement, log: ImportLog): Answers {
	const row = question.line;
	const answers = children(question, 'answer');
	const isSingle = !/^(?:false|0)$/.test(textOf(child(question, 'single')).trim());
	const fractions = answers.map(fractionOf);
	const isRight = (fraction: number) => (isSingle ? isWhole(fraction) : fraction > 0);
	const right = fractions.flatMap((fraction, position) => (isRight(fraction) ? [position] : []));
	if (isSingle) {
		for (const fraction of fractions)
			if (fraction > 0 && !isRight(fraction))
				log.unsupported(row, 'answer', `fraction: ${fraction}`);
	} else {
		const weights = [...new Set(right.map((position) => fractions[position] ?? 0))];
		if (weights.length > 1) log.unsupported(row, 'answer', `fraction: ${weights.join(', ')}`);
	}
	const isSeveral = isSingle && right.length > 1;
	if (isSeveral) log.notice({ row, column: null, code: 'READ_AS_MULTIPLE' });
	tellFeedback(answers, row, log);
	return {
		type: isSingle && !isSeveral ? 'single' : 'multiple',
		options: answers.map((answer) => log.text(row, 'answer', fieldText(answer)).plain),
		key: right.length === 0 || answers.length > 30 ? null : maskOf(right)
	};
}

/** The key of a question of type truefalse, whose answers old files name in the teacher's language. */
export function readTrueFalseAnswers(question: XmlElement, log: ImportLog): Answers {
	const answers = children(question, 'answer');
	const named = answers.map((answer, position) => {
		const name = foldVietnamese(fieldText(answer).plain);
		if (/^(?:true|dung)$/.test(name)) return true;
		return /^(?:false|sai)$/.test(name) ? false : position === 0;
	});
	const right = answers.findIndex((answer) => isWhole(fractionOf(answer)));
	tellFeedback(answers, question.line, log);
	const key = named[right] === undefined ? null : named[right] ? 0b01 : 0b10;
	return { type: 'true_false', options: [], key };
}

/** What is said to those who choose an option has no place in a bank. */
function tellFeedback(answers: readonly XmlElement[], row: number, log: ImportLog): void {
	for (const answer of answers) {
		const { plain } = log.text(row, 'feedback', fieldText(child(answer, 'feedback')));
		if (plain !== '') log.unsupported(row, 'feedback', `feedback: ${plain}`);
	}
}
