import { expect, test } from 'vitest';
import type { AttemptStatus } from '#lib/domain/contest.ts';
import { startState } from './start-state.ts';

const attempt = (status: AttemptStatus) => ({ ref: `1.${status}`, status, deadline: 500 });
const facts = {
	phase: 'open',
	visitor: 'eligible',
	attemptsAllowed: 2,
	attempts: []
} as const;

test('an attempt in progress comes before everything, also after the window closed', () => {
	const attempts = [attempt('submitted'), attempt('in_progress')];
	const running = { kind: 'running', ref: '1.in_progress', deadline: 500 };
	expect(startState({ ...facts, attempts })).toEqual(running);
	expect(startState({ ...facts, attempts, phase: 'closed' })).toEqual(running);
});

test('counts what is left; a voided attempt does not count', () => {
	expect(startState(facts)).toEqual({ kind: 'ready', left: 2 });
	expect(
		startState({ ...facts, attempts: [attempt('auto_submitted'), attempt('voided')] })
	).toEqual({ kind: 'ready', left: 1 });
	expect(
		startState({ ...facts, attempts: [attempt('submitted'), attempt('auto_submitted')] })
	).toEqual({ kind: 'no_attempts_left', allowed: 2 });
});

test('without a limit there is always another attempt', () => {
	const attempts = Array.from({ length: 50 }, () => attempt('submitted'));
	expect(startState({ ...facts, attemptsAllowed: null, attempts })).toEqual({
		kind: 'ready',
		left: null
	});
});

test.each([
	['signed_out', 'open', 'signed_out'],
	['signed_out', 'upcoming', 'signed_out'],
	['not_on_roster', 'open', 'not_on_roster'],
	['not_eligible', 'upcoming', 'not_eligible'],
	['eligible', 'upcoming', 'upcoming'],
	['eligible', 'paused', 'paused'],
	['signed_out', 'paused', 'signed_out'],
	['signed_out', 'closed', 'closed'],
	['eligible', 'closed', 'closed']
] as const)('%s while %s: %s', (visitor, phase, kind) => {
	expect(startState({ ...facts, visitor, phase })).toEqual({ kind });
});
