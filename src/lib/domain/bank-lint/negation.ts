import type { BankItem, BankLanguage } from '../bank.ts';
import { parseMarkup, type Inline } from '../markup.ts';
import type { Found } from './finding.ts';

/** What stands for a word that cannot be a negation: emphasized, quoted, or part of a fixed phrase. */
const neutral = '■';

/**
 * A negation in the question itself ("Nội dung nào sau đây không thuộc …?") that is neither set as strong
 * nor written in capitals: who overlooks it answers the opposite. Statements of true/false items ask
 * nothing and are not looked at.
 */
export function lintNegation({ key, type, content }: BankItem, language: BankLanguage): Found[] {
	if (type === 'true_false') return [];
	const negation = unmarkedNegation(content.stem, language);
	return negation === null
		? []
		: [{ item: key, code: 'NEGATION_UNMARKED', params: { text: negation } }];
}

/**
 * The words that negate the question of a stem without emphasis; null when there are none.
 *
 * Only what asks is looked at: sentences that end with a question mark, and the last sentence. There a
 * negation counts where it turns the question around:
 * - it follows what is asked for: "nào (sau đây) không …", "cấp nào chưa đạt", "phát biểu nào là sai",
 *   "đâu không phải …", also with where it is to be found between ("nào trong Mục II không …");
 * - it governs what is asked for: "không được làm những việc nào", "không thuộc nhóm nào";
 * - it sets a part of the choice apart: "nào thuộc A, không phải B", "ngoại trừ", "trừ nội dung nào";
 * - the stem asks to choose what is wrong: "Chọn phát biểu không đúng."
 *
 * Not counted: the situation told before the question, quotations and remarks in brackets, the final
 * "không" that makes a question ("có đúng không?"), fixed phrases ("không gian mạng", "thanh toán không
 * dùng tiền mặt", "không chỉ"), and negations that belong to a person, a thing or a condition ("khi
 * không có mạng", "người chưa có thẻ", "tổ chức hoạt động không hiệu quả").
 */
export function unmarkedNegation(stem: string, language: BankLanguage): string | null {
	const rules = language === 'vi' ? vietnamese : english;
	const sentences = sentencesOf(stem);
	const asking = sentences.filter(
		(sentence, place) => sentence.endsWith('?') || place === sentences.length - 1
	);
	for (const sentence of asking) {
		const text = rules.fixed.reduce((rest, phrase) => rest.replace(phrase, neutral), sentence);
		for (const pattern of rules.negations) {
			const match = pattern.exec(text);
			if (match) return (match.groups?.['negation'] ?? match[0]).trim();
		}
	}
	return null;
}

