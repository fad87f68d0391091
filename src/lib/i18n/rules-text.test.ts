import { describe, expect, it } from 'vitest';
import { difficulties, itemTypes } from '#lib/domain/items.ts';
import { releaseTimes } from '#lib/domain/release.ts';
import type { ContestRules } from '#lib/domain/rules/contest-rules.ts';
import {
	exampleAudience,
	exampleLine,
	examplePaper,
	exampleRound,
	exampleRules,
	personAward,
	unitAward,
	vietnam
} from '#lib/domain/rules/example-rules.ts';
import { paperRulesSchema, partialCredits } from '#lib/domain/rules/paper-rules.ts';
import {
	awardRulesSchema,
	awardSchema,
	predictionRulesSchema,
	predictionTargets,
	rankingKeys,
	rankingTermSchema
} from '#lib/domain/rules/result-rules.ts';
import { attemptRulesSchema, roundKinds } from '#lib/domain/rules/round-rules.ts';
import { rulesText } from '#lib/domain/rules/rules-text.ts';
import { richRules, variations } from './rules-variations.testing.ts';
import { writeRules } from './rules-text.ts';

const names = {
	unit: (id: number) => `Sở số ${id}`,
	bank: (id: number) => `Ngân hàng ${id}`,
	topic: (id: number) => `Chủ đề ${id}`
};
const locales = ['vi', 'en'] as const;
const write = (rules: ContestRules, locale: 'vi' | 'en' = 'vi') =>
	writeRules(rulesText(rules, names), locale);
/** Every sentence of the rules, one to a line. */
const lines = (rules: ContestRules, locale: 'vi' | 'en' = 'vi') =>
	write(rules, locale)
		.flatMap(({ heading, sentences }) => [`# ${heading}`, ...sentences])
		.join('\n');

const paper = (changes: Parameters<typeof examplePaper>[0]) =>
	exampleRules({ audiences: [exampleAudience({ paper: examplePaper(changes) })] });
const drawn = (changes: Parameters<typeof exampleLine>[0]) =>
	exampleRules({
		audiences: [exampleAudience({ paper: examplePaper({}, [exampleLine(changes)]) })]
	});
const { attempts, unitRanking, awards, release } = exampleRules();
const limited = (changes: Partial<typeof attempts>) =>
	exampleRules({ attempts: { ...attempts, perRound: null, ...changes } });
const units = (changes: Partial<typeof unitRanking>) =>
	exampleRules({ unitRanking: { ...unitRanking, ...changes } });
const awarded = (changes: Partial<typeof awards>) =>
	exampleRules({ awards: { ...awards, categories: [personAward()], ...changes } });
const orders = rankingTermSchema.shape.order.options;
const weeks = [
	exampleRound(),
	exampleRound({
		id: 'tuan-2',
		title: 'Tuần 2',
		opensAt: vietnam('2025-12-08T07:30'),
		closesAt: vietnam('2025-12-13T00:00')
	})
];
const [personScopes, unitAwardBys] = [
	awardSchema.options[0].shape.scope.options,
	awardSchema.options[1].shape.by.options
];

/** For each choice that the schema leaves, the rules for each of its values. */
const choices: Record<string, ContestRules[]> = {
	difficulty: [null, ...difficulties].map((difficulty) => drawn({ difficulty })),
	'kind of question': [null, ...itemTypes].map((type) => drawn({ type })),
	draw: paperRulesSchema.shape.draw.options.map((draw) => paper({ draw })),
	'partial credit': partialCredits.map((partialCredit) => paper({ partialCredit })),
	shuffling: [0, 1, 2, 3].map((mask) =>
		paper({ shuffleItems: (mask & 1) > 0, shuffleOptions: (mask & 2) > 0 })
	),
	'kind of round': roundKinds.map((kind) =>
		exampleRules({ rounds: [weeks[0]!, { ...weeks[1]!, kind }] })
	),
	counting: attemptRulesSchema.shape.counting.options.map((counting) => limited({ counting })),
	prediction: [
		exampleRules(),
		...predictionTargets.flatMap((target) =>
			predictionRulesSchema.shape.scope.options.map((scope) =>
				exampleRules({ prediction: { target, scope } })
			)
		)
	],
	ranking: rankingKeys.flatMap((key) =>
		orders.map((order) => exampleRules({ ranking: [{ key, order }] }))
	),
	ties: rankingKeys.slice(1).flatMap((key) =>
		orders.map((order) =>
			exampleRules({
				ranking: [
					{ key: 'score', order: 'desc' },
					{ key, order }
				]
			})
		)
	),
	overall: [
		exampleRules({ rounds: weeks }),
		exampleRules({ rounds: weeks, overall: { kind: 'best', count: 1 } })
	],
	'scope of an award': personScopes.map((scope) => ({
		...awarded({ categories: [personAward({ scope })] }),
		rounds: weeks
	})),
	'award of units': unitAwardBys.map((by) => awarded({ categories: [unitAward({ by })] })),
	'one prize': [true, false].map((onePerPerson) => awarded({ onePerPerson })),
	equals: awardRulesSchema.shape.equals.options.map((equals) => awarded({ equals })),
	release: (['score', 'answers', 'board'] as const).flatMap((what) =>
		releaseTimes
			.filter((time) => time !== release[what])
			.map((time) => exampleRules({ release: { ...release, [what]: time } }))
	)
};

