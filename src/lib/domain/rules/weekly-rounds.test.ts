import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundRulesSchema } from './round-rules.ts';
import {
	generateRounds,
	roundPatternSchema,
	timeOfDaySchema,
	weekdays,
	type RoundPattern
} from './weekly-rounds.ts';

const day = 86_400_000;
const weekly = {
	id: 'tuan',
	title: 'Tuần {number}',
	count: 20,
	everyDays: 7,
	weekday: 'monday',
	opens: '10:00',
	closesAfterDays: 7,
	closes: '09:00'
};
const pattern = (changes: object = {}) => roundPatternSchema.parse({ ...weekly, ...changes });
const vietnam = (written: string) => Date.parse(`${written}+07:00`);

/** Wall clock of Vietnam, from the time zone data instead of our own arithmetic. */
const wallClock = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Asia/Ho_Chi_Minh',
	weekday: 'long',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});
function wall(instant: number) {
	const parts = wallClock.formatToParts(instant);
	const value = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
	return {
		weekday: value('weekday').toLowerCase(),
		minutes: Number(value('hour')) * 60 + Number(value('minute'))
	};
}

/** Patterns that the schema takes, in minutes as it gives them. */
const patterns: fc.Arbitrary<RoundPattern> = fc
	.record({
		count: fc.integer({ min: 1, max: 60 }),
		everyDays: fc.integer({ min: 1, max: 31 }),
		weekday: fc.option(fc.constantFrom(...weekdays)),
		opens: fc.integer({ min: 0, max: 1440 }),
		closesAfterDays: fc.integer({ min: 0, max: 31 }),
		closes: fc.integer({ min: 0, max: 1440 })
	})
	.map((fields) => ({ id: 'dot', title: 'Đợt {number}', openPeriods: [], ...fields }))
	.filter(({ everyDays, opens, closes, closesAfterDays }) => {
		const length = closesAfterDays * 1440 + closes - opens;
		return length > 0 && length <= everyDays * 1440;
	});
/** From 1976, when the time zone data has Vietnam at +7 for good, to 2100, which is no leap year. */
const firstDays = fc.integer({ min: Date.UTC(1976), max: Date.UTC(2101) });

