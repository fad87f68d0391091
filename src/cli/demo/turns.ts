import { seededRandom } from '#lib/domain/random.ts';
import { sampleAttempts } from './sample.ts';
import { writeProgress, type DemoPerson, type DemoProgress } from './state.ts';

/** So many people use up their attempts before the next ones are activated. */
const groupSize = 200;

/** A turn of somebody: their first attempt, their second one, and so on. */
export interface Turn {
	readonly number: number;
	readonly person: DemoPerson;
}

/** True once every turn was given out: nobody is left with an attempt. */
export function usedUp(people: readonly DemoPerson[], { turns }: DemoProgress): boolean {
	return turns >= people.length * sampleAttempts;
}

/**
 * Gives out turns: first those that an earlier run left unfinished; then a group of people takes its
 * first attempts, its second ones, its third ones, and the next group follows. Not everybody comes
 * back. What is given out is kept in the data directory.
 */
export class Turns {
	readonly #dataDir: string;
	readonly #people: readonly DemoPerson[];
	readonly #waiting: number[];
	readonly #open = new Map<number, DemoPerson>();
	#progress: DemoProgress;
	#writing: Promise<void> = Promise.resolve();

	constructor(dataDir: string, people: readonly DemoPerson[], progress: DemoProgress) {
		this.#dataDir = dataDir;
		this.#people = people;
		this.#progress = progress;
		this.#waiting = [...progress.unfinished];
	}

	/** The next turn of somebody who has none now, or null when there is none. */
	next(): Turn | null {
		const busy = new Set(this.#open.values());
		const isFree = (number: number) => !busy.has(this.#personOf(number));
		const index = this.#waiting.findIndex(isFree);
		let number = index < 0 ? this.#fresh() : (this.#waiting.splice(index, 1)[0] ?? null);
		while (number !== null && !isFree(number)) {
			this.#waiting.push(number);
			number = this.#fresh();
		}
		if (number === null) {
			this.#keep();
			return null;
		}
		const person = this.#personOf(number);
		this.#open.set(number, person);
		this.#keep();
		return { number, person };
	}

	/** The turn is over. */
	done({ number }: Turn): void {
		this.#open.delete(number);
		this.#keep();
	}

	/** Resolves once everything is on disk. */
	async flush(): Promise<void> {
		await this.#writing;
	}

	#fresh(): number | null {
		for (;;) {
			if (usedUp(this.#people, this.#progress)) return null;
			const number = this.#progress.turns;
			this.#progress = { ...this.#progress, turns: number + 1 };
			const { round } = this.#placeOf(number);
			if (round < attemptsWanted(this.#personOf(number))) return number;
		}
	}

	#personOf(number: number): DemoPerson {
		return this.#people[this.#placeOf(number).index] as DemoPerson;
	}

	#placeOf(number: number): { index: number; round: number } {
		const first = Math.floor(number / (groupSize * sampleAttempts)) * groupSize;
		const size = Math.min(groupSize, this.#people.length - first);
		const within = number - first * sampleAttempts;
		return { index: first + (within % size), round: Math.floor(within / size) };
	}

	#keep(): void {
		const unfinished = [...this.#open.keys(), ...this.#waiting];
		const progress = (this.#progress = { ...this.#progress, unfinished });
		this.#writing = this.#writing.then(() => writeProgress(this.#dataDir, progress));
	}
}

/** How often a person takes part: about half of them once, a quarter as often as they may. */
function attemptsWanted({ staffCode }: DemoPerson): number {
	return [1, 1, 2, sampleAttempts][seededRandom(`attempts ${staffCode}`).below(4)] ?? 1;
}
