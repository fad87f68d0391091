import type { ReleaseTime } from '../release.ts';
import { firstOpening, lastClosing, responseGrace, type RoundWindow } from '../timing.ts';

/** Life of a contest, in this order. A phase can be left out, none is entered twice. */
export const contestPhases = [
	'draft',
	'published',
	'running',
	'closed',
	'under_review',
	'results_published',
	'archived'
] as const;
export type ContestPhase = (typeof contestPhases)[number];

/** What the organizer decided, as instants in ms; null: not decided. One to come does not hold yet. */
export interface ContestDecisions {
	readonly publishedAt: number | null;
	readonly resultsPublishedAt: number | null;
	readonly archivedAt: number | null;
}

/** What the work after the closing has come to. */
export interface ContestFacts {
	/** When all attempts were closed, predictions compared and standings final; null: not yet. */
	readonly settledAt: number | null;
}

/** Something that holds in the interval [from, until), in ms. */
interface Interval {
	readonly from: number;
	readonly until: number;
}

/** Phase of a contest with the interval for which it holds. */
export interface ContestPhaseInterval extends Interval {
	readonly phase: ContestPhase;
}

/**
 * Phase of a contest at an instant:
 * - `draft` until it is published
 * - `published` until its first round opens, of whatever kind
 * - `running` until the last round is closed and no response can count any more
 * - `closed` until the results are settled
 * - `under_review` until the organizer publishes them
 * - `results_published`
 * - `archived`
 *
 * The rounds are those in force, with the extensions given. What was settled before they closed (an
 * extension came after) is not settled. Results once published stay so while a correction settles anew.
 */
export function contestPhase(
	rules: { readonly rounds: readonly RoundWindow[] },
	decisions: ContestDecisions,
	facts: ContestFacts,
	now: number
): ContestPhaseInterval {
	const published = decisions.publishedAt ?? Infinity;
	const closed = Math.max(published, ...rules.rounds.map(finalFrom));
	const settled = facts.settledAt ?? Infinity;
	const start: Record<ContestPhase, number> = {
		draft: -Infinity,
		published,
		running: Math.max(published, contestOpensAt(rules.rounds)),
		closed,
		under_review: settled < closed ? Infinity : settled,
		results_published: afterPublishing(decisions, decisions.resultsPublishedAt),
		archived: decisions.archivedAt ?? Infinity
	};
	// The furthest phase that has begun holds, until one further still begins.
	const reached = contestPhases.findLastIndex((phase) => start[phase] <= now);
	const phase = contestPhases[reached] ?? 'draft';
	const later = contestPhases.slice(reached + 1).map((next) => start[next]);
	return { phase, from: start[phase], until: Math.min(Infinity, ...later) };
}

/** The instant a contest opens: when its first round does, of whatever kind. */
export function contestOpensAt(rounds: readonly RoundWindow[]): number {
	return Math.min(...rounds.map(firstOpening));
}

/** What an organizer may do to a contest. */
export const contestActions = [
	/** Change the rules freely. */
	'edit_rules',
	'publish',
	/** Change something as an audited correction: void an item, extend, disqualify … */
	'correct',
	'wipe_rehearsal',
	/** Draw by lot among equals. */
	'draw_lots',
	'publish_results',
	'archive'
] as const;
export type ContestAction = (typeof contestActions)[number];

/** The actions of each phase. */
const actionsOf: Record<ContestPhase, readonly ContestAction[]> = {
	draft: ['edit_rules', 'publish', 'archive'],
	// Nobody has taken part: a contest that is called off can be put away.
	published: ['correct', 'archive'],
	running: ['correct', 'wipe_rehearsal'],
	closed: ['correct', 'wipe_rehearsal'],
	under_review: ['correct', 'wipe_rehearsal', 'draw_lots', 'publish_results', 'archive'],
	results_published: ['correct', 'wipe_rehearsal', 'archive'],
	archived: []
};

/** True when the organizer may take the action in the phase. */
export function mayAct(action: ContestAction, phase: ContestPhase): boolean {
	return actionsOf[phase].includes(action);
}

/** When something is shown: as the rules of release say, or with the results of the contest. */
export type ContestReleaseTime = ReleaseTime | 'after_results';

/** Whether something is shown, with the interval for which that holds. */
export interface ReleaseInterval extends Interval {
	readonly released: boolean;
}

/**
 * Whether what is released at `time` is shown at `now`, about closed attempts of the round. Of a draft
 * nothing is; archiving neither shows nor hides. What has been shown is never taken back.
 */
export function releaseInterval(
	time: ContestReleaseTime,
	round: RoundWindow,
	decisions: ContestDecisions,
	now: number
): ReleaseInterval {
	const from = afterPublishing(decisions, releaseInstant(time, round, decisions));
	return now < from
		? { released: false, from: -Infinity, until: from }
		: { released: true, from, until: Infinity };
}

function releaseInstant(
	time: ContestReleaseTime,
	round: RoundWindow,
	decisions: ContestDecisions
): number | null {
	switch (time) {
		case 'at_submit':
			return -Infinity;
		case 'after_close':
			return finalFrom(round);
		case 'after_results':
			return decisions.resultsPublishedAt;
		case 'never':
			return null;
	}
}

/** The instant, but not before the contest is published; null is never. */
function afterPublishing({ publishedAt }: ContestDecisions, instant: number | null): number {
	return Math.max(publishedAt ?? Infinity, instant ?? Infinity);
}

/** First instant at which no response of the round can count any more. */
function finalFrom(round: RoundWindow): number {
	return lastClosing(round) + responseGrace + 1;
}
