/**
 * The one place that reads the server's clock. Everything else takes a `Clock` or an instant, so that
 * tests decide what time it is.
 */
export interface Clock {
	/** Milliseconds since 1970 UTC. */
	now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