describe('every choice has words of its own', () => {
	it.each(Object.entries(choices))('%s', (_, variants) => {
		for (const locale of locales) {
			const texts = variants.map((rules) => lines(rules, locale));
			expect(new Set(texts).size).toBe(variants.length);
			for (const text of texts) {
				expect(text).not.toMatch(/undefined|null|NaN|\[object|rules_|\{/);
			}
		}
	});
});

describe('rules that behave otherwise read otherwise', () => {
	const before = locales.map((locale) => lines(richRules, locale));

	it.each([1, 7, 20])('after any one change that the schema takes, numbers by %i', (by) => {
		for (const { place, changes } of variations(by)) {
			for (const changed of changes) {
				locales.forEach((locale, index) => {
					expect(lines(changed, locale) === before[index], `${place}: ${locale}`).toBe(false);
				});
			}
		}
	});

	it('and nothing of the rules is passed over', () => {
		const passedOver = variations(20).filter(({ value, changes }) => {
			const isPart = typeof value === 'object' && value !== null;
			return !isPart && changes.length === 0;
		});
		// What a prize is for is said with its kind; a rehearsal cannot count beside another round.
		expect(passedOver.map(({ place }) => place.replace(/\d+/, '#'))).toEqual([
			'rounds.#.kind',
			'rounds.#.kind',
			...Array.from({ length: 4 }, () => 'awards.categories.#.for')
		]);
	});
});

describe('the rules in Vietnamese', () => {
	it('say how often and which attempt counts', () => {
		expect(lines(limited({ perRound: 2 }))).toContain(
			'Mỗi người được dự thi tối đa 2 lượt trong mỗi đợt, lấy kết quả lượt cao nhất.'
		);
		expect(lines(exampleRules())).toContain('Mỗi người được dự thi tối đa 1 lượt trong mỗi đợt.');
		expect(lines(limited({ counting: 'last' }))).toContain(
			'Mỗi người được dự thi không hạn chế số lượt trong mỗi đợt, lấy kết quả lượt cuối cùng.'
		);
		expect(lines(limited({ perRound: 10, perDay: 2, cooldownMinutes: 30 }))).toContain(
			'tối đa 10 lượt trong mỗi đợt, 2 lượt trong mỗi ngày, lấy kết quả lượt cao nhất.\nSau khi kết thúc một lượt, phải chờ ít nhất 30 phút'
		);
	});

	it('say who is in front', () => {
		const ranking: ContestRules['ranking'] = [
			{ key: 'score', order: 'desc' },
			{ key: 'prediction_error', order: 'asc' },
			{ key: 'submitted_at', order: 'asc' }
		];
		const prediction = { target: 'participants', scope: 'round' } as const;
		expect(lines(exampleRules({ ranking, prediction }))).toContain(
			'Người đạt điểm cao hơn được xếp hạng cao hơn.\nNếu bằng điểm nhau, xếp hạng lần lượt theo: dự đoán gần kết quả đúng hơn; nộp bài sớm hơn.'
		);
		expect(lines(exampleRules({ ranking: [ranking[2]!, ranking[0]!] }))).toContain(
			'Nếu ngang nhau, xếp hạng lần lượt theo: đạt điểm cao hơn.'
		);
	});

	it('write instants as agencies do, and midnight as the end of the day', () => {
		const text = lines(exampleRules({ rounds: weeks }));
		expect(text).toContain(
			'Tuần 1: từ 07 giờ 30 phút, thứ Hai, ngày 01/12/2025 đến 22 giờ 00 phút, Chủ nhật, ngày 07/12/2025.'
		);
		expect(text).toContain('đến 24 giờ 00 phút, thứ Sáu, ngày 12/12/2025.');
		const [first] = weeks;
		const precise = { ...first!, opensAt: vietnam('2024-02-29T00:00:05.250') };
		expect(lines(exampleRules({ rounds: [precise] }))).toContain(
			'từ 00 giờ 00 phút 05,25 giây, thứ Năm, ngày 29/02/2024 đến'
		);
	});

	it('say when a round is open within the week, once for all rounds', () => {
		const openPeriods = [
			{ from: 450, until: 6810 },
			{ from: 9000, until: 10_080 },
			{ from: 10_000, until: 10_140 }
		];
		const rounds = weeks.map((round) => ({ ...round, openPeriods }));
		const text = lines(exampleRules({ rounds }));
		expect(text.match(/hằng tuần/g)).toHaveLength(1);
		expect(text).toContain(
			'từ 07 giờ 30 phút thứ Hai đến 17 giờ 30 phút thứ Sáu; từ 06 giờ 00 phút Chủ nhật đến 24 giờ 00 phút Chủ nhật; từ 22 giờ 40 phút Chủ nhật đến 01 giờ 00 phút thứ Hai tuần sau.'
		);
		expect(lines(exampleRules({ rounds: [weeks[0]!, rounds[1]!] }))).toContain(
			'Trong đợt “Tuần 2”, hằng tuần chỉ dự thi được'
		);
	});

	it('say how the points of a unit come about and how units are reported', () => {
		const text = lines({
			...awarded({}),
			unitRanking: {
				...unitRanking,
				average: 0.5,
				prizePoints: [{ award: 'nhat', points: 10 }],
				quota: { attempts: 1500, small: { people: 30, attempts: 20 } },
				bands: [100, 75, 25]
			}
		});
		expect(text).toContain('(100% được 100 điểm); kết quả bình quân');
		expect(text).toContain(
			'(100% số điểm được 0,5 điểm); điểm thưởng cho giải cá nhân “Giải Nhất”'
		);
		expect(text).toContain(
			'ít nhất 1.500 lượt dự thi trong mỗi đợt; đơn vị có không quá 30 người cần có ít nhất 20 lượt.'
		);
		expect(text).toContain('đạt 100%; từ 75% đến dưới 100%; từ 25% đến dưới 75%; dưới 25%.');
		expect(lines(units({ rate: 0 }))).toContain('Cuộc thi không tính điểm cho đơn vị.');
	});

	it('say what a prize and a pass ask for', () => {
		const prize = (minPercent: number) => ({
			...awarded({ categories: [personAward({ scope: 'each_round', count: 3, minPercent })] }),
			rounds: weeks
		});
		expect(lines(prize(40))).toContain(
			'Giải Nhất: 3 giải, cho mỗi đợt thi, chỉ trao cho người đạt từ 40% tổng số điểm trở lên.'
		);
		expect(lines(prize(100))).toContain('chỉ trao cho người đạt toàn bộ số điểm.');
		expect(lines(paper({ passPercent: 50 }))).toContain(
			'Bài thi đạt yêu cầu khi được từ 50% tổng số điểm trở lên.'
		);
	});

	it('leave out what makes no difference', () => {
		const silent = lines(exampleRules());
		expect(silent).not.toMatch(/lấy kết quả|dự đoán|Kết quả toàn cuộc thi|đối tượng/);
		expect(lines(drawn({ type: 'single' }))).not.toContain('nhiều đáp án đúng');
		expect(lines(paper({ draw: 'fixed' }))).not.toContain('chưa gặp');
		expect(lines(awarded({ categories: [unitAward()] }))).not.toContain('Mỗi người chỉ nhận');
	});

	it('name the audience and the round that a paper is for', () => {
		const own = {
			audience: 'dan',
			sections: [
				{ title: 'Phần I. Nhận biết', lines: [exampleLine({ count: 5, points: 50 })] },
				{ title: '', lines: [exampleLine({ topicId: 4, points: null })] }
			]
		};
		const rules = exampleRules({
			audiences: [exampleAudience(), exampleAudience({ id: 'dan', name: 'Người dân' })],
			rounds: [weeks[0]!, { ...weeks[1]!, papers: [own] }]
		});
		const section = write(rules).find(
			({ heading }) => heading === 'Đề thi và cách tính điểm: Người dân, Tuần 2'
		);
		expect(section?.sentences.slice(1)).toEqual([
			'Phần I. Nhận biết: 5 câu trong ngân hàng “Ngân hàng 1”, mỗi câu 0,5 điểm.',
			'Phần 2: 10 câu trong ngân hàng “Ngân hàng 1”, chủ đề “Chủ đề 4”, điểm theo quy định của từng câu.'
		]);
	});
});

describe('the rules in English', () => {
	it('count in singular and plural', () => {
		expect(lines(limited({ perRound: 2 }), 'en')).toContain(
			'Everybody may take part with at most 2 attempts in each round; the best attempt counts.'
		);
		expect(lines(exampleRules(), 'en')).toContain('with at most 1 attempt in each round.');
	});

	it('write instants with the day of the week', () => {
		expect(lines(exampleRules(), 'en')).toContain(
			'from 07:30, Monday, 1 December 2025 to 22:00, Sunday, 7 December 2025.'
		);
	});
});
