import type { BankLanguage } from '../bank.ts';
import { optionIds } from '../items.ts';
import { foldVietnamese, normalizeText } from '../text.ts';

/** What a column of a table of questions may hold, in the order in which we write them. */
export const questionFields = [
	'id',
	'type',
	'topic',
	'difficulty',
	'stem',
	/** All options in one cell, a line each; we write a column for each. */
	'options',
	'key',
	'rationale',
	'document',
	'place',
	'points',
	'facts',
	'status'
] as const;
export type QuestionField = (typeof questionFields)[number];

/** Headings as we write them and as a missing column is named. */
export const questionHeadings: Readonly<
	Record<BankLanguage, Readonly<Record<QuestionField, string>>>
> = {
	vi: {
		id: 'Mã câu',
		type: 'Loại câu',
		topic: 'Chủ đề',
		difficulty: 'Mức độ',
		stem: 'Câu hỏi',
		options: 'Các phương án',
		key: 'Đáp án đúng',
		rationale: 'Giải thích',
		document: 'Văn bản',
		place: 'Điều khoản',
		points: 'Điểm',
		facts: 'Dữ kiện',
		status: 'Trạng thái'
	},
	en: {
		id: 'ID',
		type: 'Type',
		topic: 'Topic',
		difficulty: 'Level',
		stem: 'Question',
		options: 'Options',
		key: 'Key',
		rationale: 'Rationale',
		document: 'Document',
		place: 'Place',
		points: 'Points',
		facts: 'Facts',
		status: 'Status'
	}
};

/** Heading of the column of one option, from 0. */
export function optionHeading(language: BankLanguage, position: number): string {
	const letter = (optionIds[position] ?? '').toUpperCase();
	return `${language === 'vi' ? 'Phương án' : 'Option'} ${letter}`;
}

/** Stands behind the heading of a column whose texts are written in our markup. */
export const markupRemark = '(Markdown)';

/** Columns that are known and hold nothing a bank has: a number, a picture. */
export type OtherColumn = 'number' | 'media';

/** Headings that people write, as `headingKey` sees them; those above are added below. */
const aliases: Readonly<Record<QuestionField | OtherColumn, string>> = {
	id: 'macauhoi maso ma macau code questionid itemid questioncode',
	type: 'loaicauhoi loai dangcau dangcauhoi dang kieucauhoi kieu questiontype itemtype',
	topic:
		'chuyende linhvuc nhomcauhoi nhom danhmuc phan chuong noidungkiemtra category subject section',
	difficulty: 'dokho mucdonhanthuc mucdokho capdo capdonhanthuc difficulty difficultylevel',
	stem: 'noidungcauhoi noidung debai cauhoitracnghiem noidungcauhoitracnghiem caudan questions stem questiontext',
	options:
		'phuongan cacdapan cacluachon luachon phuongantraloi cacphuongantraloi phuonganluachon choices answeroptions',
	key: 'dapan phuongandung cautraloidung traloidung luachondung dapanchinhxac dapandungla da answer answers correctanswer correctanswers rightanswer correct answerkey correctoption',
	rationale:
		'loigiai loigiaithich giaithichdapan diengiai huongdan huongdangiai huongdantraloi lydo explanation feedback solution reason',
	document:
		'sokyhieu sokyhieuvanban sovanban tenvanban vanbancancu vanbanphapluat sohieu documentsymbol symbol',
	place:
		'vitri dieumuc dieu khoan khoandieu dieukhoandiem vitritrongvanban clause article location',
	points: 'sodiem diemso point score mark marks',
	facts: 'sukien fact',
	status: 'tinhtrang state',
	number: 'stt tt sott so sothutu thutu cau causo socau no num number index',
	media:
		'hinhanh hinh anh hinhminhhoa tephinhanh amthanh tepamthanh video tepdinhkem dinhkem image images picture audio media attachment'
};

/** A whole citation in one column: the document where no other column names it, else the place. */
const citations =
	'cancu cancuphaply cosophaply trichdan nguon nguontrichdan tailieu tailieuthamkhao citation source reference legalbasis';

interface Known {
	readonly column: QuestionField | OtherColumn | 'citation';
	readonly language: BankLanguage | null;
}

const known = new Map<string, Known>();
for (const [column, list] of Object.entries(aliases)) {
	for (const key of list.split(' '))
		known.set(key, { column: column as QuestionField, language: null });
}
for (const key of citations.split(' ')) known.set(key, { column: 'citation', language: null });
for (const language of ['en', 'vi'] as const) {
	for (const field of questionFields) {
		known.set(headingKey(questionHeadings[language][field]), { column: field, language });
	}
}

/** A heading without case, marks, spaces, signs and remarks in brackets: "Câu hỏi (*)" → "cauhoi". */
function headingKey(heading: string): string {
	return foldVietnamese(heading)
		.replace(/\(([a-j]|\d{1,2})\)/g, '$1')
		.replace(/\([^()]*\)/g, '')
		.replace(/[^a-z0-9]/g, '');
}

const optionPattern =
	/^(?:(phuongan|dapan|luachon|cautraloi|traloi|y)|(option|choice|answer))?(?:so)?([a-j]|10|[1-9])$/;
/** Headings are short; a longer cell is a sentence and need not be folded to know that. */
const headingLimit = 120;

/** What a heading says of its column; null for one that is not known. */
export interface ReadHeading {
	readonly column: QuestionField | OtherColumn | 'citation' | { readonly option: number };
	/** Where the heading belongs to one language. */
	readonly language: BankLanguage | null;
	readonly heading: string;
	/** True where the texts below are in our markup. */
	readonly isMarkup: boolean;
}

/** Reads a heading by its words, in Vietnamese or English, with or without diacritics. */
export function readHeading(cell: string): ReadHeading | null {
	if (cell === '' || cell.length > headingLimit) return null;
	const heading = normalizeText(cell);
	const key = headingKey(heading);
	const isMarkup = heading.includes(markupRemark);
	const field = known.get(key);
	if (field) return { ...field, heading, isMarkup };
	const [, vietnamese, english, place = ''] = optionPattern.exec(key) ?? [];
	const isNumber = /^\d/.test(place);
	// A number alone heads anything.
	if (place === '' || (isNumber && !vietnamese && !english)) return null;
	const option = isNumber ? Number(place) - 1 : place.charCodeAt(0) - 97;
	const language = vietnamese ? 'vi' : english ? 'en' : null;
	return { column: { option }, language, heading, isMarkup };
}
