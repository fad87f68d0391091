import { findUnescaped } from './gift-blocks.ts';

/** What a question of a GIFT file consists of; texts still have their escapes. */
export interface GiftQuestion {
	readonly title: string;
	/** With "_____" where the answers stood in the middle. */
	readonly stem: string;
	readonly answers: GiftAnswers;
	readonly generalFeedback: string;
}

/** Answers by the kind of question that they make. */
export type GiftAnswers =
	| { readonly kind: 'choice'; readonly options: readonly GiftOption[] }
	| { readonly kind: 'truefalse'; readonly isTrue: boolean; readonly feedback: readonly string[] }
	/** No answers at all: a text between questions. */
	| { readonly kind: 'description' }
	/** What a bank has no place for, as Moodle calls it. */
	| { readonly kind: 'other'; readonly name: 'essay' | 'numerical' | 'matching' | 'shortanswer' }
	/** Brackets that do not match. */
	| { readonly kind: 'broken' };

export interface GiftOption {
	/** Behind an equals sign. */
	readonly isRight: boolean;
	/** Percent of the points; null where none is written. */
	readonly weight: number | null;
	readonly text: string;
	readonly feedback: string | null;
}

/** Takes a question apart, by the grammar of https://docs.moodle.org/en/GIFT_format. */
export function readGiftQuestion(block: string): GiftQuestion {
	let text = block.trim();
	let title = '';
	if (text.startsWith('::')) {
		const end = findUnescaped(text, '::', 2);
		title = end < 0 ? '' : text.slice(2, end).trim();
		text = text.slice(end < 0 ? 2 : end + 2).trim();
	}
	const open = findUnescaped(text, '{');
	const close = findUnescaped(text, '}', Math.max(0, open));
	const after = text.slice(close + 1);
	const question = { title, stem: text, generalFeedback: '' };
	if (open < 0 && close < 0) return { ...question, answers: { kind: 'description' } };
	if (open < 0 || close < 0 || /[{}]/.test(after.replace(/\\./gs, '')))
		return { ...question, answers: { kind: 'broken' } };
	const between = text.slice(open + 1, close).trim();
	const feedbackAt = findUnescaped(between, '####');
	return {
		title,
		stem: text.slice(0, open) + (after.trim() === '' ? '' : `_____${after}`),
		answers: readAnswers(feedbackAt < 0 ? between : between.slice(0, feedbackAt).trim()),
		generalFeedback: feedbackAt < 0 ? '' : between.slice(feedbackAt + 4).trim()
	};
}

function readAnswers(text: string): GiftAnswers {
	if (text === '') return { kind: 'other', name: 'essay' };
	if (text.startsWith('#')) return { kind: 'other', name: 'numerical' };
	if (findUnescaped(text, '~') >= 0) return { kind: 'choice', options: readOptions(text) };
	const hasEquals = findUnescaped(text, '=') >= 0;
	if (hasEquals && text.includes('->')) return { kind: 'other', name: 'matching' };
	const [answer = '', ...feedback] = splitUnescaped(text, '#');
	const isTrue = /^(?:t|true)$/i.test(answer);
	if (isTrue || /^(?:f|false)$/i.test(answer)) return { kind: 'truefalse', isTrue, feedback };
	return { kind: 'other', name: 'shortanswer' };
}

function readOptions(text: string): GiftOption[] {
	const options: GiftOption[] = [];
	const add = (sign: string, piece: string) => {
		const trimmed = piece.trim();
		// Between an opening bracket and the first sign there is nothing.
		if (sign === '' && trimmed === '') return;
		const weight = /^%(-?\d{1,3}(?:\.\d{0,10})?)%/.exec(trimmed);
		const rest = trimmed.slice(weight?.[0].length ?? 0);
		const feedbackAt = findUnescaped(rest, '#');
		options.push({
			isRight: sign === '=',
			weight: weight ? Number(weight[1]) : null,
			text: (feedbackAt < 0 ? rest : rest.slice(0, feedbackAt)).trim(),
			feedback: feedbackAt < 0 ? null : rest.slice(feedbackAt + 1).trim()
		});
	};
	let sign = '';
	let start = 0;
	for (let at = 0; at < text.length; at++) {
		const letter = text[at] as string;
		if (letter === '\\') at++;
		else if (letter === '~' || letter === '=') {
			// "~=" is what some write for "=".
			const isDoubled = letter === '=' && sign === '~' && text.slice(start, at).trim() === '';
			if (!isDoubled) add(sign, text.slice(start, at));
			sign = letter;
			start = at + 1;
		}
	}
	add(sign, text.slice(start));
	return options;
}

function splitUnescaped(text: string, separator: string): string[] {
	const parts: string[] = [];
	let start = 0;
	for (let at; (at = findUnescaped(text, separator, start)) >= 0; start = at + 1)
		parts.push(text.slice(start, at).trim());
	return [...parts, text.slice(start).trim()];
}
