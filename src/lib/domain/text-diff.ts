/** A piece of a text that was changed: what stayed, what came, what went. */
export interface DiffPart {
	readonly kind: 'same' | 'added' | 'removed';
	readonly text: string;
}

/** More comparisons than this are not made; a text so different is shown as replaced. */
const maxComparisons = 4_000_000;

/**
 * What a change made of a text, by whole words. The same and removed parts together are `before`, the
 * same and added ones `after`. Where words were exchanged, what went stands before what came.
 */
export function diffWords(before: string, after: string): DiffPart[] {
	const left = words(before);
	const right = words(after);
	let start = 0;
	while (start < left.length && start < right.length && left[start] === right[start]) start++;
	let end = 0;
	const shortest = Math.min(left.length, right.length) - start;
	while (end < shortest && left.at(-1 - end) === right.at(-1 - end)) end++;
	const hunks = new Hunks();
	for (const word of left.slice(0, start)) hunks.add('same', word);
	const middle = diffMiddle(
		left.slice(start, left.length - end),
		right.slice(start, right.length - end)
	);
	for (const { kind, text } of middle) hunks.add(kind, text);
	for (const word of left.slice(left.length - end)) hunks.add('same', word);
	return hunks.finish();
}

/** How alike two texts are, 0 to 1: the share of letters that stay where words are exchanged. */
export function likeness(before: string, after: string): number {
	const length = before.length + after.length;
	if (length === 0) return 1;
	const same = diffWords(before, after)
		.filter(({ kind }) => kind === 'same')
		.reduce((sum, { text }) => sum + text.length, 0);
	return (2 * same) / length;
}

/** Words, runs of white space and single signs; together they are the text. */
function words(text: string): string[] {
	return text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];
}

/** By the longest common subsequence of words. */
function diffMiddle(left: readonly string[], right: readonly string[]): DiffPart[] {
	const gone = (text: string): DiffPart => ({ kind: 'removed', text });
	const come = (text: string): DiffPart => ({ kind: 'added', text });
	if (left.length * right.length > maxComparisons) return [...left.map(gone), ...right.map(come)];
	const width = right.length + 1;
	// lengths[i * width + j]: words common to what follows left[i] and right[j].
	const lengths = new Uint32Array((left.length + 1) * width);
	const at = (row: number, column: number) => lengths[row * width + column] as number;
	for (let row = left.length - 1; row >= 0; row--) {
		for (let column = right.length - 1; column >= 0; column--) {
			lengths[row * width + column] =
				left[row] === right[column]
					? at(row + 1, column + 1) + 1
					: Math.max(at(row + 1, column), at(row, column + 1));
		}
	}
	const parts: DiffPart[] = [];
	let row = 0;
	let column = 0;
	while (row < left.length && column < right.length) {
		const word = left[row] as string;
		if (word === right[column]) {
			parts.push({ kind: 'same', text: word });
			row++;
			column++;
		} else if (at(row + 1, column) >= at(row, column + 1)) {
			parts.push(gone(word));
			row++;
		} else {
			parts.push(come(right[column] as string));
			column++;
		}
	}
	return [...parts, ...left.slice(row).map(gone), ...right.slice(column).map(come)];
}

/** Joins parts; spaces alone between two changes belong to both, so that phrases stay together. */
class Hunks {
	readonly #parts: DiffPart[] = [];
	#removed = '';
	#added = '';
	/** Spaces after a change, of which it is not yet known whether another change follows. */
	#between = '';

	add(kind: DiffPart['kind'], text: string): void {
		const isOpen = this.#removed !== '' || this.#added !== '';
		if (kind === 'same' && isOpen && this.#between === '' && text.trim() === '') {
			this.#between = text;
		} else if (kind === 'same') {
			this.#close();
			this.#push('same', text);
		} else {
			this.#removed += this.#between;
			this.#added += this.#between;
			this.#between = '';
			if (kind === 'removed') this.#removed += text;
			else this.#added += text;
		}
	}

	finish(): DiffPart[] {
		this.#close();
		return this.#parts;
	}

	#close(): void {
		this.#push('removed', this.#removed);
		this.#push('added', this.#added);
		this.#push('same', this.#between);
		this.#removed = this.#added = this.#between = '';
	}

	#push(kind: DiffPart['kind'], text: string): void {
		const last = this.#parts.at(-1);
		if (text === '') return;
		if (last?.kind === kind) this.#parts[this.#parts.length - 1] = { kind, text: last.text + text };
		else this.#parts.push({ kind, text });
	}
}
