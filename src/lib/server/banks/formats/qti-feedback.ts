import type { XmlElement } from '#lib/server/files/xml-tree.ts';
import { reduceXml, type ReducedText } from './html-text.ts';
import type { ImportLog } from './import-log.ts';
import { qtiAttribute, qtiChildren, qtiDescendants } from './qti-names.ts';

const forRight = /^(?:correct|right|true|dung)/i;
const forAll = /general|rationale|solution|expla|giai|loi/i;
const forWrong = /^(?:incorrect|wrong|false|sai|partial)/i;

interface Feedback {
	readonly identifier: string;
	readonly text: ReducedText;
}

/**
 * What an item says after it was answered, in our Markdown: what it says to everybody, else what it
 * says to those who are right. What it says to those who choose one option, or are wrong, is told.
 */
export function readFeedback(
	item: XmlElement,
	choices: readonly string[],
	row: number,
	path: string | null,
	log: ImportLog
): string {
	const [body] = qtiChildren(item, 'itemBody');
	const blocks = body
		? [...qtiDescendants(body, (name) => name === 'feedbackBlock' || name === 'feedbackInline')]
		: [];
	const all = [...qtiChildren(item, 'modalFeedback'), ...blocks]
		.map((element): Feedback => {
			const text = log.text(
				row,
				path,
				reduceXml((qtiChildren(element, 'contentBody')[0] ?? element).children)
			);
			return { identifier: qtiAttribute(element, 'identifier') ?? '', text };
		})
		.filter(({ text }) => text.plain !== '');
	const ofOption = ({ identifier }: Feedback) =>
		choices.slice(0, 50).some((choice) => isOf(choice, identifier));
	const isRight = (each: Feedback) => forRight.test(each.identifier) && !ofOption(each);
	const isWrong = (each: Feedback) => forWrong.test(each.identifier);
	const others = all.filter((each) => !isRight(each) && !isWrong(each) && !ofOption(each));
	const texts = new Set(others.map(({ text }) => text.markup));
	// Of several, each for a condition of its own, only what its name says is meant for all is.
	const toAll =
		texts.size > 1 ? others.filter(({ identifier }) => forAll.test(identifier)) : others;
	const kept = toAll.length > 0 ? toAll : all.filter(isRight);
	for (const each of all)
		if (!kept.includes(each))
			log.unsupported(row, path, `modalFeedback ${each.identifier}: ${each.text.plain}`);
	return [...new Set(kept.map(({ text }) => text.markup))].join('\n\n');
}

/** "A", "feedback_A" and "FEEDBACK-A" are said of the choice A, "DATA" is not. */
function isOf(choice: string, identifier: string): boolean {
	if (choice === '' || !identifier.endsWith(choice)) return false;
	return /^(?:|.*[_-]|feedback)$/i.test(identifier.slice(0, -choice.length));
}
