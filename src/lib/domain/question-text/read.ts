import type { ImportedItem } from '../bank-import.ts';
import type { FileIssue } from '../errors.ts';
import { quoted } from '../issue-log.ts';
import { matchAnswers } from './answer-matching.ts';
import type { Line, TextBlock } from './blocks.ts';
import { keysByLook } from './key-marks.ts';
import { lexText } from './lexed.ts';
import { linesOf } from './lines.ts';
import type { Draft } from './open-draft.ts';
import { lookOf, readQuestion, settle, type Question } from './questions.ts';
import { cutIntoQuestions } from './segments.ts';
import { oneLine } from './written.ts';

/** Everything found in a text of questions. */
export interface QuestionText {
	readonly items: readonly ImportedItem[];
	readonly issues: readonly FileIssue[];
	readonly notices: readonly FileIssue[];
}

/**
 * Reads questions as people lay them out in Word or in plain text: "Câu 1: …", options "A. …", the key
 * marked by its look, by a sign, on a line of its own or in a list of answers. The guide
 * docs/guides/word-questions.md tells people what is understood. What is not sure is an issue, what
 * has no place in a bank is a notice; nothing is dropped in silence.
 */
export function readQuestionText(
	blocks: readonly TextBlock[],
	progress: (items: number) => void = () => {}
): QuestionText {
	const { drafts, answers, unassigned } = cutIntoQuestions(lexText(linesOf(blocks)));
	const matched = matchAnswers(
		drafts.map(({ number }) => number),
		answers
	);
	const questions = drafts.map((draft, index) => {
		if (index % 500 === 0) progress(index);
		return readQuestion(draft, matched.entries[index] ?? []);
	});
	const looks = keysByLook(questions.map(lookOf));
	const topics = topicsOf(questions);
	const outcomes = questions.map((question, index) =>
		settle(
			question,
			{ key: looks.keys[index] ?? null, isContradictory: looks.contradictory.has(index) },
			topics[index] ?? null,
			matched.ambiguous.has(index)
		)
	);
	const asides = [
		...unassigned.flatMap(asideNotices),
		...matched.left.map(({ row, number, key }): FileIssue => {
			const params = { value: key === '' ? `${number}` : `${number}. ${key}` };
			return { row, column: 'key', code: 'TEXT_UNASSIGNED', params };
		})
	];
	return {
		items: outcomes.flatMap(({ item }) => item ?? []),
		issues: outcomes.flatMap(({ issues }) => issues),
		notices: inOrder([...asides, ...outcomes.flatMap(({ notices }) => notices)])
	};
}

/**
 * The topic of each question. "Chủ đề: …" is told of a single question where nearly all have such a
 * line; otherwise it is a heading for what follows.
 */
function topicsOf(questions: readonly Question[]): (string | null)[] {
	const told = questions.filter((question) => question.told.topic !== null).length;
	if (told >= questions.length * 0.8) {
		return questions.map((question) => question.told.topic ?? question.draft.section.topic);
	}
	let section: Draft['section']['topic'] = null;
	let current: string | null = null;
	return questions.map((question) => {
		if (question.draft.section.topic !== section) {
			section = question.draft.section.topic;
			current = section;
		}
		const topic = current;
		current = question.told.topic ?? current;
		return topic;
	});
}

/** Lines side by side that belong to no question: named once, as one passage. */
function asideNotices(lines: readonly Line[]): FileIssue[] {
	const row = lines[0]?.row ?? null;
	const text = oneLine(lines);
	const passage: FileIssue[] =
		text === ''
			? []
			: [{ row, column: null, code: 'TEXT_UNASSIGNED', params: { value: quoted(text) } }];
	const leftovers = lines.flatMap((line) =>
		line.leftovers.map(({ code, value }): FileIssue => ({
			row: line.row,
			column: null,
			code,
			params: { value }
		}))
	);
	return [...passage, ...leftovers];
}

function inOrder(notices: FileIssue[]): FileIssue[] {
	return notices.sort((left, right) => (left.row ?? 0) - (right.row ?? 0));
}
