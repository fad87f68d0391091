/** Question banks for tests, as the content of a bank file. */

/** An item of the bank file; the key of item n is option n mod 4, so that tests know it. */
export function bankItem(number: number, changes: object = {}): Record<string, unknown> {
	return {
		id: `cau-${number}`,
		type: 'single',
		topic: number % 2 === 0 ? 'chan' : 'le',
		difficulty: (['recall', 'comprehension', 'application'] as const)[number % 3],
		points: 1,
		stem: `Câu hỏi số ${number}?`,
		options: Object.fromEntries(
			['a', 'b', 'c', 'd'].map((letter) => [letter, `Câu ${number}, phương án ${letter}`])
		),
		key: ['a', 'b', 'c', 'd'][number % 4],
		rationale: `Lời giải thích của câu ${number}.`,
		citation: { document: 'nq', place: `Mục ${number}` },
		...changes
	};
}

/** Items 1 to `count`: mostly single, every fifth multiple, every seventh true or false. */
export function bankItems(count: number): Record<string, unknown>[] {
	return Array.from({ length: count }, (_, index) => {
		const number = index + 1;
		if (number % 5 === 0) return bankItem(number, { type: 'multiple', key: ['a', 'c'] });
		// A field without a value is not written to the file.
		if (number % 7 === 0)
			return bankItem(number, { type: 'true_false', key: number % 2 === 0, options: undefined });
		return bankItem(number);
	});
}

export function bankContent(
	slug: string,
	items: readonly object[] = bankItems(12),
	changes: object = {}
): Record<string, unknown> {
	return {
		slug,
		title: `Ngân hàng ${slug}`,
		language: 'vi',
		documents: [
			{
				id: 'nq',
				symbol: '57-NQ/TW',
				title: 'Nghị quyết số 57',
				issuer: 'Bộ Chính trị',
				date: '2024-12-22'
			}
		],
		topics: [
			{ id: 'chan', title: 'Chủ đề chẵn' },
			{ id: 'le', title: 'Chủ đề lẻ' }
		],
		items,
		...changes
	};
}

/** The content as a file: JSON is YAML. */
export function bankFile(content: object): { name: string; bytes: Uint8Array } {
	return { name: 'bank.yaml', bytes: Buffer.from(JSON.stringify(content)) };
}
