import { isSuperseded } from '#lib/domain/outbox.ts';
import type { ResponseEvent } from '#lib/domain/responses.ts';
import type { SaveResult } from './attempts.service.ts';

/** How often numbers are given anew while another page keeps taking them. */
const maxTries = 5;

/**
 * Saves the last choices before an attempt is closed. Those whose number another page of the same
 * person used are saved under the next free ones: no later request could bring them. The result
 * speaks of every event by the number it came with.
 */
export async function saveUnderFreeNumbers(
	save: (events: readonly ResponseEvent[]) => Promise<SaveResult>,
	events: readonly ResponseEvent[]
): Promise<SaveResult> {
	const result = await save(events);
	const saved = [...result.saved];
	let { refused, nextSequence } = result;
	for (let tries = 0; nextSequence !== null && tries < maxTries; tries++) {
		const first = nextSequence;
		const isConflict = ({ code }: { code: string }) => code === 'SEQUENCE_CONFLICT';
		// A choice that was changed since stays refused: a new number would put it after the newer one.
		const current = new Set(
			events.filter((event) => !isSuperseded(event, events)).map(({ sequence }) => sequence)
		);
		const numbers = refused
			.filter(isConflict)
			.map(({ sequence }) => sequence)
			.filter((sequence) => current.has(sequence));
		if (numbers.length === 0) break;
		const given = (sequence: number) => numbers[sequence - first] ?? sequence;
		const again = await save(
			events
				.filter(({ sequence }) => numbers.includes(sequence))
				.map((event) => ({ ...event, sequence: first + numbers.indexOf(event.sequence) }))
		);
		saved.push(...again.saved.map(given));
		refused = [
			...refused.filter(({ sequence }) => !numbers.includes(sequence)),
			...again.refused.map(({ sequence, code }) => ({ sequence: given(sequence), code }))
		];
		nextSequence = again.nextSequence;
	}
	const inOrder = (left: number, right: number) => left - right;
	return {
		...result,
		saved: saved.sort(inOrder),
		refused: refused.sort((left, right) => inOrder(left.sequence, right.sequence)),
		nextSequence
	};
}