describe('generateRounds', () => {
	it('gives rounds that the schema takes and that do not overlap', () => {
		fc.assert(
			fc.property(patterns, firstDays, (given, firstDay) => {
				const rounds = generateRounds(given, firstDay);
				expect(rounds).toHaveLength(given.count);
				expect(rounds.map(({ id }) => id)).toEqual(rounds.map((_, index) => `dot-${index + 1}`));
				rounds.forEach((round, index) => {
					expect(roundRulesSchema.parse(round)).toEqual(round);
					const before = rounds[index - 1];
					if (before) expect(round.opensAt).toBeGreaterThanOrEqual(before.closesAt);
				});
			})
		);
	});

	it('opens and closes at the time of day and on the weekday asked for', () => {
		fc.assert(
			fc.property(patterns, firstDays, (given, firstDay) => {
				const rounds = generateRounds(given, firstDay);
				for (const [index, { opensAt, closesAt }] of rounds.entries()) {
					expect(wall(opensAt).minutes).toBe(given.opens % 1440);
					expect(wall(closesAt).minutes).toBe(given.closes % 1440);
					if (given.weekday === null || given.everyDays % 7 !== 0) continue;
					// "24:00" is the first minute of the day after.
					expect(wall(opensAt - (given.opens === 1440 ? 1 : 0)).weekday).toBe(given.weekday);
					expect(opensAt - (rounds[0]?.opensAt ?? 0)).toBe(index * given.everyDays * day);
				}
			})
		);
	});

	it('opens within the week from the first day, and on that day without a weekday', () => {
		fc.assert(
			fc.property(patterns, firstDays, (given, firstDay) => {
				const [first] = generateRounds(given, firstDay);
				const dayOfOpening = (first?.opensAt ?? 0) - given.opens * 60_000;
				expect(dayOfOpening - firstDay).toBeGreaterThan(-day);
				expect(dayOfOpening - firstDay).toBeLessThanOrEqual(given.weekday === null ? 0 : 6 * day);
			})
		);
	});

	it('does not depend on the hour of the first day', () => {
		fc.assert(
			fc.property(patterns, firstDays, fc.nat({ max: day - 1 }), (given, firstDay, later) => {
				const midnight = Math.floor((firstDay + 7 * 3_600_000) / day) * day - 7 * 3_600_000;
				expect(generateRounds(given, midnight + later)).toEqual(generateRounds(given, midnight));
			})
		);
	});

	it('writes VCNet 2019: Monday 10:00 to next Monday 09:00, into the new year', () => {
		const rounds = generateRounds(pattern(), vietnam('2019-12-18T00:00'));
		expect(rounds[0]).toEqual({
			id: 'tuan-1',
			title: 'Tuần 1',
			kind: 'counting',
			opensAt: vietnam('2019-12-23T10:00'),
			closesAt: vietnam('2019-12-30T09:00'),
			openPeriods: [],
			papers: []
		});
		expect(rounds[1]).toMatchObject({
			title: 'Tuần 2',
			opensAt: vietnam('2019-12-30T10:00'),
			closesAt: vietnam('2020-01-06T09:00')
		});
		// The leap day of 2020 lies in week 10.
		expect(rounds[10]?.opensAt).toBe(vietnam('2020-03-02T10:00'));
		expect(rounds[19]?.id).toBe('tuan-20');
	});

	it('begins on the first day itself where it is the weekday, at both ends of that day', () => {
		for (const time of ['2020-02-24T00:00', '2020-02-24T23:59:59.999']) {
			const [first] = generateRounds(pattern(), vietnam(time));
			expect(first?.opensAt).toBe(vietnam('2020-02-24T10:00'));
		}
		const [next] = generateRounds(pattern(), vietnam('2020-02-25T00:00'));
		expect(next?.opensAt).toBe(vietnam('2020-03-02T10:00'));
	});

	it('writes daily rounds over a leap day and past an ordinary end of February', () => {
		const daily = pattern({
			id: 'ngay',
			title: 'Ngày thi {number}',
			count: 3,
			everyDays: 1,
			weekday: null,
			opens: '00:00',
			closesAfterDays: 0,
			closes: '24:00'
		});
		const openings = (from: string) =>
			generateRounds(daily, vietnam(from)).map(({ opensAt }) => opensAt);
		expect(openings('2024-02-28T12:00')).toEqual([
			vietnam('2024-02-28T00:00'),
			vietnam('2024-02-29T00:00'),
			vietnam('2024-03-01T00:00')
		]);
		expect(openings('2025-02-28T12:00')[1]).toBe(vietnam('2025-03-01T00:00'));
		expect(generateRounds(daily, vietnam('2024-12-31T12:00'))[0]?.closesAt).toBe(
			vietnam('2025-01-01T00:00')
		);
	});
});

describe('roundPatternSchema', () => {
	it.each([
		['a round that closes before it opens', { closesAfterDays: 0 }],
		['rounds that overlap', { closes: '10:01' }],
		['several rounds of one title', { title: 'Tuần' }],
		['a time that no clock shows', { opens: '7:30' }],
		['a day after midnight', { closes: '24:01' }],
		['a field it does not know', { weekDay: 'monday' }]
	])('refuses %s', (_, changes) => {
		expect(roundPatternSchema.safeParse({ ...weekly, ...changes }).success).toBe(false);
	});

	it('takes a round that closes when the next one opens, and a single round without a number', () => {
		expect(pattern({ closes: '10:00' }).closes).toBe(600);
		expect(pattern({ title: 'Đợt thi', count: 1, closesAfterDays: 30 }).count).toBe(1);
	});

	it('reads times of day as minutes', () => {
		expect(['00:00', '07:30', '23:59', '24:00'].map((time) => timeOfDaySchema.parse(time))).toEqual(
			[0, 450, 1439, 1440]
		);
	});
});
