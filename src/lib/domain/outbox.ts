import type { ErrorCode } from './errors.ts';
import type { ResponseEvent } from './responses.ts';

/**
 * What a candidate's page holds of their answers: what they chose, and which choices the server has
 * not confirmed yet. A value; every function gives a new one. Option and item numbers are positions
 * as shown.
 */
export interface Outbox {
	/** Number this page drew for itself; its events carry it. */
	readonly client: number;
	/** Choice per item; items never touched are absent. */
	readonly chosen: Readonly<Record<number, readonly number[]>>;
	/** Choices not confirmed, oldest first. */
	readonly pending: readonly ResponseEvent[];
	/** Events up to this sequence are on their way; they must not change any more. */
	readonly sentUpTo: number;
	readonly nextSequence: number;
	/** Items whose last choice the server refused for good, with the code. */
	readonly refused: Readonly<Record<number, ErrorCode>>;
}

/** Whether the server has an item's present choice. */
export type SaveStatus = 'none' | 'unsent' | 'sending' | 'saved' | 'refused';

/** What the server answers to a save request, as far as the outbox needs it. */
export interface SaveAnswer {
	readonly saved: readonly number[];
	readonly refused: readonly { readonly sequence: number; readonly code: ErrorCode }[];
	readonly nextSequence: number | null;
}

/**
 * Opens the outbox from what the server knows and what this device kept unconfirmed. Kept events go
 * out again under their own numbers: the server recognises those it has. `client` is the number that
 * this page drew for itself.
 */
export function openOutbox(
	progress: {
		readonly chosen: Readonly<Record<number, readonly number[]>>;
		readonly nextSequence: number;
	},
	kept: readonly ResponseEvent[] = [],
	client = 0
): Outbox {
	const chosen: Record<number, readonly number[]> = { ...progress.chosen };
	for (const event of kept) chosen[event.item] = event.chosen;
	const last = kept.reduce((highest, event) => Math.max(highest, event.sequence), 0);
	return {
		client,
		chosen,
		pending: [...kept],
		sentUpTo: last,
		nextSequence: Math.max(progress.nextSequence, last + 1),
		refused: {}
	};
}

/** The candidate chose. A choice of the same item that has not left yet is replaced, not added to. */
export function choose(outbox: Outbox, item: number, chosen: readonly number[]): Outbox {
	const { [item]: _cleared, ...refused } = outbox.refused;
	const waiting = outbox.pending.some(
		(event) => event.item === item && event.sequence > outbox.sentUpTo
	);
	const event = {
		sequence: outbox.nextSequence,
		client: outbox.client,
		item,
		chosen: [...chosen]
	};
	return {
		...outbox,
		chosen: { ...outbox.chosen, [item]: event.chosen },
		pending: waiting
			? outbox.pending.map((old) =>
					old.item === item && old.sequence > outbox.sentUpTo
						? { ...old, chosen: event.chosen }
						: old
				)
			: [...outbox.pending, event],
		nextSequence: waiting ? outbox.nextSequence : outbox.nextSequence + 1,
		refused
	};
}

/** The oldest unconfirmed events, at most `limit`, and the outbox with them on their way. */
export function takeBatch(
	outbox: Outbox,
	limit: number
): { events: readonly ResponseEvent[]; outbox: Outbox } {
	const events = outbox.pending.slice(0, limit);
	const last = events.reduce(
		(highest, event) => Math.max(highest, event.sequence),
		outbox.sentUpTo
	);
	return { events, outbox: { ...outbox, sentUpTo: last } };
}

/**
 * Applies the server's answer. Confirmed events leave; those whose number another device used get new
 * numbers, in order, and go out again; those refused for good leave and are marked. A choice that was
 * changed since leaves too: under a new number it would come after the newer one and undo it.
 */
export function applyAnswer(outbox: Outbox, answer: SaveAnswer): Outbox {
	const saved = new Set(answer.saved);
	const codes = new Map(answer.refused.map(({ sequence, code }) => [sequence, code]));
	const refused: Record<number, ErrorCode> = { ...outbox.refused };
	const left: ResponseEvent[] = [];
	let conflict = false;
	for (const event of outbox.pending) {
		if (saved.has(event.sequence)) continue;
		const code = codes.get(event.sequence);
		if (code !== undefined && code !== 'SEQUENCE_CONFLICT') {
			refused[event.item] = code;
			continue;
		}
		if (code !== undefined) {
			conflict = true;
			if (isSuperseded(event, outbox.pending)) continue;
		}
		left.push(event);
	}
	if (!conflict) return { ...outbox, pending: left, refused };
	const first = Math.max(answer.nextSequence ?? 0, outbox.nextSequence);
	return {
		...outbox,
		refused,
		pending: left.map((event, index) => ({ ...event, sequence: first + index })),
		nextSequence: first + left.length
	};
}

/** True when a later event of the same item is among `events`. */
export function isSuperseded(
	event: Pick<ResponseEvent, 'item' | 'sequence'>,
	events: readonly Pick<ResponseEvent, 'item' | 'sequence'>[]
): boolean {
	return events.some((other) => other.item === event.item && other.sequence > event.sequence);
}

/** What to tell the candidate about an item's present choice. */
export function saveStatus(outbox: Outbox, item: number): SaveStatus {
	const pending = outbox.pending.filter((event) => event.item === item);
	if (pending.some((event) => event.sequence > outbox.sentUpTo)) return 'unsent';
	if (pending.length > 0) return 'sending';
	if (outbox.refused[item] !== undefined) return 'refused';
	return outbox.chosen[item] === undefined ? 'none' : 'saved';
}

/** Number of items with at least one option chosen. */
export function answeredCount(outbox: Outbox): number {
	return Object.values(outbox.chosen).filter((chosen) => chosen.length > 0).length;
}
