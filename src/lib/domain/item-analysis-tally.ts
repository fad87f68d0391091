import { deviationsOf } from './item-analysis-correlation.ts';
import { scoreClass, scoreClasses, type PaperSums } from './item-analysis-paper.ts';
import {
	addAttempt,
	noReliabilitySums,
	type ReliabilitySums
} from './item-analysis-reliability.ts';
import { sumItem, type AnalysedItem, type ItemSums } from './item-analysis-sums.ts';
import { isCorrect } from './scoring.ts';

/** What one person did with one item of their paper. */
export interface AnsweredItem {
	readonly versionId: number;
	/** Canonical bit mask of the options that stand at the end; 0 for no answer. */
	readonly chosen: number;
	/** Seconds from what the person did before to the first choice; null without a choice. */
	readonly seconds: number | null;
}

/** The sums of a round: of each item that was on a paper, by version, and of the papers. */
export interface RoundSums {
	readonly items: ReadonlyMap<number, ItemSums>;
	readonly papers: PaperSums;
}

/** Collects the answered papers of one round, in some bytes for each item of each paper. */
export interface Tally {
	/** Throws when an item is not among those the tally was made for. */
	add(paper: readonly AnsweredItem[]): void;
	/** The sums, in steps of a few milliseconds at most: each yield is a place to let others work. */
	sum(): Generator<void, RoundSums>;
}

interface ItemCounts {
	readonly item: AnalysedItem;
	readonly ordinal: number;
	readonly distribution: Map<number, Map<number, number>>;
	readonly seconds: Map<number, number>;
	attempts: number;
	right: number;
}

/** Answered items between two places to let others work. */
const placesPerStep = 10_000;

/**
 * Counts how the papers of a round were answered. The criterion against which an item is judged is
 * the score on the other items of the same paper as a share of what they can give (the corrected
 * item–total score): without the item itself, so that it does not agree with itself, and as a share,
 * because papers drawn from a pool hold different items. Where everybody has the same items this
 * orders people as the sum of the other points does.
 */
export function createTally(items: Iterable<AnalysedItem>): Tally {
	const counted: ItemCounts[] = Array.from(items, (item, ordinal) => ({
		...{ item, ordinal, attempts: 0, right: 0 },
		...{ distribution: new Map(), seconds: new Map() }
	}));
	const known = new Map(counted.map((counts) => [counts.item.versionId, counts]));
	/** Of each paper its items: twice the ordinal, plus one where the answer is right. */
	const papers: Int32Array[] = [];
	const shares: number[] = [];
	const histogram: number[] = Array.from({ length: scoreClasses }, () => 0);
	let maxScores = 0;

	function countsOf(versionId: number): ItemCounts {
		const counts = known.get(versionId);
		if (!counts) throw new Error(`item version ${versionId} is not in the round's pool`);
		return counts;
	}

	/** Sums for the reliability; the means of the items must be final. */
	function* sumReliability(): Generator<void, ReliabilitySums> {
		const points = counted.map(({ item }) => item.points);
		const means = counted.map(({ item, right, attempts }) => (item.points * right) / attempts);
		let sums = noReliabilitySums;
		let places = 0;
		for (const paper of papers) {
			const deviations = Array.from(paper, (place) => {
				const ordinal = place >> 1;
				return (place & 1 ? (points[ordinal] ?? 0) : 0) - (means[ordinal] ?? 0);
			});
			sums = addAttempt(sums, deviations);
			places += paper.length;
			if (places >= placesPerStep) {
				places = 0;
				yield;
			}
		}
		return sums;
	}

	return {
		add(paper) {
			const places = paper.map((place) => {
				const counts = countsOf(place.versionId);
				return { ...place, counts, right: isCorrect(counts.item, place.chosen) };
			});
			let maxScore = 0;
			let score = 0;
			for (const { counts, right } of places) {
				maxScore += counts.item.points;
				if (right) score += counts.item.points;
			}
			for (const { counts, right, chosen, seconds } of places) {
				const { points } = counts.item;
				const restMax = maxScore - points;
				const rest = restMax > 0 ? (score - (right ? points : 0)) / restMax : 0;
				counts.attempts++;
				if (right) counts.right++;
				increment(masksAt(counts.distribution, rest), chosen);
				if (seconds !== null) increment(counts.seconds, seconds);
			}
			papers.push(
				Int32Array.from(places, ({ counts, right }) => counts.ordinal * 2 + (right ? 1 : 0))
			);
			shares.push(maxScore > 0 ? score / maxScore : 0);
			const place = scoreClass(score, maxScore);
			histogram[place] = (histogram[place] ?? 0) + 1;
			maxScores += maxScore;
		},

		*sum() {
			const used = counted.filter(({ attempts }) => attempts > 0);
			const byVersion = new Map<number, ItemSums>();
			for (const { item, distribution, seconds } of used) {
				byVersion.set(item.versionId, sumItem(item, distribution, seconds));
				yield;
			}
			const total = shares.reduce((sum, share) => sum + share, 0);
			return {
				items: byVersion,
				papers: {
					attempts: papers.length,
					mean: papers.length > 0 ? total / papers.length : 0,
					square: deviationsOf(shares.map((share) => ({ x: share, y: 0, count: 1 }))).xSquare,
					maxScores,
					histogram: [...histogram],
					reliability: yield* sumReliability(),
					distinctItems: used.length,
					equalPoints: new Set(used.map(({ item }) => item.points)).size <= 1
				}
			};
		}
	};
}

/** The sums of a round at once, for few papers. */
export function sumPapers(
	items: Iterable<AnalysedItem>,
	papers: Iterable<readonly AnsweredItem[]>
): RoundSums {
	const tally = createTally(items);
	for (const paper of papers) tally.add(paper);
	const steps = tally.sum();
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

function masksAt(distribution: Map<number, Map<number, number>>, rest: number) {
	const masks = distribution.get(rest) ?? new Map<number, number>();
	if (masks.size === 0) distribution.set(rest, masks);
	return masks;
}

function increment(counts: Map<number, number>, key: number): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}
