/** Limits of a batcher. */
export interface BatcherOptions {
	/** Most entries in one flush. */
	readonly maxBatch: number;
	/** Most flushes under way at once. */
	readonly maxInFlight: number;
	/** Most entries waiting; a further one is refused with `overflow()`. */
	readonly maxWaiting: number;
	readonly overflow: () => Error;
}

/**
 * Collects entries of many callers and hands them to `flush` together. There is no timer: whatever
 * waits while a flush is under way goes with the next one, so a lone entry is not delayed and a crowd
 * shares one commit. `flush` gives one outcome per entry, in order; if it throws, every caller of the
 * batch gets the error.
 */
export class Batcher<Entry, Outcome> {
	readonly #flush: (entries: readonly Entry[]) => Promise<readonly Outcome[]>;
	readonly #options: BatcherOptions;
	#waiting: {
		entry: Entry;
		resolve: (outcome: Outcome) => void;
		reject: (error: unknown) => void;
	}[] = [];
	#inFlight = 0;

	constructor(
		flush: (entries: readonly Entry[]) => Promise<readonly Outcome[]>,
		options: BatcherOptions
	) {
		this.#flush = flush;
		this.#options = options;
	}

	/** Resolves with the entry's outcome once its batch is done. */
	add(entry: Entry): Promise<Outcome> {
		if (this.#waiting.length >= this.#options.maxWaiting) {
			return Promise.reject(this.#options.overflow());
		}
		return new Promise((resolve, reject) => {
			this.#waiting.push({ entry, resolve, reject });
			if (this.#waiting.length === 1) setImmediate(() => this.#pump());
		});
	}

	/** True when nothing waits and nothing is under way. */
	get idle(): boolean {
		return this.#waiting.length === 0 && this.#inFlight === 0;
	}

	#pump(): void {
		while (this.#waiting.length > 0 && this.#inFlight < this.#options.maxInFlight) {
			const batch = this.#waiting.splice(0, this.#options.maxBatch);
			this.#inFlight++;
			void this.#run(batch);
		}
	}

	async #run(
		batch: { entry: Entry; resolve: (outcome: Outcome) => void; reject: (error: unknown) => void }[]
	) {
		try {
			const outcomes = await this.#flush(batch.map(({ entry }) => entry));
			batch.forEach(({ resolve, reject }, index) => {
				if (index < outcomes.length) resolve(outcomes[index] as Outcome);
				else reject(new Error('flush gave too few outcomes'));
			});
		} catch (error) {
			for (const { reject } of batch) reject(error);
		} finally {
			this.#inFlight--;
			this.#pump();
		}
	}
}
