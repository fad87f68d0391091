import { expect, it } from 'vitest';
import { toggleList, toggleMark, type Selection } from './markup-edits.ts';

/** A text whose selection stands between brackets. */
function select(shown: string): Selection {
	const start = shown.indexOf('[');
	const end = shown.indexOf(']') - 1;
	return { text: shown.replace(/[[\]]/g, ''), start, end };
}
const show = ({ text, start, end }: Selection) =>
	`${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;

it.each([
	['Điều [không] đúng', '**', 'Điều **[không]** đúng'],
	['Điều **[không]** đúng', '**', 'Điều [không] đúng'],
	['Điều **[không]** đúng', '*', 'Điều ***[không]*** đúng'],
	['Điều ***[không]*** đúng', '**', 'Điều *[không]* đúng'],
	['Điều[ không ]đúng', '**', 'Điều **[không]** đúng'],
	['Tệp [.xlsx]', '`', 'Tệp `[.xlsx]`'],
	['[]', '*', '*[]*']
] as const)('%s with %s becomes %s', (before, mark, after) => {
	expect(show(toggleMark(select(before), mark))).toBe(after);
});

it.each([
	['Nội dung:\n[một\nhai]', 'Nội dung:\n[- một\n- hai]'],
	['Nội dung:\nm[ộ]t\nhai', 'Nội dung:\n[- một]\nhai'],
	['[- một\n- hai]', '[một\nhai]'],
	['[]', '[- ]']
])('as a list %j becomes %j', (before, after) => {
	expect(show(toggleList(select(before)))).toBe(after);
});
