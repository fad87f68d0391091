import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	confidenceOf,
	itemWarningCodes,
	itemWarnings,
	leastAttemptsToJudge,
	leastPapersToWearOut
} from './item-analysis-warnings.ts';
import { sumPapers } from './item-analysis-tally.ts';
import { itemFigures, type Exposure } from './item-analysis.ts';

/** What people of one score (0 to 10 of ten other items) chose of an item, as options and how many. */
interface Stratum {
	readonly rest: number;
	/** People by option chosen, null for nobody's answer: [[0, 12], [2, 3]]. */
	readonly chose: readonly (readonly [option: number | null, people: number])[];
}

const key = 0b0001;
const fresh: Exposure = { papers: 1_000, held: 10 };

/** The codes an item gets; its key is the first of four options. */
function warningsOf(strata: readonly Stratum[], exposure: Exposure | null = fresh, keyMask = key) {
	const others = Array.from({ length: 10 }, (_, index) => ({
		versionId: index + 2,
		...{ key: 1, points: 100, optionCount: 2 }
	}));
	const items = [{ versionId: 1, key: keyMask, points: 100, optionCount: 4 }, ...others];
	const papers = strata.flatMap(({ rest, chose }) =>
		chose.flatMap(([option, people]) =>
			Array.from({ length: people }, () => [
				{ versionId: 1, chosen: option === null ? 0 : 1 << option, seconds: 1 },
				...others.map(({ versionId }, index) => ({
					versionId,
					...{ chosen: index < rest ? 1 : 2, seconds: 1 }
				}))
			])
		)
	);
	const sums = sumPapers(items, papers).items.get(1)!;
	return itemWarnings(keyMask, itemFigures(sums), exposure);
}

const codes = (...parameters: Parameters<typeof warningsOf>) =>
	warningsOf(...parameters).map(({ code }) => code);

/** Of 120 people the better know it, the others spread over all options. */
const sound: Stratum[] = [
	{
		rest: 9,
		chose: [
			[0, 36],
			[1, 2],
			[2, 1],
			[3, 1]
		]
	},
	{
		rest: 6,
		chose: [
			[0, 24],
			[1, 6],
			[2, 5],
			[3, 5]
		]
	},
	{
		rest: 3,
		chose: [
			[0, 12],
			[1, 10],
			[2, 9],
			[3, 9]
		]
	}
];

/** The same with two options exchanged in what people chose. */
const exchange = (strata: readonly Stratum[], one: number, other: number): Stratum[] =>
	strata.map(({ rest, chose }) => ({
		rest,
		chose: chose.map(([option, people]) => [
			option === one ? other : option === other ? one : option,
			people
		])
	}));

/** The same item answered by fewer people. */
const fewer = (strata: readonly Stratum[], by: number): Stratum[] =>
	strata.map(({ rest, chose }) => ({
		rest,
		chose: chose.map(([option, people]) => [option, Math.floor(people / by)])
	}));

