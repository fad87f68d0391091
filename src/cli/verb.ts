/** An option of a verb, `--name <value>` or `--name`. */
export interface VerbOption {
	/** What stands for the value in the help; null for a switch. */
	readonly value: string | null;
	readonly summary: string;
}

/** What a verb is called with. Options that were not given are absent. */
export interface Call {
	readonly operands: readonly string[];
	readonly options: Readonly<Record<string, string | true>>;
	/** The project's folder. */
	readonly root: string;
}

/** One thing that the command line can do. */
export interface Verb {
	readonly name: string;
	readonly summary: string;
	/** What follows the verb; the first `required` of them must be there. */
	readonly operands: readonly { readonly name: string; readonly summary: string }[];
	readonly required: number;
	readonly options: Readonly<Record<string, VerbOption>>;
	/** Does it; gives the exit code. */
	run(call: Call): Promise<number>;
}

/** A call that cannot be understood; the message is one sentence. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}
