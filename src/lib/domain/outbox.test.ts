import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	answeredCount,
	applyAnswer,
	choose,
	openOutbox,
	saveStatus,
	takeBatch,
	type Outbox
} from './outbox.ts';
import { latestResponses, type ResponseEvent } from './responses.ts';

const empty = () => openOutbox({ chosen: {}, nextSequence: 1 }, [], 7);

describe('an outbox', () => {
	it('says "saved" only after the server confirmed', () => {
		let outbox = choose(empty(), 3, [1]);
		expect(saveStatus(outbox, 3)).toBe('unsent');
		outbox = takeBatch(outbox, 50).outbox;
		expect(saveStatus(outbox, 3)).toBe('sending');
		outbox = applyAnswer(outbox, { saved: [1], refused: [], nextSequence: null });
		expect(saveStatus(outbox, 3)).toBe('saved');
		expect(saveStatus(outbox, 4)).toBe('none');
		expect(answeredCount(outbox)).toBe(1);
	});

	it('replaces a choice that has not left and adds one to a choice that has', () => {
		let outbox = choose(choose(empty(), 0, [1]), 0, [2]);
		expect(outbox.pending).toEqual([{ sequence: 1, client: 7, item: 0, chosen: [2] }]);
		outbox = choose(takeBatch(outbox, 50).outbox, 0, [3]);
		expect(outbox.pending.map((event) => [event.sequence, event.chosen])).toEqual([
			[1, [2]],
			[2, [3]]
		]);
		expect(saveStatus(outbox, 0)).toBe('unsent');
	});

	it('gives events another device collided with new numbers, in order', () => {
		const sent = takeBatch(choose(choose(empty(), 0, [1]), 1, [2]), 50).outbox;
		const outbox = applyAnswer(sent, {
			saved: [],
			refused: [
				{ sequence: 1, code: 'SEQUENCE_CONFLICT' },
				{ sequence: 2, code: 'SEQUENCE_CONFLICT' }
			],
			nextSequence: 9
		});
		expect(outbox.pending.map(({ sequence, item }) => [sequence, item])).toEqual([
			[9, 0],
			[10, 1]
		]);
		expect(outbox.nextSequence).toBe(11);
		expect(saveStatus(outbox, 0)).toBe('unsent');
	});

	it('does not bring back a choice that was changed while its number collided', () => {
		const sent = takeBatch(choose(empty(), 3, [0]), 50).outbox;
		const changed = takeBatch(choose(sent, 3, [1]), 50).outbox;
		const outbox = applyAnswer(changed, {
			saved: [2],
			refused: [{ sequence: 1, code: 'SEQUENCE_CONFLICT' }],
			nextSequence: 3
		});
		expect(outbox.pending).toEqual([]);
		expect(saveStatus(outbox, 3)).toBe('saved');
	});

	it('marks what the server refuses for good, until the candidate chooses again', () => {
		const sent = takeBatch(choose(empty(), 0, [1]), 50).outbox;
		const refused = applyAnswer(sent, {
			saved: [],
			refused: [{ sequence: 1, code: 'DEADLINE_PASSED' }],
			nextSequence: null
		});
		expect(refused.pending).toEqual([]);
		expect(saveStatus(refused, 0)).toBe('refused');
		expect(saveStatus(choose(refused, 0, [2]), 0)).toBe('unsent');
	});

	it('sends what a device kept again under the same numbers', () => {
		const outbox = openOutbox({ chosen: { 0: [0], 1: [1] }, nextSequence: 3 }, [
			{ sequence: 2, item: 1, chosen: [3] }
		]);
		expect(outbox.chosen).toEqual({ 0: [0], 1: [3] });
		expect(takeBatch(outbox, 50).events).toEqual([{ sequence: 2, item: 1, chosen: [3] }]);
		expect(outbox.nextSequence).toBe(3);
	});
});

/** A server that keeps a log as the real one does, over a network that loses requests and answers. */
class FakeServer {
	readonly log = new Map<number, ResponseEvent>();

	save(events: readonly ResponseEvent[]) {
		const saved: number[] = [];
		const refused: { sequence: number; code: 'SEQUENCE_CONFLICT' }[] = [];
		for (const event of events) {
			const known = this.log.get(event.sequence);
			if (!known) this.log.set(event.sequence, event);
			const same =
				!known ||
				(known.client === event.client &&
					known.item === event.item &&
					known.chosen.join() === event.chosen.join());
			if (same) saved.push(event.sequence);
			else refused.push({ sequence: event.sequence, code: 'SEQUENCE_CONFLICT' });
		}
		const next = Math.max(0, ...this.log.keys()) + 1;
		return { saved, refused, nextSequence: refused.length > 0 ? next : null };
	}

	latest(): Record<number, readonly number[]> {
		const log = [...this.log.values()].map((event) => ({
			...event,
			chosen: 0,
			value: event.chosen
		}));
		return Object.fromEntries(
			[...latestResponses(log)].map(([item, response]) => [
				item,
				(response as (typeof log)[number]).value
			])
		);
	}
}

const step = fc.oneof(
	fc.record({ do: fc.constant('choose' as const), item: fc.nat(4), option: fc.nat(3) }),
	fc.record({ do: fc.constant('send' as const), limit: fc.integer({ min: 1, max: 5 }) }),
	fc.record({ do: fc.constant('lose request' as const) }),
	fc.record({ do: fc.constant('lose answer' as const) }),
	fc.record({ do: fc.constant('reload' as const) }),
	fc.record({ do: fc.constant('other device' as const), item: fc.nat(4), option: fc.nat(3) })
);

it('never loses the last choice, whatever the network, reloads and another device do', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			const server = new FakeServer();
			const mine = new Map<number, readonly number[]>();
			let pages = 100;
			let outbox: Outbox = empty();
			const progress = () => ({
				chosen: server.latest(),
				nextSequence: Math.max(0, ...server.log.keys()) + 1
			});
			const send = (limit: number, answered: boolean) => {
				const batch = takeBatch(outbox, limit);
				outbox = batch.outbox;
				if (batch.events.length === 0) return;
				const answer = server.save(batch.events);
				if (answered) outbox = applyAnswer(outbox, answer);
			};
			for (const now of steps) {
				if (now.do === 'choose') {
					outbox = choose(outbox, now.item, [now.option]);
					mine.set(now.item, [now.option]);
				}
				if (now.do === 'send') send(now.limit, true);
				if (now.do === 'lose answer') send(5, false);
				if (now.do === 'lose request') outbox = takeBatch(outbox, 5).outbox;
				if (now.do === 'reload') outbox = openOutbox(progress(), outbox.pending, ++pages);
				if (now.do === 'other device') {
					const other = choose(openOutbox(progress(), [], ++pages), now.item, [now.option]);
					server.save(takeBatch(other, 5).events);
					// What somebody chooses elsewhere after this device's choice was saved wins.
					if (saveStatus(outbox, now.item) !== 'unsent') mine.delete(now.item);
				}
			}
			for (let tries = 0; outbox.pending.length > 0; tries++) {
				expect(tries).toBeLessThan(200);
				send(5, true);
			}
			const latest = server.latest();
			for (const [item, chosen] of mine) expect(latest[item]).toEqual(chosen);
		}),
		{ numRuns: 3_000 }
	);
});