describe('itemWarnings', () => {
	it('finds nothing wrong with a sound item', () => {
		expect(warningsOf(sound)).toEqual([]);
	});

	it('suspects the key when the best choose a distractor', () => {
		expect(warningsOf(exchange(sound, 0, 2))[0]).toEqual({
			code: 'LIKELY_WRONG_KEY',
			options: [2]
		});
	});

	it('suspects the key when it goes with low scores and a distractor with high ones', () => {
		const against: Stratum[] = [
			{
				rest: 9,
				chose: [
					[0, 22],
					[1, 18]
				]
			},
			{
				rest: 6,
				chose: [
					[0, 28],
					[1, 12]
				]
			},
			{
				rest: 3,
				chose: [
					[0, 36],
					[1, 4]
				]
			}
		];
		expect(warningsOf(against)[0]).toEqual({ code: 'LIKELY_WRONG_KEY', options: [1] });
	});

	it('names the option that several right answers should have held', () => {
		// The key says first and second; the best choose first and third. Each person names one.
		const [wrong] = warningsOf(
			[
				{
					rest: 9,
					chose: [
						[0, 20],
						[2, 20]
					]
				},
				{
					rest: 6,
					chose: [
						[0, 15],
						[1, 10],
						[2, 10],
						[3, 5]
					]
				},
				{
					rest: 3,
					chose: [
						[0, 10],
						[1, 15],
						[3, 15]
					]
				}
			],
			fresh,
			0b0011
		);
		expect(wrong).toEqual({ code: 'LIKELY_WRONG_KEY', options: [2] });
	});

	it('does not suspect a key for what chance gives: a hard item with a close race', () => {
		const hard: Stratum[] = [
			{
				rest: 9,
				chose: [
					[0, 9],
					[1, 11],
					[2, 8],
					[3, 8]
				]
			},
			{
				rest: 6,
				chose: [
					[0, 9],
					[1, 9],
					[2, 9],
					[3, 9]
				]
			},
			{
				rest: 3,
				chose: [
					[0, 9],
					[1, 8],
					[2, 9],
					[3, 10]
				]
			}
		];
		expect(codes(hard)).not.toContain('LIKELY_WRONG_KEY');
	});

	it('is silent below the least number of attempts, whatever the figures', () => {
		expect(codes(fewer(exchange(sound, 0, 2), 5))).toEqual([]);
		const right = [{ rest: 5, chose: [[0, leastAttemptsToJudge - 1]] }] as const;
		expect(codes(right)).toEqual([]);
		expect(codes([{ rest: 5, chose: [[0, leastAttemptsToJudge]] }])).toEqual(['TOO_EASY']);
	});

	it('tells too hard from too easy, at the limits', () => {
		const withRight = (right: number) =>
			[
				{
					rest: 9,
					chose: [
						[0, right / 2],
						[1, (100 - right) / 2]
					]
				},
				{
					rest: 3,
					chose: [
						[0, right / 2],
						[1, (100 - right) / 2]
					]
				}
			] as const;
		expect(codes(withRight(20))).toContain('TOO_HARD');
		expect(codes(withRight(22))).not.toContain('TOO_HARD');
		expect(codes(withRight(96))).toContain('TOO_EASY');
		expect(codes(withRight(94))).not.toContain('TOO_EASY');
	});

	it('finds weak discrimination only where it is beyond chance', () => {
		const flat = (people: number): Stratum[] => [
			{
				rest: 9,
				chose: [
					[0, people],
					[1, people],
					[2, people],
					[3, people]
				]
			},
			{
				rest: 3,
				chose: [
					[0, people],
					[1, people],
					[2, people],
					[3, people]
				]
			}
		];
		expect(codes(flat(25))).toEqual(['WEAK_DISCRIMINATION']);
		expect(codes(flat(5))).toEqual([]);
	});

	it('names dead distractors, unless the item is so easy that none can live', () => {
		const dead: Stratum[] = [
			{
				rest: 9,
				chose: [
					[0, 45],
					[1, 5]
				]
			},
			{
				rest: 3,
				chose: [
					[0, 20],
					[1, 27],
					[3, 3]
				]
			}
		];
		expect(warningsOf(dead)).toEqual([{ code: 'DEAD_DISTRACTOR', options: [2, 3] }]);
		const easy: Stratum[] = [
			{ rest: 9, chose: [[0, 50]] },
			{
				rest: 3,
				chose: [
					[0, 38],
					[1, 12]
				]
			}
		];
		expect(codes(easy)).toEqual([]);
	});

	it('finds wear by the papers, also without attempts to judge by', () => {
		const worn = { papers: leastPapersToWearOut, held: leastPapersToWearOut * 0.3 };
		expect(codes(sound, worn)).toEqual(['WORN_OUT']);
		expect(codes(sound, { ...worn, held: worn.held - 1 })).toEqual([]);
		expect(codes(sound, { papers: worn.papers - 1, held: worn.papers - 1 })).toEqual([]);
		expect(codes(fewer(sound, 5), worn)).toEqual(['WORN_OUT']);
		expect(codes(sound, null)).toEqual([]);
	});

	it('gives the gravest first, each at most once, and never names the key', () => {
		const counts = fc.array(fc.nat(12), { minLength: 5, maxLength: 5 });
		fc.assert(
			fc.property(fc.array(counts, { minLength: 3, maxLength: 3 }), (table) => {
				fc.pre(table.flat().some((people) => people > 0));
				const warnings = warningsOf(
					table.map((people, row) => ({
						rest: 3 + row * 3,
						chose: people.map((count, option) => [option === 4 ? null : option, count] as const)
					}))
				);
				const places = warnings.map(({ code }) => itemWarningCodes.indexOf(code));
				expect(places).toEqual([...new Set(places)].sort((left, right) => left - right));
				expect(warnings.flatMap(({ options }) => options)).not.toContain(0);
			}),
			{ numRuns: 60 }
		);
	});
});

describe('confidenceOf', () => {
	it('grows with the attempts', () => {
		expect([0, 29, 30, 99, 100, 199, 200].map(confidenceOf)).toEqual([
			'none',
			'none',
			'low',
			'low',
			'fair',
			'fair',
			'firm'
		]);
	});
});
