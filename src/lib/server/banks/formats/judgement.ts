import type { ImportedItem } from '#lib/domain/bank-import.ts';
import { foldVietnamese } from '#lib/domain/text.ts';

const sayTrue = /^(?:true|dung)$/;
const sayFalse = /^(?:false|sai)$/;

/** Position of the word that agrees where two words are "đúng" and "sai" or "true" and "false"; else null. */
export function judgement(words: readonly string[]): 0 | 1 | null {
	const [first = '', second = ''] = words.map(foldVietnamese);
	if (words.length !== 2) return null;
	if (sayTrue.test(first) && sayFalse.test(second)) return 0;
	return sayFalse.test(first) && sayTrue.test(second) ? 1 : null;
}

/**
 * The answers as those of a true/false item where the options say so, for formats that have no such kind
 * of question; else as they are.
 */
export function asJudgement(
	answers: Pick<ImportedItem, 'type' | 'options' | 'key'>
): Pick<ImportedItem, 'type' | 'options' | 'key'> {
	const { type, options, key } = answers;
	const agrees = type === 'single' ? judgement(options) : null;
	if (agrees === null) return answers;
	const isTrue = key === 1 << agrees;
	return { type: 'true_false', options: [], key: key === null ? null : isTrue ? 0b01 : 0b10 };
}
