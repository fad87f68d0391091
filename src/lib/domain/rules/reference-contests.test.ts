import { describe, expect, it } from 'vitest';
import { contestRulesSchema, contradictions, type ContestRules } from './contest-rules.ts';
import {
	exampleAudience,
	exampleLine,
	examplePaper,
	exampleRound,
	exampleRules,
	personAward,
	unitAward,
	vietnam
} from './example-rules.ts';
import { generateRounds, roundPatternSchema } from './weekly-rounds.ts';

/*
 * Contests that were really run and have no preset: each as rules. Those with one are tested beside the
 * files of contest-presets/.
 */

const monday = vietnam('2025-11-03T00:00');
/** Weekly rounds without a break. */
function weekly(count: number, changes: object = {}) {
	const pattern = roundPatternSchema.parse({
		id: 'tuan',
		title: 'Tuần {number}',
		count,
		everyDays: 7,
		weekday: 'monday',
		opens: '00:00',
		closesAfterDays: 6,
		closes: '24:00',
		...changes
	});
	return generateRounds(pattern, monday);
}
/** The only audience, with this paper. */
const everybody = (count: number, timeLimitMinutes: number) => [
	exampleAudience({ paper: examplePaper({ timeLimitMinutes }, [exampleLine({ count })]) })
];
const attempts = (limits: Partial<ContestRules['attempts']>): ContestRules['attempts'] => ({
	...exampleRules().attempts,
	perRound: null,
	...limits
});

const contests: Record<string, ContestRules> = {
	'VCNet 2020: weekly, 10 questions of 1 to 4 right options, from 14 years, 16 prizes a week':
		exampleRules({
			audiences: [
				exampleAudience(
					{
						paper: examplePaper({ partialCredit: 'all_or_nothing' }, [exampleLine({ type: null })])
					},
					{ minAge: 14 }
				)
			],
			rounds: weekly(10),
			awards: {
				categories: [
					personAward({ scope: 'each_round' }),
					personAward({ id: 'nhi', name: 'Giải Nhì', count: 2, scope: 'each_round' }),
					personAward({ id: 'ba', name: 'Giải Ba', count: 3, scope: 'each_round' }),
					personAward({ id: 'kk', name: 'Giải Khuyến khích', count: 10, scope: 'each_round' })
				],
				onePerPerson: false,
				equals: 'lot'
			}
		}),
	'Ban Tuyên giáo: at most 7 attempts a week of 10 minutes, spreading and 10 collective prizes':
		exampleRules({
			audiences: everybody(10, 10),
			rounds: weekly(8),
			attempts: attempts({ perWeek: 7 }),
			awards: {
				categories: [
					personAward({ scope: 'each_round' }),
					unitAward({ id: 'lan-toa', name: 'Giải Lan tỏa', by: 'participants', count: 3 }),
					unitAward({ count: 10 })
				],
				onePerPerson: true,
				equals: 'share'
			}
		}),
	'Nghệ An 2025: 4 rounds from Monday 07:30 to Friday 17:30, listed positions, seven documents':
		exampleRules({
			audiences: [
				exampleAudience(
					{
						paper: examplePaper(
							{},
							[57, 66, 68, 59, 70, 71, 72].map((bankId) => exampleLine({ bankId, count: 3 }))
						)
					},
					{ positions: ['Bí thư', 'Phó Bí thư', 'Trưởng phòng', 'Chuyên viên'] }
				)
			],
			rounds: weekly(4, { openPeriods: [{ from: 7 * 60 + 30, until: 4 * 1440 + 17 * 60 + 30 }] })
		}),
	'Quảng Ninh 2023: 9 questions and the number of participants': exampleRules({
		audiences: everybody(9, 10),
		prediction: { target: 'participants', scope: 'contest' },
		ranking: [
			{ key: 'score', order: 'desc' },
			{ key: 'prediction_error', order: 'asc' },
			{ key: 'duration', order: 'asc' }
		]
	}),
	'Bộ Tư pháp 2021: 19 questions and 1 prediction in 20 minutes': exampleRules({
		audiences: everybody(19, 20),
		prediction: { target: 'attempts', scope: 'contest' }
	}),
	'Bình Phước 2023: 30 questions for two audiences, participation of units published': exampleRules(
		{
			audiences: [
				exampleAudience(
					{ paper: examplePaper({}, [exampleLine({ bankId: 1, count: 30 })]) },
					{ positions: ['Cán bộ', 'Công chức', 'Viên chức'] }
				),
				exampleAudience({
					id: 'nguoi-dan',
					name: 'Người dân',
					paper: examplePaper({}, [exampleLine({ bankId: 2, count: 30 })])
				})
			],
			release: { score: 'at_submit', answers: 'after_close', board: 'at_submit' }
		}
	),
	'Hà Nội 2020: a rehearsal for 20 days before, whose results are wiped': exampleRules({
		rounds: [
			exampleRound({
				id: 'thi-thu',
				title: 'Thi thử',
				kind: 'rehearsal',
				opensAt: vietnam('2025-11-11T00:00'),
				closesAt: vietnam('2025-12-01T00:00')
			}),
			exampleRound({ opensAt: vietnam('2025-12-01T00:00') })
		]
	}),
	'Bắc Trà My 2021: at most 2 attempts, most correct, shortest time, side question': exampleRules({
		attempts: attempts({ perRound: 2 }),
		prediction: { target: 'participants', scope: 'contest' },
		ranking: [
			{ key: 'score', order: 'desc' },
			{ key: 'duration', order: 'asc' },
			{ key: 'prediction_error', order: 'asc' }
		]
	}),
	'Quận 1 2021: 900 seconds, submitted by itself at zero': exampleRules({
		audiences: everybody(20, 900 / 60)
	}),
	'Quảng Ninh military: at least 50 attempts of a unit each week, 20 for small units': exampleRules(
		{
			rounds: weekly(12),
			attempts: attempts({}),
			unitRanking: {
				...exampleRules().unitRanking,
				quota: { attempts: 50, small: { people: 30, attempts: 20 } }
			}
		}
	)
};

