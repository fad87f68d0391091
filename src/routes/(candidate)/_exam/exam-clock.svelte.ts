/**
 * Time left of an attempt by the server's clock. The device's wall clock is never asked: each answer
 * of the server says how much is left at that moment, and a monotonic clock counts on from there.
 */
export class ExamClock {
	/** Milliseconds left; not below 0. */
	left: number = $state(0);
	#endsAt = 0;
	#bestTrip = Infinity;

	constructor(deadline: number, serverTime: number) {
		this.left = Math.max(0, deadline - serverTime);
		this.#endsAt = performance.now() + deadline - serverTime;
	}

	/**
	 * Takes over what an answer says. `sentAt` is the monotonic instant the request left. Of several
	 * answers the one with the shortest trip tells best.
	 */
	sync(answer: { deadline: number; serverTime: number }, sentAt: number): void {
		const trip = performance.now() - sentAt;
		if (trip > this.#bestTrip) return;
		this.#bestTrip = trip;
		this.#endsAt = performance.now() + answer.deadline - answer.serverTime - trip / 2;
		this.tick();
	}

	/** Forgets how good earlier answers were: after a sleep of the device only a new one counts. */
	distrust(): void {
		this.#bestTrip = Infinity;
	}

	tick(): void {
		this.left = Math.max(0, this.#endsAt - performance.now());
	}

	/** Ticks until the returned function is called. */
	start(): () => void {
		const timer = setInterval(() => this.tick(), 250);
		return () => clearInterval(timer);
	}
}

/** Instants (in seconds left) at which the time is read out: each minute, then at 30 and 10 seconds. */
export function announcedSecond(left: number): number | null {
	const seconds = Math.ceil(left / 1000);
	if (seconds <= 0) return null;
	if (seconds <= 10) return 10;
	if (seconds <= 30) return 30;
	return Math.ceil(seconds / 60) * 60;
}
