/** Turns many requests for the same work into few runs of it. */
export interface Coalescer {
	/** Asks for a run for `key`, now or as soon as the interval allows. */
	request(key: number): void;
	/** Forgets what is asked for; nothing runs any more. */
	stop(): void;
}

/**
 * Runs `work(key)` at once for the first request and then at most every `interval` ms while requests
 * keep coming. The last request is always followed by a run that begins after it, and a key never
 * runs twice at the same time.
 */
export function createCoalescer(
	interval: number,
	work: (key: number) => Promise<void>,
	onError: (error: unknown) => void
): Coalescer {
	const states = new Map<number, { again: boolean }>();
	const timers = new Set<NodeJS.Timeout>();
	let stopped = false;

	function run(key: number): void {
		const state = { again: false };
		states.set(key, state);
		work(key)
			.catch(onError)
			.finally(() => {
				if (stopped) return;
				const timer = setTimeout(() => {
					timers.delete(timer);
					if (state.again) run(key);
					else states.delete(key);
				}, interval);
				timers.add(timer);
			});
	}

	return {
		request(key) {
			if (stopped) return;
			const state = states.get(key);
			if (state) state.again = true;
			else run(key);
		},
		stop() {
			stopped = true;
			for (const timer of timers) clearTimeout(timer);
		}
	};
}
