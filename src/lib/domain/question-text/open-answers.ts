import { explainedAnswer } from './answers.ts';
import type { AnswerEntry, AnswerList, Line } from './blocks.ts';
import { isDecoration, looksLikeHeading } from './headings.ts';
import type { LexedLine, LexedText } from './lexed.ts';
import { answerListOf } from './lines.ts';
import { foldInPlace } from './marked-text.ts';

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

const answerTitle =
	/^(?:phan )?(?:[ivxab0-9]{1,4}[ .:)-]{1,3})?(?:bang )?(?:tra loi|dap an|answer key|answers?|key|goi y dap an|dap an va loi giai|huong dan giai|loi giai|huong dan cham)(?![a-z0-9])/;

/** True for a title of a list of answers; the caller looks whether answers follow. */
export function isAnswerTitle(text: string): boolean {
	const plain = foldInPlace(text.trim().slice(0, 80));
	return text.trim().length <= 80 && answerTitle.test(plain);
}

/** True when answers, not questions, stand in the lines below this one. */
export function answersFollow(text: LexedText, index: number): boolean {
	for (let next = index + 1; next < index + 5; next++) {
		const line = text.lines[next];
		if (!line) return false;
		if ('kind' in line || answerListOf(line.line)) return true;
		if (line.question && !text.leadsToOptions(next)) return explainedAnswer(line.line) !== null;
		if (line.question || line.opensOptions) return false;
	}
	return false;
}

/** Takes a line within a list of answers; false for one that is no answer and no title of some. */
export function takeAnswer(answers: OpenAnswers, { line, question }: LexedLine): boolean {
	const list = answerListOf(line);
	const entry = list ? null : question && explainedAnswer(line);
	if (list) answers.addList(list);
	else if (entry) answers.add(entry);
	else return isDecoration(line.text) || looksLikeHeading(line) || isAnswerTitle(line.text);
	return true;
}
