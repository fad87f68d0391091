import { contestRulesSchema, type ContestRules } from '#lib/domain/rules/contest-rules.ts';
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

const two = [1, 2, 3, 4, 5].map((count) => exampleLine({ count, topicId: count, points: 50 }));

/** Rules in which everything that the schema has is there and makes a difference. */
export const richRules: ContestRules = contestRulesSchema.parse(
	exampleRules({
		audiences: [
			exampleAudience(
				{ paper: examplePaper({ passPercent: 50 }, two) },
				{ unitIds: [1, 2], positions: ['Công chức', 'Viên chức'], minAge: 18, maxAge: 60 }
			),
			exampleAudience(
				{
					id: 'dan',
					name: 'Người dân',
					paper: examplePaper({ draw: 'random', partialCredit: 'penalized' }, [
						exampleLine({ difficulty: 'recall', points: null }),
						exampleLine({ bankId: 2, type: 'multiple' })
					])
				},
				{ minAge: 14 }
			)
		],
		rounds: [
			exampleRound({
				id: 'thu',
				title: 'Thi thử',
				kind: 'rehearsal',
				opensAt: vietnam('2025-11-01T00:00')
			}),
			exampleRound({ openPeriods: [{ from: 450, until: 6810 }] }),
			exampleRound({
				id: 'tuan-2',
				title: 'Tuần 2',
				opensAt: vietnam('2025-12-08T07:30'),
				closesAt: vietnam('2025-12-15T00:00'),
				openPeriods: [
					{ from: 450, until: 1050 },
					{ from: 9000, until: 11_000 }
				],
				papers: [{ audience: 'dan', sections: examplePaper().sections }]
			}),
			exampleRound({
				id: 'tuan-3',
				title: 'Tuần 3',
				opensAt: vietnam('2025-12-15T00:00'),
				closesAt: vietnam('2025-12-22T00:00')
			})
		],
		attempts: { perRound: 9, perDay: 3, perWeek: 6, cooldownMinutes: 30, counting: 'best' },
		prediction: { target: 'participants', scope: 'round' },
		ranking: [
			{ key: 'score', order: 'desc' },
			{ key: 'prediction_error', order: 'asc' },
			{ key: 'duration', order: 'asc' }
		],
		overall: { kind: 'best', count: 2 },
		unitRanking: {
			rate: 100,
			average: 50,
			prizePoints: [
				{ award: 'nhat', points: 10 },
				{ award: 'nhi', points: 8 }
			],
			byBlock: true,
			minHeadcount: 10,
			quota: { attempts: 50, small: { people: 30, attempts: 20 } },
			bands: [100, 75, 25]
		},
		awards: {
			categories: [
				personAward({ scope: 'each_round' }),
				personAward({ id: 'nhi', name: 'Giải Nhì', audience: 'dan', minPercent: 40 }),
				unitAward(),
				unitAward({ id: 'dong', name: 'Giải Đông', by: 'participants', eachBlock: true })
			],
			onePerPerson: true,
			equals: 'lot'
		}
	})
);

type Path = readonly (string | number)[];

/** Every place in the rules, each list and object among them. */
function placesOf(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
	const below = entries.flatMap(([key, each]) => placesOf(each, [...path, key]));
	return path.length > 0 ? [path, ...below] : below;
}

/** Every word that stands for a choice somewhere in the rules. */
const words = [
	...['recall', 'comprehension', 'application', 'single', 'multiple', 'true_false'],
	...['random', 'fixed', 'all_or_nothing', 'proportional', 'penalized', 'counting', 'rehearsal'],
	...['best', 'last', 'first', 'participants', 'attempts', 'all_correct', 'round', 'contest'],
	...['score', 'duration', 'submitted_at', 'started_at', 'perfect_attempts', 'attempt_number'],
	...['prediction_error', 'asc', 'desc', 'sum', 'each_round', 'ranking', 'winners', 'share'],
	...['lot', 'at_submit', 'after_close', 'never', 'dan', 'can-bo', 'nhat', 'nhi']
];

/** What may stand in place of a value, whether or not the schema takes it there. */
function replacementsFor(value: unknown, by: number): unknown[] {
	if (value === null) return [by, ...words];
	if (typeof value === 'number') return [value + by, value - by, null];
	if (typeof value === 'boolean') return [!value];
	if (typeof value === 'string') return [...words, `${value} mới`, null];
	if (!Array.isArray(value)) return [null];
	return [[], value.slice(1), value.slice(0, -1), [...value].reverse(), [...value, value[0]]];
}

function changeAt(rules: ContestRules, path: Path, replacement: unknown): unknown {
	const changed: unknown = structuredClone(rules);
	const holder = path
		.slice(0, -1)
		.reduce((value, key) => (value as Record<string | number, unknown>)[key], changed);
	(holder as Record<string | number, unknown>)[path.at(-1) ?? ''] = replacement;
	return changed;
}

function valueAt(rules: ContestRules, path: Path): unknown {
	return path.reduce<unknown>(
		(value, key) => (value as Record<string | number, unknown>)[key],
		rules
	);
}

/** Ids only tie parts together; nobody reads them. */
const isRead = (path: Path) => path.at(-1) !== 'id';

/** A place in the rich rules, what is there, and the rules after each change there. */
interface Variation {
	readonly place: string;
	readonly value: unknown;
	readonly changes: ContestRules[];
}

/** The places of the rich rules, each with every change there that the schema takes; numbers go `by`. */
export function variations(by: number): Variation[] {
	return placesOf(richRules)
		.filter(isRead)
		.map((path) => ({
			place: path.join('.'),
			value: valueAt(richRules, path),
			changes: replacementsFor(valueAt(richRules, path), by).flatMap((replacement) => {
				const { data } = contestRulesSchema.safeParse(changeAt(richRules, path, replacement));
				return data && JSON.stringify(data) !== JSON.stringify(richRules) ? [data] : [];
			})
		}));
}
