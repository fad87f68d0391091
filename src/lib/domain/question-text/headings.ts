import type { Difficulty } from '../items.ts';
import type { Line } from './blocks.ts';
import { foldInPlace } from './marked-text.ts';

/** What a heading says of the questions below it. */
export interface Heading {
	/** Null where it names no topic: "Phần I. Trắc nghiệm". */
	readonly topic: string | null;
	readonly difficulty: Difficulty | null;
	/** What kind of question the section holds, if it says so. */
	readonly questions: 'truth' | 'essay' | null;
	/** True for "Chương I" without a title, which often stands on the next line. */
	readonly untitled: boolean;
}

const numbered =
	/^(?:phan|chuong|chu de|chuyen de|muc|bai|tiet|de|part|section|chapter|unit)(?: thu| so)? ?(?:[ivxlc]{1,6}|\d{1,3}|[a-h])(?![a-z0-9])/;
const roman = /^[IVX]{1,5}\s?[.):/–-]\s?(?=\S)/;
const delimiter = /^[\s.:)/–—-]{0,6}/;
/** Sections that tell the kind of question or of document, not what it is about. */
const generic =
	/^(?:phan )?(?:cau hoi |bai tap )?(?:trac nghiem|tu luan|nhieu lua chon|dung sai|dung hay sai|lua chon|mot lua chon|mot dap an|nhieu dap an|noi dung cau hoi|noi dung|de thi|cau hoi|bo cau hoi|bo de|ngan hang cau hoi|ngan hang|de cuong|danh muc cau hoi|cac cau hoi|multiple choice|essay|true false|questions?)(?: |$)/;
const levels: readonly (readonly [Difficulty, RegExp])[] = [
	['application', /^(?:van dung(?: cao| thap)?|kho|vdc|vdt|vd|application|apply(?:ing)?|hard)$/],
	['comprehension', /^(?:thong hieu|hieu|trung binh|th|comprehension|understand(?:ing)?|medium)$/],
	['recall', /^(?:nhan biet|biet|de|nb|recall|knowledge|remember(?:ing)?|easy)$/]
];

/** The level that a word or an abbreviation means; null for others. */
export function difficultyOf(text: string): Difficulty | null {
	const plain = foldInPlace(text)
		.replace(/[^a-z0-9]+/g, ' ')
		.trim()
		.replace(/^muc(?: do)? /, '');
	return levels.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** Where the title begins behind "Phần I." or "II."; null for a line that is no numbered heading. */
function titleStart(line: Line): number | null {
	const text = line.text;
	const lead = text.length - text.trimStart().length;
	const within = text.slice(lead, lead + 60);
	const found = numbered.exec(foldInPlace(within))?.[0] ?? roman.exec(within)?.[0];
	if (found === undefined) return null;
	const rest = within.slice(found.length);
	const isParted = /^\s*(?:$|[.:)/–—-])/.test(rest) || /^\s+\p{Lu}/u.test(rest);
	if (!isParted && !roman.test(within)) return null;
	return lead + found.length + (delimiter.exec(rest)?.[0].length ?? 0);
}

/** True for a line that is set as a heading or numbered as one. */
export function looksLikeHeading(line: Line): boolean {
	if (line.text.length > 300) return false;
	return line.heading !== null || titleStart(line) !== null;
}

/** What a line that looks like a heading says. */
export function readHeading(line: Line): Heading {
	const title = line.text.slice(titleStart(line) ?? 0);
	// "(20 câu)", "(từ câu 1 đến câu 20)": how many there are is no part of the topic.
	const bare = title
		.slice(0, 300)
		.replace(/[([][^)\]]{0,60}(?:câu|điểm|questions?|points?)[^)\]]{0,60}[)\]]/giu, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^[\s.:–—-]+|[\s:–—-]+$/g, '');
	const plain = foldInPlace(bare)
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();
	const difficulty = difficultyOf(plain.replace(/^(?:cac )?(?:cau hoi )?(?:o )?(?:muc do )?/, ''));
	const isTruth = /(?:^| )dung (?:hay |hoac )?sai(?: |$)|^true (?:or )?false/.test(plain);
	const isEssay = /(?:^| )(?:tu luan|essay)(?: |$)/.test(plain);
	const isTopic = difficulty === null && !isTruth && !isEssay && !generic.test(plain);
	return {
		topic: !isTopic ? null : plain === '' ? line.text.trim() : bare,
		difficulty,
		questions: isTruth ? 'truth' : isEssay ? 'essay' : null,
		untitled: plain === ''
	};
}

/** A line that only parts or ends a text: "--- HẾT ---", "*****". */
export function isDecoration(text: string): boolean {
	if (text.length > 120) return false;
	const plain = foldInPlace(text).replace(/[^\p{L}\p{N}]+/gu, '');
	return ['', 'het', 'theend', 'end'].includes(plain);
}

/** True for a line in capitals, as titles are. */
export function isInCapitals(text: string): boolean {
	return /\p{Lu}.*\p{Lu}/u.test(text.slice(0, 300)) && !/\p{Ll}/u.test(text);
}