describe('a contest of the reference table is accepted as rules', () => {
	it.each(Object.entries(contests))('%s', (_, rules) => {
		expect(contestRulesSchema.parse(rules)).toEqual(rules);
		expect(contradictions(rules)).toEqual([]);
	});
});

describe('the rules say what the contest is about', () => {
	const rulesOf = (start: string) => {
		const found = Object.entries(contests).filter(([name]) => name.startsWith(start));
		expect(found).toHaveLength(1);
		return found[0]![1];
	};

	it('VCNet 2020 gives 16 prizes a week', () => {
		const prizes = rulesOf('VCNet 2020').awards.categories;
		expect(prizes.reduce((sum, { count }) => sum + count, 0)).toBe(16);
		expect(prizes.every((award) => award.for === 'person' && award.scope === 'each_round')).toBe(
			true
		);
	});

	it('Nghệ An is closed on weekends', () => {
		const [round] = rulesOf('Nghệ An').rounds;
		const [period] = round?.openPeriods ?? [];
		const at = (minutes: number) => monday + minutes * 60_000;
		expect(at(period?.from ?? 0)).toBe(vietnam('2025-11-03T07:30'));
		expect(at(period?.until ?? 0)).toBe(vietnam('2025-11-07T17:30'));
	});

	it('Hà Nội rehearses for 20 days and then counts', () => {
		const [rehearsal, round] = rulesOf('Hà Nội').rounds;
		expect([rehearsal?.kind, round?.kind]).toEqual(['rehearsal', 'counting']);
		expect(((rehearsal?.closesAt ?? 0) - (rehearsal?.opensAt ?? 0)) / 86_400_000).toBe(20);
		expect(round?.opensAt).toBe(rehearsal?.closesAt);
	});
});
