import type { ResponseEvent } from '#lib/domain/responses.ts';
import type { RefusedResponse, SaveResult } from './attempts.service.ts';

/** How often numbers are given anew while another page keeps taking them. */
const maxTries = 5;

/**
 * Saves the last choices before an attempt is closed. Those whose number another page of the same
 * person used are saved under the next free ones: no later request could bring them. A choice that a
 * later one of the same item replaces is left out there; it would come after it. The result speaks of
 * every event by the number it came with.
 */
export async function saveUnderFreeNumbers(
	save: (events: readonly ResponseEvent[]) => Promise<SaveResult>,
	events: readonly ResponseEvent[]
): Promise<SaveResult> {
	const result = await save(events);
	const saved = [...result.saved];
	const refused = result.refused.filter((refusal) => !isConflict(refusal));
	const isReplaced = (event: ResponseEvent) =>
		events.some(
			(later) =>
				later.item === event.item &&
				later.sequence > event.sequence &&
				!refused.some(({ sequence }) => sequence === later.sequence)
		);
	let left = conflicting(events, result).filter((event) => !isReplaced(event));
	let { nextSequence } = result;
	for (let tries = 0; nextSequence !== null && left.length > 0 && tries < maxTries; tries++) {
		const first = nextSequence;
		const sent = left;
		const again = await save(sent.map((event, index) => ({ ...event, sequence: first + index })));
		const given = (sequence: number) => sent[sequence - first]?.sequence ?? sequence;
		const answer = {
			saved: again.saved.map(given),
			refused: again.refused.map(({ sequence, code }) => ({ sequence: given(sequence), code }))
		};
		saved.push(...answer.saved);
		refused.push(...answer.refused.filter((refusal) => !isConflict(refusal)));
		left = conflicting(sent, answer);
		nextSequence = again.nextSequence;
	}
	const conflicts = left.map(({ sequence }): RefusedResponse => {
		return { sequence, code: 'SEQUENCE_CONFLICT' };
	});
	return {
		...result,
		saved: saved.sort((one, other) => one - other),
		refused: [...refused, ...conflicts].sort((one, other) => one.sequence - other.sequence),
		nextSequence: left.length > 0 ? nextSequence : null
	};
}

function isConflict({ code }: RefusedResponse): boolean {
	return code === 'SEQUENCE_CONFLICT';
}

/** The events whose number is taken, in their order. */
function conflicting(
	events: readonly ResponseEvent[],
	{ refused }: Pick<SaveResult, 'refused'>
): ResponseEvent[] {
	const taken = new Set(refused.filter(isConflict).map(({ sequence }) => sequence));
	return events.filter(({ sequence }) => taken.has(sequence));
}
