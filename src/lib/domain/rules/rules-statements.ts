import type { Difficulty, ItemType } from '../items.ts';
import type { ReleaseRules, ReleaseTime } from '../release.ts';
import type { PaperRules } from './paper-rules.ts';
import type {
	AwardRules,
	PredictionRules,
	RankingTerm,
	UnitAward,
	UnitRankingRules
} from './result-rules.ts';
import type { AttemptRules, OpenPeriod } from './round-rules.ts';

/** The sections of the rules as a text, in its order. */
export const ruleSections = [
	'who',
	'rounds',
	'paper',
	'attempts',
	'prediction',
	'ranking',
	'overall',
	'units',
	'awards',
	'release'
] as const;
export type RuleSection = (typeof ruleSections)[number];

/** Participation from `from` per cent up to below `below`; null: no such bound. */
export interface Band {
	readonly from: number | null;
	readonly below: number | null;
}

/** A part of a paper, from 1. Its title is empty where it has none. */
export interface PaperPart {
	readonly number: number;
	readonly title: string;
}

/**
 * What each statement says. Names are those that people read; points are whole points, instants in ms,
 * shares in per cent.
 */
export interface StatementParams {
	/** Lists that are empty and ages that are null ask nothing. */
	eligible: {
		audience: string;
		units: readonly string[];
		positions: readonly string[];
		minAge: number | null;
		maxAge: number | null;
	};
	first_audience: object;
	round_count: { count: number };
	round: { title: string; opensAt: number; closesAt: number };
	rehearsal: { title: string; opensAt: number; closesAt: number };
	/** Null: each round. */
	open_periods: { round: string | null; periods: readonly OpenPeriod[] };
	paper: { items: number; minutes: number };
	/** The paper of one round, which differs from that of the others. */
	own_paper: { items: number };
	line: {
		part: PaperPart | null;
		count: number;
		bank: string;
		topic: string | null;
		difficulty: Difficulty | null;
		type: ItemType | null;
		/** For each item; null: what the item itself is worth. */
		points: number | null;
	};
	draw: { draw: PaperRules['draw'] };
	fresh_first: object;
	shuffle: { items: boolean; options: boolean };
	partial_credit: { partialCredit: PaperRules['partialCredit'] };
	pass_mark: { percent: number };
	time_up: object;
	/** `counting` is null where there is but one attempt to count. */
	attempts: Pick<AttemptRules, 'perRound' | 'perDay' | 'perWeek'> & {
		counting: AttemptRules['counting'] | null;
	};
	cooldown: { minutes: number };
	prediction: PredictionRules;
	prediction_withheld: object;
	ranking: { first: RankingTerm };
	ranking_ties: { first: RankingTerm; terms: readonly RankingTerm[] };
	prediction_missing: object;
	rank_shared: object;
	ranking_by_audience: object;
	overall_sum: { rounds: number };
	overall_best: { rounds: number };
	unit_points: {
		rate: number;
		average: number;
		prizes: readonly { award: string; points: number }[];
	};
	unit_points_none: object;
	unit_blocks: object;
	unit_headcount: { least: number };
	unit_quota: NonNullable<UnitRankingRules['quota']>;
	unit_bands: { bands: readonly Band[] };
	person_award: {
		name: string;
		count: number;
		/** Null where the contest has one counting round, which is the contest. */
		scope: 'each_round' | 'contest' | null;
		/** Whose standings it is given by; null where there is one audience only. */
		audience: { each: true } | { each: false; name: string } | null;
		minPercent: number;
	};
	unit_award: Pick<UnitAward, 'name' | 'count' | 'by' | 'eachBlock'>;
	one_prize: { onePerPerson: boolean };
	equal_places: { equals: AwardRules['equals'] };
	release: { what: keyof ReleaseRules; time: ReleaseTime };
}
export type StatementCode = keyof StatementParams;

/** One statement of the rules; its sentence is written by `#lib/i18n/rules-text.ts`. */
export type Statement = {
	[Code in StatementCode]: {
		readonly code: Code;
		readonly params: Readonly<StatementParams[Code]>;
	};
}[StatementCode];

/** A section of the rules; it may be about one audience or one round only. */
export interface RulesSection {
	readonly code: RuleSection;
	readonly audience: string | null;
	readonly round: string | null;
	readonly statements: readonly Statement[];
}

/** Names of what the rules name by row; each is asked only for rows that the rules name. */
export interface RuleNames {
	readonly unit: (id: number) => string;
	readonly bank: (id: number) => string;
	readonly topic: (id: number) => string;
}
