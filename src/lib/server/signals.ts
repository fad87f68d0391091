/**
 * Tells the parts of this node that something of a contest changed, without saying what: whoever
 * listens reads the state it needs. Carries nothing that another node must know to be correct.
 */
export interface ContestSignals {
	/** A result or a participation figure of the contest changed and is committed. */
	changed(contestId: number): void;
	/** Calls `listener` with each change; gives a function that ends it. */
	onChange(listener: (contestId: number) => void): () => void;
}

export function createContestSignals(): ContestSignals {
	const listeners = new Set<(contestId: number) => void>();
	return {
		changed(contestId) {
			for (const listener of listeners) listener(contestId);
		},
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		}
	};
}
