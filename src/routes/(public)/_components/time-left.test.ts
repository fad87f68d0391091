import { expect, test } from 'vitest';
import { timeLeft } from './time-left.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
	[29 * day + 23 * hour, 'days', 29],
	[2 * day, 'days', 2],
	[2 * day - 1, 'hours', 47],
	[2 * hour, 'hours', 2],
	[2 * hour - 1, 'minutes', 119],
	[minute, 'minutes', 1],
	[minute - 1, 'minutes', 0],
	[0, 'minutes', 0],
	[-5 * minute, 'minutes', 0]
])('%d ms are %s: %d', (ms, unit, count) => {
	expect(timeLeft(ms)).toEqual({ unit, count });
});
