import type { BankItem, BankLanguage } from '../bank.ts';
import { comparable } from '../item-text.ts';
import type { Found } from './finding.ts';
import { explicitRange, intersect } from './ranges.ts';

/**
 * What is wrong with the options of an item among themselves:
 * - an option that speaks of the others ("Tất cả các đáp án trên", "Cả A và B");
 * - two that are equal but for case, spacing and outer punctuation;
 * - one that is contained in another, so that the truth of the longer one makes the shorter one true as
 *   well: the longer one begins with it ("Hằng năm" and "Hằng năm, trước ngày 31/5"; Vietnamese puts
 *   what narrows a noun after it) or lists more than it does ("Bộ Công an" and "Bộ Công an, Bộ Quốc
 *   phòng"). A shorter one elsewhere in a longer one is a part of another name ("Chính phủ" and "Thủ
 *   tướng Chính phủ") and no overlap;
 * - explicit ranges that meet ("40–50%" and "45–60%"). Bounds on one side ("trên 50%" and "trên 80%") do
 *   not count: whether the question asks which figure a document names or what is true of a quantity
 *   cannot be told from the text, and documents name figures that way. Nor do spans of years, which
 *   name periods ("2021–2025" and "2021–2030").
 */
export function lintOptions(
	{ key: item, type, content }: BankItem,
	language: BankLanguage
): Found[] {
	if (type === 'true_false') return [];
	const { options } = content;
	const found: Found[] = options
		.filter(refersToOthers)
		.map((option) => ({ item, code: 'OPTION_REFERS_TO_OTHERS', params: { option } }));
	options.forEach((option, place) => {
		for (const other of options.slice(place + 1)) {
			const code = overlapOf(option, other, language);
			if (code) found.push({ item, code, params: { option, other } });
		}
	});
	return found;
}

/** Whether an option answers for the other options, in Vietnamese (also without diacritics) or English. */
export function refersToOthers(option: string): boolean {
	const text = comparable(option);
	return referring.some((pattern) => pattern.test(text));
}

const noun =
	'(?:dap an|phuong an|lua chon|cau tra loi|cau|y kien|y|noi dung|dieu|truong hop|nhan dinh|phat bieu|muc|cach|viec|yeu to)';
const pointing = '(?:o tren|neu tren|ke tren|tren day|tren|da neu|con lai|nay)';
const verdict = '(?:deu|cung|la|khong|chua|dung|sai|duoc|chinh xac|phu hop|hop le)';
const englishNoun = '(?:answers?|options?|choices?|statements?|alternatives?)';
const referring = [
	// Tất cả các đáp án trên (đều đúng), cả ba phương án trên, các ý còn lại, không đáp án nào ở trên
	`^(?:(?:tat ca|toan bo|ca|moi|cac|nhung|hai|ba|bon|\\d|khong|khong co|khong phai|deu)\\s)+${noun}\\s(?:nao\\s)?${pointing}(?:\\s${verdict})*$`,
	// Tất cả đều đúng, cả hai cùng sai, cả ba ý đều đúng
	`^(?:tat ca|toan bo|ca (?:hai|ba|bon|\\d)|hai|ba|bon)(?:\\scac)?(?:\\s${noun})?\\s(?:deu|cung)(?:\\s${verdict})+$`,
	// Tất cả các phương án, cả hai đáp án, tất cả
	`^(?:tat ca(?:\\s(?:cac|nhung|moi))?|ca (?:hai|ba|bon|\\d))\\s(?:dap an|phuong an|lua chon|cau tra loi|y)(?:\\s${verdict})*$`,
	// Không có đáp án nào đúng, không phương án nào
	`^khong (?:co |phai )?${noun} nao(?:\\s(?:${verdict}|${pointing}))*$`,
	// Đáp án khác
	'^(?:mot |cac )?(?:dap an|phuong an|lua chon|cau tra loi|y kien) khac$',
	// Cả A và B, A hoặc C, chỉ A và D, A, B và C đều đúng, both a and b
	`^(?:(?:ca|chi|chi co|gom|both|either|neither|only|${noun}|${englishNoun})\\s)*[a-h](?:\\s[a-h])*\\s(?:va|hoac|hay|and|or|nor|voi)\\s(?:${noun}\\s)?[a-h](?:\\s(?:${verdict}|are|is|correct|right|true|false|wrong))*$`,
	// All of the above, none of these answers is correct, both are right
	`^(?:all|none|both|neither|any|some|two)(?: of)?(?: the| these| them| those)?(?: (?:above|others?|preceding|${englishNoun}))+(?: (?:are|is))?(?: (?:correct|right|true|false|wrong))*$`,
	'^(?:all|none|both|neither|any|some|two)(?: of (?:these|them|those))?(?: (?:are|is) (?:correct|right|true|false|wrong))?(?<= (?:these|them|those|correct|right|true|false|wrong))$'
].map((pattern) => new RegExp(pattern));

function overlapOf(
	option: string,
	other: string,
	language: BankLanguage
): 'OPTIONS_EQUAL' | 'OPTION_CONTAINED' | 'OPTION_RANGES_INTERSECT' | null {
	const [left, right] = [partsOf(option), partsOf(other)];
	if (left.join('\n') === right.join('\n')) return 'OPTIONS_EQUAL';
	if (isContained(left, right) || isContained(right, left)) return 'OPTION_CONTAINED';
	const ranges = [explicitRange(option, language), explicitRange(other, language)] as const;
	return ranges[0] && ranges[1] && intersect(ranges[0], ranges[1])
		? 'OPTION_RANGES_INTERSECT'
		: null;
}

/**
 * What an option lists, each part in lower case with single spaces and without outer punctuation.
 * Diacritics stay: they tell words apart.
 */
function partsOf(option: string): string[] {
	return option
		.normalize('NFC')
		.toLowerCase()
		.split(/[,;](?!\d)|\s(?:và|hoặc|cùng với|and|or)\s/u)
		.map((part) =>
			part.replace(/\s+/gu, ' ').replace(/^[\s.:!?“”"'‘’()]+|[\s.:!?“”"'‘’()]+$/gu, '')
		)
		.filter((part) => part !== '');
}

/** Whether the shorter option is a part of the longer one, as `lintOptions` understands it. */
function isContained(short: readonly string[], long: readonly string[]): boolean {
	if (short.length === 0) return false;
	if (short.length < long.length && short.every((part) => long.includes(part))) return true;
	// "1 năm" does not contain "1 năm 6 tháng", a number goes on.
	const [text, longer] = [short.join(', '), long.join(', ')];
	return longer.startsWith(`${text} `) && !/^\d/.test(longer.slice(text.length + 1));
}
