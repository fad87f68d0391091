import { setImmediate as nextTurn } from 'node:timers/promises';

/** Runs work that yields now and then, letting the node serve others at each yield. */
export async function runInSlices<Result>(work: Generator<void, Result>): Promise<Result> {
	for (;;) {
		const step = work.next();
		if (step.done) return step.value;
		await nextTurn();
	}
}
