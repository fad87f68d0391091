import { describe, expect, it } from 'vitest';
import {
	formatClock,
	formatDate,
	formatDateTime,
	formatDuration,
	formatIndex,
	formatNumber,
	formatPercent,
	formatScore,
	formatTime
} from './format.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe('numbers', () => {
	it('groups thousands as the locale does', () => {
		expect(formatNumber(1234567, 'vi')).toBe('1.234.567');
		expect(formatNumber(1234567, 'en')).toBe('1,234,567');
		expect(formatNumber(0, 'vi')).toBe('0');
		expect(formatNumber(-0, 'vi')).toBe('0');
		expect(formatNumber(12.345, 'vi', 2)).toBe('12,35');
	});

	it('writes a rate with one decimal', () => {
		expect(formatPercent(0.975, 'vi')).toBe('97,5%');
		expect(formatPercent(0.975, 'en')).toBe('97.5%');
		expect(formatPercent(1, 'vi')).toBe('100,0%');
		expect(formatPercent(0, 'vi')).toBe('0,0%');
	});

	it('writes an index with two decimals and a minus sign of its own width', () => {
		expect(formatIndex(0.3, 'vi')).toBe('0,30');
		expect(formatIndex(-0.256, 'en')).toBe('−0.26');
		expect(formatIndex(-0.001, 'vi')).toBe('0,00');
		expect(formatIndex(1, 'vi')).toBe('1,00');
	});

	it('writes a score with up to two decimals, and its maximum', () => {
		expect(formatScore(8.75, 'vi')).toBe('8,75');
		expect(formatScore(10, 'vi')).toBe('10');
		expect(formatScore(8.75, 'vi', 10)).toBe('8,75/10');
		expect(formatScore(8.756, 'en')).toBe('8.76');
	});

	it('shows a dash for what is unknown', () => {
		expect(formatIndex(null, 'vi')).toBe('–');
		expect(formatPercent(null, 'vi')).toBe('–');
		expect(formatNumber(undefined, 'vi')).toBe('–');
		expect(formatNumber(Number.NaN, 'en')).toBe('–');
		expect(formatPercent(5 / 0, 'vi')).toBe('–');
		expect(formatScore(null, 'vi', 10)).toBe('–');
	});
});

describe('dates', () => {
	const afternoon = new Date('2026-11-21T07:05:00Z');
	const pastMidnight = new Date('2026-12-31T17:00:00Z');

	it('is read on the wall clock of Vietnam', () => {
		expect(formatDate(afternoon, 'vi')).toBe('21/11/2026');
		expect(formatDateTime(afternoon, 'vi')).toBe('14:05, 21/11/2026');
		expect(formatDateTime(pastMidnight, 'vi')).toBe('00:00, 01/01/2027');
		expect(formatTime(pastMidnight)).toBe('00:00');
	});

	it('names the month in English, where day and month could be confused', () => {
		expect(formatDate(afternoon, 'en')).toBe('21 Nov 2026');
		expect(formatDateTime(pastMidnight, 'en')).toBe('00:00, 1 Jan 2027');
	});

	it('takes milliseconds and ISO text as well', () => {
		expect(formatDate(afternoon.getTime(), 'vi')).toBe('21/11/2026');
		expect(formatDate('2026-11-21T07:05:00Z', 'vi')).toBe('21/11/2026');
	});

	it('shows a dash for what is no instant', () => {
		expect(formatDate(null, 'vi')).toBe('–');
		expect(formatDateTime('', 'vi')).toBe('–');
		expect(formatTime('soon')).toBe('–');
	});
});

describe('durations', () => {
	it('names hours, minutes and seconds', () => {
		expect(formatDuration(4 * minute + 5 * second, 'vi')).toBe('4 phút 05 giây');
		expect(formatDuration(4 * minute + 5 * second, 'en')).toBe('4 min 05 s');
		expect(formatDuration(hour + 4 * minute + 5 * second, 'vi')).toBe('1 giờ 04 phút 05 giây');
		expect(formatDuration(59_999, 'vi')).toBe('59 giây');
		expect(formatDuration(60_000, 'vi')).toBe('1 phút 00 giây');
		expect(formatDuration(-5, 'vi')).toBe('0 giây');
		expect(formatDuration(null, 'vi')).toBe('–');
	});

	it('counts down to 00:00 only when the time is over', () => {
		expect(formatClock(4 * minute + 5 * second)).toBe('04:05');
		expect(formatClock(hour + 4 * minute + 5 * second)).toBe('1:04:05');
		expect(formatClock(1)).toBe('00:01');
		expect(formatClock(0)).toBe('00:00');
		expect(formatClock(-1)).toBe('00:00');
		expect(formatClock(undefined)).toBe('–');
	});
});
