import type { AnswerEntry, AnswerList, Line } from './blocks.ts';

/** A place for answers that come one by one. */
export class OpenAnswers {
	private readonly entries: AnswerEntry[] = [];
	private readonly lists: AnswerList[] = [];

	add(entry: AnswerEntry): void {
		this.entries.push(entry);
	}

	addList(list: AnswerList): void {
		this.flush();
		this.lists.push(list);
	}

	/** A line below an answer; false when there is none it could belong to. */
	addText(line: Line): boolean {
		const last = this.entries.at(-1);
		last?.lines.push(line);
		return last !== undefined;
	}

	private flush(): void {
		const [first] = this.entries;
		if (first) {
			this.lists.push({ kind: 'answers', row: first.row, entries: this.entries.splice(0) });
		}
	}

	close(): AnswerList[] {
		this.flush();
		return this.lists.splice(0);
	}
}
