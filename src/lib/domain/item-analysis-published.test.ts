import { describe, expect, it } from 'vitest';
import { correlation, deviationsOf } from './item-analysis-correlation.ts';
import { splitGroups } from './item-analysis-groups.ts';
import { paperFigures } from './item-analysis-paper.ts';
import { addAttempt, noReliabilitySums, reliabilityOf } from './item-analysis-reliability.ts';
import { sumPapers, type RoundSums } from './item-analysis-tally.ts';
import { itemFigures } from './item-analysis.ts';

/**
 * Published worked examples with their raw data. Publications print three or four digits: each figure
 * is compared with what they print and, to 1e-9, with the exact fraction that the formula gives for
 * their data in rational arithmetic.
 */
const exactly = (fraction: number) => ({
	asymmetricMatch: (value: unknown) =>
		typeof value === 'number' && Math.abs(value - fraction) < 1e-9,
	toString: () => `exactly ${fraction}`
});

/** A test that everybody takes whole: a text of 0 and 1 per person, and how many have it. */
function sumTest(people: Iterable<readonly [string, number]>): RoundSums {
	const rows = [...people];
	const items = [...(rows[0]?.[0] ?? '')].map((_, position) => ({
		versionId: position + 1,
		...{ key: 1, points: 100, optionCount: 2 }
	}));
	const papers = rows.flatMap(([answers, count]) => {
		const paper = [...answers].map((answer, position) => ({
			versionId: position + 1,
			chosen: answer === '1' ? 1 : 2,
			seconds: null
		}));
		return Array.from({ length: count }, () => paper);
	});
	return sumPapers(items, papers);
}

function figuresOf(sums: RoundSums) {
	return [...sums.items.values()].map(itemFigures);
}

describe('The Kuder-Richardson 20 (Wuensch, East Carolina University, StatHelp/KR20)', () => {
	// Ten students, ten items of a quiz; p, q, pq and the variance of the totals are printed.
	const students = [
		...['1111110110', '1011011101', '1111011001', '0010001000', '0000010010'],
		...['1110111111', '1101110111', '1111111101', '0101111101', '1101101110']
	];
	const sums = sumTest(students.map((answers) => [answers, 1] as const));
	const paper = paperFigures(sums.papers)!;

	it('has the printed facility of every item', () => {
		expect(figuresOf(sums).map(({ facility }) => facility)).toEqual(
			[7, 7, 6, 7, 6, 8, 7, 7, 5, 6].map((right) => right / 10)
		);
	});

	it('has the printed variance of the totals, 5.84', () => {
		expect((paper.deviation * 10) ** 2).toEqual(exactly(5.84));
		expect(paper.mean * 10).toEqual(exactly(6.6));
	});

	it('gives KR-20 = 10/9 (1 - 2.18/5.84) = 305/438', () => {
		expect(paper.reliabilityKind).toBe('kr20');
		expect(paper.reliability).toEqual(exactly(305 / 438));
		// SEM = s √(1 − KR-20), here on the scale 0 to 10.
		expect(paper.standardError! * 10).toEqual(exactly(Math.sqrt(5.84 * (133 / 438))));
	});
});

describe('Cronbach’s alpha of five items (Denis, Applied Univariate, Bivariate, and Multivariate Statistics)', () => {
	const scores = [
		...[
			[10, 12, 15, 11, 12],
			[12, 18, 12, 12, 1],
			[8, 16, 14, 14, 4],
			[6, 8, 16, 8, 6]
		],
		...[
			[4, 7, 8, 7, 5],
			[6, 6, 3, 7, 3],
			[3, 4, 6, 5, 8],
			[7, 3, 7, 9, 9]
		],
		...[
			[8, 9, 4, 10, 10],
			[9, 5, 6, 11, 12]
		]
	];
	const columns = [0, 1, 2, 3, 4].map((column) => scores.map((row) => row[column] ?? 0));

	it('is printed as 0.633 and is exactly 17835/28168', () => {
		const means = columns.map((column) => column.reduce((sum, score) => sum + score, 0) / 10);
		const sums = scores.reduce(
			(all, row) =>
				addAttempt(
					all,
					row.map((score, column) => score - (means[column] ?? 0))
				),
			noReliabilitySums
		);
		const alpha = reliabilityOf(sums)?.coefficient;
		expect(alpha).toBeCloseTo(0.633, 3);
		expect(alpha).toEqual(exactly(17835 / 28168));
	});

	it('has the corrected item–total correlation 0.712 printed for the first item', () => {
		const corrected = columns.map((column, position) =>
			correlation(
				deviationsOf(
					scores.map((row, person) => ({
						x: column[person] ?? 0,
						y: row.reduce<number>((sum, score) => sum + score, 0) - (row[position] ?? 0),
						count: 1
					}))
				)
			)
		);
		expect(corrected[0]!.toFixed(3)).toBe('0.712');
		expect(corrected).toEqual([
			exactly(Math.sqrt(3279721 / 6478461)),
			exactly(Math.sqrt(323761 / 1038366)),
			exactly(Math.sqrt(844605 / 3224081)),
			exactly(Math.sqrt(1494 / 2359)),
			exactly(-Math.sqrt(625 / 12012))
		]);
	});
});

