import { describe, expect, it } from 'vitest';
import { leastAttemptsToShow } from '#lib/domain/item-analysis-warnings.ts';
import { toItemRow } from './item-row.ts';
import { itemTable } from './item-table.ts';
import { orderHref, pageHref } from './list-links.ts';

const nobody = {
	...{ count: 0, share: 0, upper: 0, middle: 0, lower: 0 },
	...{ upperCount: 0, lowerCount: 0, discrimination: null }
};
const item = {
	versionId: 7,
	stem: 'Nghị quyết số 57-NQ/TW được ban hành ngày nào?',
	...({ type: 'single', difficulty: 'recall' } as const),
	figures: {
		attempts: 120,
		...{ facility: 2 / 3, discrimination: -0.12345, upperLower: 0.25, omitted: 0 },
		...{ medianSeconds: 17.5, options: [], omission: nobody }
	},
	exposure: { papers: 400, held: 130 },
	warnings: [
		{ code: 'LIKELY_WRONG_KEY', options: [2] },
		{ code: 'WORN_OUT', options: [] }
	] as const
};

describe('the table of items as a file', () => {
	it('has numbers with four decimals and warnings in words', () => {
		const [heading, row] = itemTable([toItemRow(item)]);
		expect(row).toEqual([
			...[7, item.stem, 'Một đáp án', 'Nhận biết', 120, 0.6667, -0.1234, 0.25, 0, 17.5, 130],
			...[0.325, 'Có thể sai đáp án; Xuất hiện quá nhiều']
		]);
		expect(heading).toHaveLength(row!.length);
		expect(heading).toContain('Độ phân biệt');
	});

	it('names the item of a bank, and leaves out figures over too few attempts', () => {
		const few = {
			...item,
			figures: { ...item.figures, attempts: leastAttemptsToShow - 1 },
			...{ itemKey: 'cau-1', version: 2, inUse: false }
		};
		const [heading, row] = itemTable([toItemRow(few)]);
		expect(heading![1]).toBe('Mã câu hỏi');
		expect(row!.slice(0, 2)).toEqual([7, 'cau-1']);
		expect(row!.slice(5, 11)).toEqual([9, null, null, null, null, null]);
		expect(row!.slice(11, 13)).toEqual([130, 0.325]);
	});
});

describe('headings of the table', () => {
	it('lead to the direction that shows what needs attention, and back', () => {
		const now = { order: 'facility', direction: 'up' } as const;
		expect(orderHref('/x', now, 'exposure')).toBe('/x?order=exposure&direction=down');
		expect(orderHref('/x', now, 'facility')).toBe('/x?order=facility&direction=down');
		expect(orderHref('/x', { ...now, direction: 'down' }, 'facility')).toBe(
			'/x?order=facility&direction=up'
		);
		expect(pageHref('/x', now, 3)).toBe('/x?order=facility&direction=up&page=3');
	});
});
