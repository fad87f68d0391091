import type { AttemptStatus } from '#lib/domain/contest.ts';
import type { RoundPhase } from '#lib/domain/timing.ts';

/** Who looks at the page, as far as starting goes. */
export type Visitor = 'signed_out' | 'not_on_roster' | 'not_eligible' | 'eligible';

/** What the page offers: go on with an attempt, start the next one, or why neither is possible. */
export type StartState =
	| { readonly kind: 'running'; readonly ref: string; readonly deadline: number }
	/** `left` counts this attempt; null is without limit. */
	| { readonly kind: 'ready'; readonly left: number | null }
	| { readonly kind: 'no_attempts_left'; readonly allowed: number }
	| { readonly kind: 'upcoming' | 'paused' | 'closed' | Exclude<Visitor, 'eligible'> };

interface StartFacts {
	readonly phase: RoundPhase;
	readonly visitor: Visitor;
	readonly attemptsAllowed: number | null;
	readonly attempts: readonly {
		readonly ref: string;
		readonly status: AttemptStatus;
		readonly deadline: number;
	}[];
}

/** What stands first in the way is what the person is told; the service decides again when starting. */
export function startState({ phase, visitor, attemptsAllowed, attempts }: StartFacts): StartState {
	const running = attempts.find((attempt) => attempt.status === 'in_progress');
	if (running) return { kind: 'running', ref: running.ref, deadline: running.deadline };
	if (phase === 'closed') return { kind: 'closed' };
	if (visitor !== 'eligible') return { kind: visitor };
	if (phase !== 'open') return { kind: phase };
	if (attemptsAllowed === null) return { kind: 'ready', left: null };
	const used = attempts.filter((attempt) => attempt.status !== 'voided').length;
	return used < attemptsAllowed
		? { kind: 'ready', left: attemptsAllowed - used }
		: { kind: 'no_attempts_left', allowed: attemptsAllowed };
}
