import { expect, it } from 'vitest';
import { pageLinks } from './page-links.ts';

it('names every page of a short list', () => {
	expect(pageLinks(1, 1)).toEqual([1]);
	expect(pageLinks(2, 4)).toEqual([1, 2, 3, 4]);
	expect(pageLinks(4, 7)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

it('leaves gaps in a long list', () => {
	expect(pageLinks(1, 12)).toEqual([1, 2, 3, null, 12]);
	expect(pageLinks(6, 12)).toEqual([1, null, 5, 6, 7, null, 12]);
	expect(pageLinks(12, 12)).toEqual([1, null, 10, 11, 12]);
});

it('never puts a gap where one page would fit', () => {
	for (let page = 1; page <= 30; page++) {
		const links = pageLinks(page, 30);
		links.forEach((link, index) => {
			if (link !== null) return;
			const before = links[index - 1] ?? 0;
			const after = links[index + 1] ?? 0;
			expect(after - before).toBeGreaterThan(2);
		});
	}
});
