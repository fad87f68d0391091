import type { Line } from './blocks.ts';
import { keyAtStart } from './key-values.ts';
import { foldInPlace } from './marked-text.ts';

/** What a line with a name in front tells about a question. */
export type FieldKind =
	'key' | 'rationale' | 'citation' | 'difficulty' | 'topic' | 'points' | 'id' | 'hint';

/** The name of a field at the start of a text. */
export interface FieldLabel {
	readonly kind: FieldKind;
	/** Where the value begins. */
	readonly end: number;
	/** True where a colon or the like stands behind the name. */
	readonly marked: boolean;
	/** True for names that begin a field without a colon, if what follows fits. */
	readonly loose: boolean;
}

const keyNames =
	'(?:dap an|phuong an|cau tra loi|tra loi|lua chon)(?: (?:dung nhat|dung|chinh xac|tra loi))?' +
	'(?: cua cau \\d{1,4}| cau \\d{1,4})?(?: la)?' +
	'|chon(?: (?:dap an|phuong an|cau|y))?(?: dung)?|da|d/a|d\\.a|dap so' +
	'|(?:correct )?(?:answers?|options?)|correct|key|ans';

/** Names without diacritics by what they announce; the first that fits is meant. */
const names: readonly (readonly [FieldKind, string])[] = [
	['rationale', 'goi y (?:tra loi|dap an)|(?:loi )?giai thich(?: (?:chi tiet|dap an|them))?'],
	['rationale', 'loi giai(?: chi tiet)?|huong dan(?: (?:giai|tra loi|chi tiet|lam bai))?'],
	['rationale', 'dien giai|ly do|phan tich|thuyet minh|explanation|rationale|feedback|reason'],
	['hint', 'goi y|hint'],
	[
		'citation',
		'can cu(?: phap ly)?|co so phap ly|trich(?: (?:dan|nguon))?|vien dan|dan chung|tham khao'
	],
	[
		'citation',
		'nguon(?: (?:trich dan|tham khao|goc))?|tai lieu(?: tham khao)?|van ban(?: can cu)?'
	],
	['citation', 'citation|source|reference|legal basis'],
	[
		'difficulty',
		'muc do(?: (?:nhan thuc|cau hoi|kho))?|do kho|cap do(?: nhan thuc)?|muc nhan thuc|difficulty|level'
	],
	['topic', 'chu de|chuyen de|linh vuc|topic|category'],
	['points', 'diem(?: so)?|so diem|points?|marks?'],
	['id', 'ma(?: (?:cau hoi|cau|so))|id'],
	['key', keyNames]
];

const start = /^(?:(?:=>|->|→|⇒|➔|[-–•+*([]) ?){0,3}/;
const patterns = names.map(
	([kind, list]) => [kind, new RegExp(`^(?:${list})(?![a-z0-9])`)] as const
);
const mark = /^ ?(?:[([](?:[^)\]]{0,20})[)\]] ?)?(?:[:=]+[>\s]*|→|⇒)/;
const dash = /^ ?[-–—] /;

/**
 * The field that a line begins with, by its name in Vietnamese (with or without diacritics) or English;
 * null for other lines. Without a colon only "Căn cứ …" and "Đáp án B" may be one; the caller looks
 * whether what follows fits.
 */
export function fieldLabel(text: string): FieldLabel | null {
	const folded = foldInPlace(text.slice(0, 64)).replaceAll('\t', ' ');
	const begin = start.exec(folded)?.[0].length ?? 0;
	const within = folded.slice(begin);
	for (const [kind, pattern] of patterns) {
		const name = pattern.exec(within)?.[0];
		if (name === undefined) continue;
		// "Đa dạng", "đá": the abbreviation is written in capitals.
		if (name === 'da' && !/^[ĐD]A$/.test(text.slice(begin, begin + 2))) continue;
		const behind = within.slice(name.length);
		const isDashed = kind === 'key' || kind === 'rationale';
		const marked = (mark.exec(behind) ?? (isDashed ? dash.exec(behind) : null))?.[0];
		const ends = /^[\s.:]*$/.test(behind) && text.length <= 64;
		if (marked === undefined && !ends && kind !== 'key' && !name.startsWith('can cu')) continue;
		const length = begin + name.length + (marked?.length ?? 0);
		return {
			kind,
			end: ends ? text.length : length,
			marked: marked !== undefined || ends,
			loose: marked === undefined && !ends
		};
	}
	return null;
}

/**
 * The field a line begins, if what follows its name fits; `lenient` where the question has its options,
 * so that "Căn cứ khoản 2 …" without a colon is no part of it.
 */
export function fieldOf(line: Line, lenient: boolean): FieldLabel | null {
	const label = fieldLabel(line.text) ?? arrowLabel(line.text);
	if (!label) return null;
	if (!label.loose) return label;
	if (label.kind === 'key') return keyAtStart(line.text.slice(label.end)) ? label : null;
	return lenient ? label : null;
}

/** "=> B": a key without any name. */
function arrowLabel(text: string): FieldLabel | null {
	const arrow = /^\s*(?:=>|->|→|⇒|➔)\s*/.exec(text.slice(0, 12))?.[0];
	return arrow === undefined
		? null
		: { kind: 'key', end: arrow.length, marked: false, loose: true };
}
