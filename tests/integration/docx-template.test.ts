import { expect, it } from 'vitest';
import { bankLanguages } from '#lib/domain/bank.ts';
import { wordTemplate } from '#lib/server/banks/formats/docx-template.ts';
import { readBankUpload } from '#lib/server/banks/formats/importers.ts';

it.each(bankLanguages)('the Word template (%s) can be imported as it is', async (language) => {
	const found = await readBankUpload('mau.docx', await wordTemplate(language));
	expect([found.format, found.issues, found.notices]).toEqual(['docx', [], []]);
	const summary = found.items.map(({ type, key, difficulty }) => [type, key, difficulty]);
	expect(summary).toEqual([
		['single', 0b0010, 'recall'],
		['single', 0b0010, 'recall'],
		['multiple', 0b0101, 'comprehension'],
		['true_false', 0b10, 'application']
	]);
	const [first, second, third] = found.items;
	expect(first?.document).toContain('57-NQ/TW');
	expect(first?.rationale).not.toBe('');
	expect(second?.stem).toMatch(/ \*\*(?:không|not)\*\* /);
	expect(new Set(found.items.map(({ topic }) => topic)).size).toBe(2);
	expect(third?.topic).toMatch(/^(?:Kỹ năng số|Digital skills)$/);
});
