import { z } from 'zod';
import { isRoundFinal, type RoundTiming } from './timing.ts';

/** When something is shown to those it concerns. */
export const releaseTimes = ['at_submit', 'after_close', 'never'] as const;
export type ReleaseTime = (typeof releaseTimes)[number];

/** What candidates and the public see, and when. */
export const releaseRulesSchema = z.object({
	/** The person's own score. */
	score: z.enum(releaseTimes),
	/** Right answers, explanations and citations. */
	answers: z.enum(releaseTimes),
	/** The public boards. */
	board: z.enum(releaseTimes)
});
export type ReleaseRules = z.infer<typeof releaseRulesSchema>;

/** True when something released at `time` may be shown at `now` for a closed attempt of the round. */
export function isReleased(time: ReleaseTime, round: RoundTiming, now: number): boolean {
	if (time === 'never') return false;
	return time === 'at_submit' || isRoundFinal(round, now);
}
