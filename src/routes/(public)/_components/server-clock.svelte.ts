/** Longest random delay of an alarm, so that thousands of waiting pages do not ask at one instant. */
const spread = 3_000;

/**
 * The server's time on a page: what the server said, moved on by the time this page has been open.
 * The wall clock of the device is never read.
 */
export class ServerClock {
	/** Milliseconds since 1970 UTC; moves while the clock is started. */
	now: number;
	readonly #serverTime: number;
	readonly #openedAt = performance.now();

	constructor(serverTime: number) {
		this.now = $state(serverTime);
		this.#serverTime = serverTime;
	}

	/**
	 * Starts ticking (in the browser, from `$effect`); the returned function ends it. `alarm.ring` is
	 * called once, shortly after `alarm.at`.
	 */
	start(interval: number, alarm?: { at: number; ring: () => void }): () => void {
		let timeout: ReturnType<typeof setTimeout> | undefined;
		const tick = () => {
			this.now = this.#serverTime + performance.now() - this.#openedAt;
			if (alarm && this.now >= alarm.at && timeout === undefined) {
				timeout = setTimeout(alarm.ring, Math.random() * spread);
			}
		};
		const ticking = setInterval(tick, interval);
		return () => {
			clearInterval(ticking);
			clearTimeout(timeout);
		};
	}
}
