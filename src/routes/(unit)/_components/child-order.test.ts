import { expect, it } from 'vitest';
import type { ParticipationRow } from '#lib/realtime/events.ts';
import { orderChildren, readOrder } from './child-order.ts';

function row(name: string, rate: number | null): ParticipationRow {
	return {
		unitId: 1,
		code: name,
		name,
		headcount: 1,
		registered: 0,
		started: 0,
		submitted: 0,
		attempts: 0,
		rate,
		passRate: null,
		averageScore: null
	};
}

const rows = [row('A', 0.5), row('B', null), row('C', 1.2), row('D', 0), row('E', 0.5)];
const names = (order: Parameters<typeof orderChildren>[1]) =>
	orderChildren(rows, order)
		.map(({ name }) => name)
		.join('');

it('orders by rate, equal ones by name, those without a rate last', () => {
	expect(names('name')).toBe('ABCDE');
	expect(names('rate')).toBe('CAEDB');
	expect(names('rate_low')).toBe('DAECB');
});

it('reads the order from the address', () => {
	expect(readOrder(new URLSearchParams('sort=rate_low'))).toBe('rate_low');
	expect(readOrder(new URLSearchParams('sort=toString'))).toBe('name');
	expect(readOrder(new URLSearchParams())).toBe('name');
});
