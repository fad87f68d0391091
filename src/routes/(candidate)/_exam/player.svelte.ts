import { z } from 'zod';
import { errorStatus, type ErrorCode } from '#lib/domain/errors.ts';
import {
	answeredCount,
	applyAnswer,
	choose,
	openOutbox,
	saveStatus,
	takeBatch,
	type Outbox,
	type SaveStatus
} from '#lib/domain/outbox.ts';
import type { Sitting } from '#lib/server/attempts/sittings.service.ts';
import { ExamClock } from './exam-clock.svelte.ts';
import { keep, readKept } from './outbox-store.ts';

/** Connection of the page to the server, as far as saving shows it. */
export type Connection = 'online' | 'offline' | 'signed_out';

/** Events in one request; what gathers during an outage goes out in a few requests. */
const batchSize = 50;
/** Pauses between tries while the server cannot be reached, in ms. */
const retryPauses = [1_000, 2_000, 4_000, 8_000];
/** A request that takes longer is given up and sent again; the server recognises repeats. */
const requestTimeout = 12_000;

const errorCode = z.custom<ErrorCode>((value) => typeof value === 'string' && value in errorStatus);
const answerSchema = z.object({
	saved: z.array(z.number()),
	refused: z.array(z.object({ sequence: z.number(), code: errorCode })),
	nextSequence: z.number().nullable(),
	deadline: z.number(),
	serverTime: z.number()
});
const refusalSchema = z.object({ code: errorCode, message: z.string() });

/**
 * Takes an exam: keeps the outbox, sends it, follows the server's clock, submits. Nothing is shown as
 * saved before the server says so, and nothing chosen is dropped while it can still count.
 */
export class Player {
	readonly clock: ExamClock;
	connection: Connection = $state('online');
	/** True once the attempt is closed, by whomever; the page then goes to the result. */
	closed = $state(false);
	submitting = $state(false);
	/** Sentence of a refusal that needs the candidate's eye. */
	trouble: string | null = $state(null);
	#outbox: Outbox;
	/** Tells this page's choices from those of another one that counts from the same number. */
	readonly #client = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 1;
	#sending = false;
	#failures = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;
	readonly #ref: string;