/** The sentences of a stem in lower case, without what is emphasized, quoted or in brackets. */
function sentencesOf(stem: string): string[] {
	const flat = (nodes: readonly Inline[]): string =>
		nodes
			.map((node) => {
				if (node.kind === 'break') return ' ';
				if (node.kind === 'strong' || node.kind === 'code') return neutral;
				return 'text' in node ? node.text : flat(node.children);
			})
			.join('');
	return parseMarkup(stem)
		.flatMap((block) =>
			block.kind === 'list' ? block.items.map((item) => flat(item)) : [flat(block.children)]
		)
		.flatMap((paragraph) =>
			paragraph
				.normalize('NFC')
				.replace(/“[^”]*”|"[^"]*"/gu, neutral)
				.replace(/\([^()]*\)/gu, ' ')
				.replace(/(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu, neutral)
				.split(new RegExp(`(?<=[.?!…])\\s+(?=[\\p{Lu}\\p{N}${neutral}])`, 'u'))
		)
		.map((sentence) => sentence.toLowerCase().replace(/\s+/gu, ' ').trim())
		.filter((sentence) => sentence !== '');
}

/** A regular expression over whole words; `~` stands for the edge of a word. */
function words(pattern: string): RegExp {
	return new RegExp(
		pattern.replaceAll('~', '(?![\\p{L}\\p{N}])').replace(/^/, '(?<![\\p{L}\\p{N}])'),
		'u'
	);
}

/** Any words within a clause, at most `most`, none of them one of `without`. */
function someWords(most: number, without: string): string {
	return `(?:\\s(?!(?:${without})~)[^\\s,;:]+){0,${most}}?`;
}

// What begins another clause or another person's or thing's own negation.
const elsewhere =
	'khi|nếu|vì|do|mà|để|giúp|khiến|nhằm|tránh|rằng|người|bảo đảm|đảm bảo|quy định|yêu cầu|nhưng|dù|tuy|thì';
const asked = '(?:nào|gì|ai|đâu)';
const negated = '(?<negation>không|chưa|chẳng|sai)';
/** "nào sau đây là", "nào của Nghị quyết này được". */
const between = [
	'(?:\\s(?:sau đây|dưới đây|trên đây|ở trên|ở dưới|sau|trên|dưới|này|đó|kia))?',
	`(?:\\s(?:trong|của|về|tại|theo|ở|thuộc|từ|nêu|được nêu|đã nêu)${someWords(14, elsewhere)})?`,
	`(?:\\s(?:là|được|bị|đã|đang|sẽ|vẫn|còn|cũng|đều|lại|hiện|từng|có thể|coi|xem|cho|đánh giá|${neutral}))*`
].join('');
const apart =
	'(?:không phải|không thuộc|chưa thuộc|không nằm|không có trong|không bao gồm|không gồm)';

const vietnamese = {
	fixed: [
		'không gian',
		'hàng không',
		'không (?:khí|quân|lưu|phận)',
		'không (?:dùng|sử dụng) tiền mặt',
		'không tiền mặt',
		'không (?:chỉ|những|ngừng|chính thức|kể)',
		'không thể (?:thiếu|tách rời)',
		'hay (?:không|chưa|sai)',
		'hoặc (?:không|sai)',
		'sai (?:lệch|sót|phạm|số|sự thật)',
		// The question particle: "… có đúng không?", "… đã đạt chưa?"
		'(?:không|chưa)(?=\\s?(?:[?.]|$))'
	].map((phrase) => new RegExp(words(`${phrase}~`).source, 'gu')),
	negations: [
		`${asked}${between}\\s${negated}~`,
		`(?:đâu|nào) là${someWords(6, elsewhere)}\\s${negated}~`,
		`(?<!(?:${elsewhere})[^,;:]*)(?<negation>(?:không|chưa) (?:được|phải|nên|cần|thể|bao gồm|gồm|thuộc|nằm trong|có trong|áp dụng))${someWords(5, `${elsewhere}|cần|phải|nên|thế`)}\\s(?:nào|gì|ai|đâu|bao nhiêu|mấy)~`,
		`${asked}~.*,\\s(?:chứ\\s|và\\s)?(?<negation>${apart})~`,
		'(?<negation>ngoại trừ)(?! trường hợp)~',
		`(?<!(?:loại|khấu|miễn|giảm|diệt|phòng|bù|ngoại) )(?<negation>trừ)(?:\\s?[:?.…]*$|${someWords(4, 'khi')}\\s(?:nào|gì|ai)~)`,
		`(?<=^(?:hãy\\s)?)(?:chọn|tìm|chỉ ra|xác định|nêu|khoanh|đánh dấu)${someWords(8, elsewhere)}\\s${negated}~`,
		'là (?<negation>không đúng|chưa đúng|không chính xác|chưa chính xác|không phù hợp|sai)\\s?[:.?]?$'
	].map(words)
};

const otherClause = 'if|when|who|whom|that|because|to|so|for|although|unless';
const english = {
	fixed: ['not only', '(?:or|whether) not'].map(
		(phrase) => new RegExp(words(`${phrase}~`).source, 'gu')
	),
	negations: [
		`(?:which|what|who|whom)~${someWords(14, otherClause)}\\s(?<negation>not|never|cannot|incorrect|false|wrong|least|[a-z]+n['’]t)~`,
		'(?<negation>except)(?: for)?\\s?[:?.…]*$',
		`(?<=^(?:please\\s)?)(?:choose|select|find|pick|name)${someWords(10, otherClause.replace('that|', ''))}\\s(?<negation>not|incorrect|false|wrong)~`
	].map(words)
};