describe('Law School Admission Test, section 6 (Bock & Lieberman 1970; the data set LSAT of R’s ltm)', () => {
	// Frequencies of the 32 patterns of five items, 1000 people.
	const frequencies = [
		...[3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15],
		...[10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298]
	];
	const sums = sumTest(
		frequencies.map((count, pattern) => [pattern.toString(2).padStart(5, '0'), count] as const)
	);
	const figures = figuresOf(sums);

	it('has the proportions correct that descript(LSAT) prints', () => {
		expect(sums.papers.attempts).toBe(1000);
		expect(figures.map(({ facility }) => facility)).toEqual([0.924, 0.709, 0.553, 0.763, 0.87]);
	});

	it('has the point-biserial correlations with the item excluded that it prints', () => {
		const discriminations = figures.map(({ discrimination }) => discrimination!);
		expect(discriminations.map((each) => each.toFixed(4))).toEqual([
			'0.1128',
			'0.1532',
			'0.1728',
			'0.1444',
			'0.1216'
		]);
		// (N Σxy − Σx Σy) / √((N Σx² − (Σx)²) (N Σy² − (Σy)²)) in whole numbers.
		expect(discriminations).toEqual([
			exactly(29020 / Math.sqrt(70224 * 941975)),
			exactly(60010 / Math.sqrt(206319 * 743900)),
			exactly(70902 / Math.sqrt(247191 * 681244)),
			exactly(54272 / Math.sqrt(180831 * 780864)),
			exactly(38370 / Math.sqrt(113100 * 880399))
		]);
	});

	it('has the alpha 0.2950 that it prints', () => {
		const paper = paperFigures(sums.papers)!;
		expect(paper.reliability!.toFixed(4)).toBe('0.2950');
		expect(paper.reliability).toEqual(exactly(631435 / 2140478));
		expect(paper.mean * 5).toEqual(exactly(3.819));
		expect((paper.deviation * 5) ** 2).toEqual(exactly(1.070239));
	});
});

describe('Point-biserial correlation coefficients (Brown 2001, JALT Shiken 5 (3), table 2)', () => {
	const totals = [50, 45, 45, 40, 35, 30, 30, 25];
	const pointBiserial = (item: readonly number[]) =>
		correlation(deviationsOf(item.map((x, person) => ({ x, y: totals[person] ?? 0, count: 1 }))));

	it('are .91, -.91 and none for the three items', () => {
		// The publication rounds the standard deviation first: .91; unrounded it is √(9/11) = .9045.
		expect(pointBiserial([1, 1, 1, 1, 0, 0, 0, 0])).toEqual(exactly(Math.sqrt(9 / 11)));
		expect(pointBiserial([0, 0, 0, 0, 1, 1, 1, 1])).toEqual(exactly(-Math.sqrt(9 / 11)));
		expect(pointBiserial([1, 1, 1, 1, 1, 1, 1, 1])).toBeNull();
	});
});

describe('Item Analysis Worksheet (ten students, ten questions, upper and lower half)', () => {
	const students = [
		...['1111111111', '1111111101', '1101111100', '0111110101', '1110111001'],
		...['1110110100', '0110110101', '0111001010', '1110100001', '0100010010']
	];
	const percent = [100, 90, 70, 70, 70, 60, 60, 50, 50, 30];

	it('has the difficulty and the discrimination of every question that the worksheet prints', () => {
		const counts = new Map<number, number>();
		for (const total of percent) counts.set(total, (counts.get(total) ?? 0) + 1);
		const groups = splitGroups(counts, 0.5);
		const inGroup = (question: number, group: 'upper' | 'lower') =>
			students.reduce(
				(sum, answers, person) =>
					sum + Number(answers[question]) * groups.membership(percent[person] ?? 0)[group],
				0
			);
		const questions = students.map((_, question) => {
			const [upper, lower] = [inGroup(question, 'upper'), inGroup(question, 'lower')];
			return [(upper + lower) / 10, (upper - lower) / groups.size];
		});
		expect(groups.size).toBe(5);
		expect(questions).toEqual(
			[
				...[
					[0.6, 0.4],
					[1, 0],
					[0.8, 0],
					[0.5, 0.6],
					[0.8, 0.4]
				],
				...[
					[0.8, 0.4],
					[0.5, 0.6],
					[0.6, 0.4],
					[0.3, -0.2],
					[0.6, 0.4]
				]
			].map((printed) => printed.map(exactly))
		);
	});
});