	/** `early`: what was chosen on the page before it ran, by position; sent once the player starts. */
	constructor(sitting: Sitting, early: ReadonlyMap<number, readonly number[]>) {
		this.#ref = sitting.ref;
		let outbox = openOutbox(sitting.progress, [], this.#client);
		for (const [item, chosen] of early)
			if (String(chosen) !== String(outbox.chosen[item] ?? []))
				outbox = choose(outbox, item, chosen);
		this.#outbox = $state.raw(outbox);
		this.clock = new ExamClock(sitting.deadline, sitting.serverTime);
		this.#progress = sitting.progress;
	}

	readonly #progress: Sitting['progress'];

	get answered(): number {
		return answeredCount(this.#outbox);
	}

	get unsaved(): number {
		return this.#outbox.pending.length;
	}

	chosen(item: number): readonly number[] {
		return this.#outbox.chosen[item] ?? [];
	}

	status(item: number): SaveStatus {
		const status = saveStatus(this.#outbox, item);
		return status === 'sending' && this.connection !== 'online' ? 'unsent' : status;
	}

	/** Begins in the browser: takes over what this device kept, and sends it. Ends with the returned function. */
	start(): () => void {
		const stopClock = this.clock.start();
		const online = () => this.#sendSoon(0);
		const visible = () => {
			if (document.visibilityState !== 'visible') return;
			this.clock.distrust();
			void this.resync();
		};
		void readKept(this.#ref).then((events) => {
			// Choices made in this first moment are newer than what was kept.
			const fresh = this.#outbox.pending;
			if (events.length > 0) {
				let outbox = openOutbox(this.#progress, events, this.#client);
				for (const event of fresh) outbox = choose(outbox, event.item, event.chosen);
				this.#outbox = outbox;
			}
			if (fresh.length > 0) void keep(this.#ref, this.#outbox.pending);
			this.#sendSoon(0);
		});
		window.addEventListener('online', online);
		document.addEventListener('visibilitychange', visible);
		return () => {
			stopClock();
			clearTimeout(this.#retry);
			window.removeEventListener('online', online);
			document.removeEventListener('visibilitychange', visible);
		};
	}

	choose(item: number, chosen: readonly number[]): void {
		this.#outbox = choose(this.#outbox, item, chosen);
		void keep(this.#ref, this.#outbox.pending);
		this.#sendSoon(0);
	}

	/** Asks the server for the time and whether the attempt is still open. */
	async resync(): Promise<void> {
		const sentAt = performance.now();
		try {
			const response = await fetch(`/api/attempts/${this.#ref}/time`, { cache: 'no-store' });
			if (response.status === 401) this.connection = 'signed_out';
			if (!response.ok) return;
			const body: unknown = await response.json();
			const time = z
				.object({ deadline: z.number(), serverTime: z.number(), open: z.boolean() })
				.parse(body);
			this.clock.sync(time, sentAt);
			if (!time.open) this.closed = true;
			this.#sendSoon(0);
		} catch {
			this.connection = 'offline';
		}
	}

	/** Saves what is left and closes the attempt. Resolves when the server has closed it, or says why not. */
	async submit(): Promise<void> {
		if (this.submitting || this.closed) return;
		this.submitting = true;
		this.trouble = null;
		clearTimeout(this.#retry);
		try {
			while (this.#sending) await new Promise((resolve) => setTimeout(resolve, 50));
			// More than fits into one request goes ahead of it.
			while (this.#outbox.pending.length > batchSize) if (!(await this.#send('responses'))) return;
			if (await this.#send('submit')) this.closed = true;
		} finally {
			this.submitting = false;
		}
	}

	#sendSoon(pause: number): void {
		clearTimeout(this.#retry);
		this.#retry = setTimeout(() => void this.#drain(), pause);
	}

	async #drain(): Promise<void> {
		if (this.#sending || this.submitting || this.closed) return;
		this.#sending = true;
		try {
			while (this.#outbox.pending.length > 0 && !this.closed) {
				if (!(await this.#send('responses'))) return;
			}
		} finally {
			this.#sending = false;
		}
	}

	/** One request; true when the server answered it. After a failure the next try is arranged. */
	async #send(what: 'responses' | 'submit'): Promise<boolean> {
		const batch = takeBatch(this.#outbox, batchSize);
		this.#outbox = batch.outbox;
		const sentAt = performance.now();
		let response: Response;
		try {
			response = await fetch(`/api/attempts/${this.#ref}/${what}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ events: batch.events }),
				signal: AbortSignal.timeout(requestTimeout)
			});
		} catch {
			return this.#failed('offline');
		}
		const body: unknown = await response.json().catch(() => null);
		if (response.ok) {
			const answer = answerSchema.safeParse(body);
			if (!answer.success) return this.#failed('offline');
			this.#failures = 0;
			this.connection = 'online';
			this.#outbox = applyAnswer(this.#outbox, answer.data);
			this.clock.sync(answer.data, sentAt);
			await keep(this.#ref, this.#outbox.pending);
			if (answer.data.refused.some(({ code }) => code === 'ATTEMPT_CLOSED')) this.closed = true;
			return true;
		}
		if (response.status === 401) return this.#failed('signed_out');
		const refusal = refusalSchema.safeParse(body);
		if (refusal.success && refusal.data.code !== 'RATE_LIMITED' && response.status < 500) {
			this.trouble = refusal.data.message;
			this.connection = 'online';
			return false;
		}
		return this.#failed('offline');
	}

	#failed(connection: Connection): false {
		this.connection = connection;
		const pause = retryPauses[Math.min(this.#failures, retryPauses.length - 1)] ?? 8_000;
		this.#failures++;
		// Spread out, so that a server that comes back is not met by everybody in the same moment.
		this.#sendSoon(pause * (0.75 + Math.random() / 2));
		return false;
	}
}
