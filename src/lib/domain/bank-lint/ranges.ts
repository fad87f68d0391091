import type { BankLanguage } from '../bank.ts';

/** A range of numbers with both ends, of some unit. */
export interface ExplicitRange {
	readonly from: number;
	readonly to: number;
	/** What stands around the numbers, in lower case: only ranges of the same unit can meet. */
	readonly unit: string;
}

const number = String.raw`\d+(?:[.,]\d+)*`;
const range = new RegExp(
	String.raw`^(?<before>\D*?)(?:từ |from )?(?<from>${number})(?<between>\s?[^\d–-]*?)\s?(?:–|-|đến|tới|to)\s?(?<to>${number})(?<after>\D*)$`,
	'iu'
);
const single = new RegExp(`^(?<before>\\D*?)(?<from>${number})(?<after>\\D*)$`, 'iu');

/**
 * The range an option consists of: "40–50%", "từ 2 đến 4 lần", "5% đến 7%"; a number alone ("45%") is a
 * range of one. Null for everything else, for bounds on one side ("trên 50%", "tối thiểu 3"), for years
 * and for ranges that run backwards.
 */
export function explicitRange(option: string, language: BankLanguage): ExplicitRange | null {
	const text = option.normalize('NFC').trim();
	const groups = (range.exec(text) ?? single.exec(text))?.groups;
	if (!groups) return null;
	const from = numberOf(groups['from'] ?? '', language);
	const to = numberOf(groups['to'] ?? groups['from'] ?? '', language);
	const before = wordsOf(groups['before'] ?? '');
	const after = wordsOf(groups['after'] ?? '');
	const between = wordsOf(groups['between'] ?? '');
	if (between !== '' && between !== after) return null;
	if (from === null || to === null || from > to) return null;
	if (isYear(from) && isYear(to) && after === '') return null;
	if (
		/(?<!\p{L})(?:trên|dưới|hơn|quá|tối thiểu|tối đa|ít nhất|nhiều nhất|khoảng|gần|trước|sau|over|under|above|below|at least|at most|more|less|about)(?!\p{L})/u.test(
			`${before} ${after}`
		)
	)
		return null;
	return { from, to, unit: `${before} # ${after}` };
}

/** Whether two ranges of one unit have a number in common. A number and itself do not count: see equality. */
export function intersect(left: ExplicitRange, right: ExplicitRange): boolean {
	const points = left.from === left.to && right.from === right.to;
	return !points && left.unit === right.unit && left.from <= right.to && right.from <= left.to;
}

function wordsOf(text: string): string {
	return text
		.toLowerCase()
		.replace(/^(?:từ|from)\s|\s(?:từ|from)$/u, '')
		.replace(/[\s.“”"]+/gu, ' ')
		.trim();
}

/** "1.000,5" in Vietnamese and "1,000.5" in English; null for what is no number, as 22/12 or 1.2.3. */
function numberOf(text: string, language: BankLanguage): number | null {
	const [thousands, decimal] = language === 'vi' ? ['.', ','] : [',', '.'];
	const [whole = '', fraction, rest] = text.split(decimal as string);
	const groups = whole.split(thousands as string);
	if (rest !== undefined || fraction?.includes(thousands as string)) return null;
	if (groups.length > 1 && groups.slice(1).some((group) => group.length !== 3)) return null;
	return Number(`${groups.join('')}.${fraction ?? 0}`);
}

function isYear(value: number): boolean {
	return Number.isInteger(value) && value >= 1900 && value <= 2200;
}
