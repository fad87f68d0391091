import { expect, test } from 'vitest';
import { paragraphs } from './paragraphs.ts';

test.each([
	['', []],
	['  \n\n \n', []],
	['Một đoạn.', ['Một đoạn.']],
	['Đoạn một,\ndòng hai.\n\nĐoạn hai.', ['Đoạn một,\ndòng hai.', 'Đoạn hai.']],
	['Đoạn một.\r\n\r\nĐoạn hai.\r\n', ['Đoạn một.', 'Đoạn hai.']],
	['Đoạn một.\n \t\n\n\n  Đoạn hai.', ['Đoạn một.', 'Đoạn hai.']]
])('%j', (text, expected) => {
	expect(paragraphs(text)).toEqual(expected);
});
