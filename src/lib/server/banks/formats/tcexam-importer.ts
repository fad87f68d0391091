import { emptyHead, type ImportedBank, type ImportedItem } from '#lib/domain/bank-import.ts';
import { maskOf, type Difficulty } from '#lib/domain/items.ts';
import { normalizeText } from '#lib/domain/text.ts';
import type { SourceFile } from '#lib/server/files/source-file.ts';
import {
	child,
	children,
	descendants,
	textOf,
	type XmlElement
} from '#lib/server/files/xml-tree.ts';
import { parseXml } from '#lib/server/files/xml.ts';
import { topicNames } from './category-topics.ts';
import { splitFeedback } from './exchange-head.ts';
import type { BankImporter, Progress } from './format.ts';
import { importLog, type ImportLog } from './import-log.ts';
import { asJudgement } from './judgement.ts';
import { reduceTceCode } from './tce-code.ts';
import { convertTree } from './text-conversion.ts';
import { rootName } from './xml-sniffing.ts';

/**
 * The XML that TCExam (https://tcexam.org) exports and imports: modules hold subjects, subjects hold
 * questions. Difficulties 1–3 are our first level, 4–7 the second, 8–10 the third; a file that gives
 * all questions the same (as TCExam does by itself) says nothing of them. A question that is not enabled
 * is a draft.
 */
export const tcexamImporter: BankImporter = {
	format: 'tcexam-xml',
	detect: (file) => file.kind === 'xml' && rootName(file.bytes) === 'tcexamquestions',
	parse: (file, progress) => Promise.resolve(parse(file, progress))
};

interface Placed {
	readonly question: XmlElement;
	/** Names of the module and the subject. */
	readonly path: readonly string[];
}

function parse(file: SourceFile, progress?: Progress): ImportedBank {
	const log = importLog(progress);
	const placed: Placed[] = [];
	const { root, ...conversions } = convertTree(parseXml(file.bytes));
	for (const module of descendants(root, 'module'))
		for (const subject of children(module, 'subject')) {
			const path = [module, subject].map(nameOf).filter((name) => name !== '');
			for (const question of children(subject, 'question')) placed.push({ question, path });
			const description = log.text(
				subject.line,
				'description',
				reduceTceCode(field(subject, 'description'))
			).plain;
			// TCExam itself writes the name, or "default", where nothing is said.
			if (![nameOf(subject), 'default', ''].includes(description))
				log.unsupported(subject.line, 'description', `subject: ${description}`);
		}
	const levels = new Set(placed.map(({ question }) => field(question, 'difficulty')));
	const topicOf = topicNames(placed.map(({ path }) => path));
	for (const { question, path } of placed) {
		const item = readQuestion(question, levels.size > 1, log);
		if (item) log.add({ ...item, topic: topicOf(path) });
	}
	return log.finish('tcexam-xml', emptyHead, conversions);
}

function readQuestion(
	question: XmlElement,
	tellsDifficulty: boolean,
	log: ImportLog
): ImportedItem | null {
	const row = question.line;
	const type = field(question, 'type') || 'single';
	if (type !== 'single' && type !== 'multiple') {
		log.notice({ row, column: null, code: 'ITEM_KIND_UNSUPPORTED', params: { value: type } });
		return null;
	}
	const text = (element: XmlElement, name: string) =>
		log.text(row, name, reduceTceCode(field(element, name)));
	const answers = children(question, 'answer').filter((answer) => {
		if (field(answer, 'enabled') !== 'false') return true;
		const { plain } = reduceTceCode(field(answer, 'description'));
		log.unsupported(row, 'answer', `answer (enabled: false): ${plain}`);
		return false;
	});
	for (const answer of answers) {
		const { plain } = text(answer, 'explanation');
		if (plain !== '') log.unsupported(row, 'answer', `explanation: ${plain}`);
	}
	if (Number(field(question, 'timer')) > 0)
		log.noticeOnce({ row, column: null, code: 'FEATURE_UNSUPPORTED', params: { value: 'timer' } });
	const right = answers.flatMap((answer, position) =>
		field(answer, 'isright') === 'true' ? [position] : []
	);
	const isSeveral = type === 'single' && right.length > 1;
	if (isSeveral) log.notice({ row, column: null, code: 'READ_AS_MULTIPLE' });
	const feedback = text(question, 'explanation').markup;
	return {
		row,
		id: null,
		stem: text(question, 'description').markup,
		...asJudgement({
			type: isSeveral ? 'multiple' : type,
			options: answers.map((answer) => text(answer, 'description').plain),
			key: right.length === 0 || answers.length > 30 ? null : maskOf(right)
		}),
		...splitFeedback(feedback, { document: null, place: '' }, emptyHead),
		topic: null,
		difficulty: tellsDifficulty ? levelOf(field(question, 'difficulty')) : null,
		points: null,
		facts: [],
		status: field(question, 'enabled') === 'false' ? 'draft' : null
	};
}

function levelOf(difficulty: string): Difficulty | null {
	const value = Number(difficulty);
	if (!(value >= 1 && value <= 10)) return null;
	if (value <= 3) return 'recall';
	return value <= 7 ? 'comprehension' : 'application';
}

/** Name of a module or subject; '' for the one that TCExam gives by itself. */
function nameOf(element: XmlElement): string {
	const name = normalizeText(field(element, 'name'));
	return name === 'default' ? '' : name;
}

function field(element: XmlElement, name: string): string {
	return textOf(child(element, name)).trim();
}
