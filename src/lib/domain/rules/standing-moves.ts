/** A person's place on a board. Score in hundredths of a point. */
export interface BoardPlace {
	readonly personId: number;
	readonly rank: number;
	readonly score: number;
}

/** A prize of an award, given in a round or (null) for the whole contest. */
export interface PrizeOf {
	readonly award: string;
	readonly roundId: string | null;
}

/** A board with the prizes given at the same time, be they of this board or of others. */
export interface BoardState {
	/** Each person once. */
	readonly places: readonly BoardPlace[];
	readonly prizes: readonly (PrizeOf & { readonly personId: number })[];
}

/** What a correction changes for one person. */
export interface Move {
	readonly personId: number;
	/** Rank before; null: not on the board. */
	readonly from: number | null;
	/** Rank after; null: not on the board. */
	readonly to: number | null;
	readonly scoreFrom: number | null;
	readonly scoreTo: number | null;
	/** Prizes that come, and prizes that go. */
	readonly won: readonly PrizeOf[];
	readonly lost: readonly PrizeOf[];
}

/** The preview of a correction. */
export interface StandingMoves {
	/** The most important changes, as many as were asked for. */
	readonly moves: readonly Move[];
	/** People for whom anything changes: rank, score or prizes. */
	readonly changed: number;
	/** People who win or lose a prize. */
	readonly prizesChanged: number;
	/** People whose score changes, whatever becomes of their rank. */
	readonly rescored: number;
	/** Each person of either board is counted in one of these five, by rank. */
	readonly up: number;
	readonly down: number;
	readonly unchanged: number;
	readonly entered: number;
	readonly left: number;
}

/**
 * Who moves where between two states of a board. People who win or lose a prize come first, then who
 * enters or leaves the board, then the longest way; equally long ones by the better rank, then the id.
 * At most `limit` moves are listed, the counts are of all. O(people × log limit).
 */
export function standingMoves(before: BoardState, after: BoardState, limit: number): StandingMoves {
	const counts = { changed: 0, prizesChanged: 0, rescored: 0 };
	const byRank = { up: 0, down: 0, unchanged: 0, entered: 0, left: 0 };
	const prizes = prizeChanges(before.prizes, after.prizes);
	const first: Move[] = [];

	const look = (personId: number, old?: BoardPlace, now?: BoardPlace) => {
		const change = prizes.get(personId);
		prizes.delete(personId);
		if (old || now) byRank[directionOf(old, now)]++;
		if (old && now && old.score !== now.score) counts.rescored++;
		if (change) counts.prizesChanged++;
		if (!change && old?.rank === now?.rank && old?.score === now?.score) return;
		counts.changed++;
		const move: Move = {
			personId,
			from: old?.rank ?? null,
			to: now?.rank ?? null,
			scoreFrom: old?.score ?? null,
			scoreTo: now?.score ?? null,
			won: change?.won ?? [],
			lost: change?.lost ?? []
		};
		insert(first, move, limit);
	};

	const later = new Map(after.places.map((place) => [place.personId, place]));
	for (const old of before.places) {
		look(old.personId, old, later.get(old.personId));
		later.delete(old.personId);
	}
	for (const now of later.values()) look(now.personId, undefined, now);
	// A prize of another board may pass on to people who are not on this one.
	for (const personId of [...prizes.keys()]) look(personId);
	return { moves: first, ...counts, ...byRank };
}

function directionOf(old: BoardPlace | undefined, now: BoardPlace | undefined) {
	if (!old) return 'entered';
	if (!now) return 'left';
	if (now.rank === old.rank) return 'unchanged';
	return now.rank < old.rank ? 'up' : 'down';
}

interface PrizeChange {
	readonly won: PrizeOf[];
	readonly lost: PrizeOf[];
}

/** Prizes won and lost, of the people with any. */
function prizeChanges(
	before: BoardState['prizes'],
	after: BoardState['prizes']
): Map<number, PrizeChange> {
	const changes = new Map<number, PrizeChange>();
	const held = Map.groupBy(before, ({ personId }) => personId);
	const given = Map.groupBy(after, ({ personId }) => personId);
	for (const personId of new Set([...held.keys(), ...given.keys()])) {
		const [old, now] = [held.get(personId) ?? [], given.get(personId) ?? []];
		const won = missingFrom(old, now);
		const lost = missingFrom(now, old);
		if (won.length + lost.length > 0) changes.set(personId, { won, lost });
	}
	return changes;
}

function missingFrom(list: readonly PrizeOf[], prizes: readonly PrizeOf[]): PrizeOf[] {
	return prizes
		.filter(
			({ award, roundId }) =>
				!list.some((other) => other.award === award && other.roundId === roundId)
		)
		.map(({ award, roundId }) => ({ award, roundId }));
}

/** Puts a move at its place among the `limit` most important ones. */
function insert(first: Move[], move: Move, limit: number): void {
	let [low, high] = [0, first.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (compareMoves(first[middle] as Move, move) < 0) low = middle + 1;
		else high = middle;
	}
	first.splice(low, 0, move);
	if (first.length > limit) first.pop();
}

/** Negative when `left` is the more important one. */
function compareMoves(left: Move, right: Move): number {
	return (
		Number(changesPrizes(right)) - Number(changesPrizes(left)) ||
		compareNumbers(lengthOf(right), lengthOf(left)) ||
		compareNumbers(bestRank(left), bestRank(right)) ||
		left.personId - right.personId
	);
}

function changesPrizes({ won, lost }: Move): boolean {
	return won.length + lost.length > 0;
}

/** Ranks between from and to; endless where the person enters or leaves. */
function lengthOf({ from, to }: Move): number {
	if (from !== null && to !== null) return Math.abs(from - to);
	return from === to ? 0 : Infinity;
}

function bestRank({ from, to }: Move): number {
	return Math.min(from ?? Infinity, to ?? Infinity);
}

/** A difference of two infinities would be no number. */
function compareNumbers(left: number, right: number): number {
	return left < right ? -1 : left > right ? 1 : 0;
}
