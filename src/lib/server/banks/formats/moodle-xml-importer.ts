import { emptyHead, type ImportedBank, type ImportedHead } from '#lib/domain/bank-import.ts';
import type { ImportedItem } from '#lib/domain/bank-import.ts';
import type { SourceFile } from '#lib/server/files/source-file.ts';
import { attribute, child, children, textOf, type XmlElement } from '#lib/server/files/xml-tree.ts';
import { parseXml } from '#lib/server/files/xml.ts';
import { categoryPath, topicNames } from './category-topics.ts';
import { headMark, readHeadJson, splitFeedback } from './exchange-head.ts';
import { pointsOf, readItemTags, type ItemTags } from './exchange-tags.ts';
import type { BankImporter, Progress } from './format.ts';
import { importLog, type ImportLog } from './import-log.ts';
import { readChoiceAnswers, readTrueFalseAnswers } from './moodle-xml-answers.ts';
import { fieldText } from './moodle-xml-text.ts';
import { convertTree } from './text-conversion.ts';
import { rootName } from './xml-sniffing.ts';

/**
 * Moodle XML, after https://docs.moodle.org/en/Moodle_XML_format and what Moodle 2 to 5 write: choice
 * and true/false questions; other types are told by their name.
 */
export const moodleXmlImporter: BankImporter = {
	format: 'moodle-xml',
	detect: (file) => file.kind === 'xml' && rootName(file.bytes) === 'quiz',
	parse: (file, progress) => Promise.resolve(parse(file, progress))
};

function parse(file: SourceFile, progress?: Progress): ImportedBank {
	const log = importLog(progress);
	const { root, ...conversions } = convertTree(parseXml(file.bytes));
	const questions = children(root, 'question');
	const categories = questions.filter((question) => attribute(question, 'type') === 'category');
	const head = headOf(categories);
	const pathOf = (category: XmlElement) =>
		categoryPath(textOf(child(child(category, 'category') ?? category, 'text')));
	const used = new Set<readonly string[]>();
	let path: readonly string[] = [];
	const placed = questions.flatMap((question) => {
		if (attribute(question, 'type') === 'category') {
			path = pathOf(question);
			return [];
		}
		used.add(path);
		return [{ question, path }];
	});
	const nameOf = topicNames(used);
	for (const { question, path: own } of placed) {
		const item = readQuestion(question, head, log);
		if (item) log.add({ ...item, topic: item.topic ?? nameOf(own) });
	}
	return log.finish('moodle-xml', head, conversions);
}

/** The head of a bank of ours, from the description of a category. */
function headOf(categories: readonly XmlElement[]): ImportedHead {
	for (const category of categories) {
		const info = textOf(child(category, 'info'));
		const start = info.indexOf(`<!-- ${headMark} `);
		const end = start < 0 ? -1 : info.indexOf(' -->', start);
		const head = end < 0 ? null : readHeadJson(info.slice(start + 5 + headMark.length, end));
		if (head) return head;
	}
	return emptyHead;
}

function readQuestion(
	question: XmlElement,
	head: ImportedHead,
	log: ImportLog
): ImportedItem | null {
	const row = question.line;
	const type = attribute(question, 'type')?.trim() ?? '';
	if (type !== 'multichoice' && type !== 'truefalse') {
		const params = { value: type || 'question' };
		log.notice({ row, column: null, code: 'ITEM_KIND_UNSUPPORTED', params });
		return null;
	}
	const stem = log.text(row, 'questiontext', fieldText(child(question, 'questiontext')));
	const feedback = log.text(row, 'generalfeedback', fieldText(child(question, 'generalfeedback')));
	const id = textOf(child(question, 'idnumber')).trim() || null;
	const tags = readTags(question, log);
	const { topic, difficulty, status, facts } = tags;
	log.name(row, fieldText(child(question, 'name')).plain, { id, stem: stem.markup }, 'name');
	tellSettings(question, log);
	return {
		row,
		id,
		stem: stem.markup,
		...splitFeedback(feedback.markup, tags, head),
		...{ topic, difficulty, status, facts },
		points: readPoints(question, log),
		...(type === 'truefalse'
			? readTrueFalseAnswers(question, log)
			: readChoiceAnswers(question, log))
	};
}

function readTags(question: XmlElement, log: ImportLog): ItemTags {
	const groups = [...children(question, 'tags'), ...children(question, 'coursetags')];
	const texts = groups.flatMap((group) => children(group, 'tag').map((tag) => textOf(tag).trim()));
	const tags = readItemTags(texts);
	for (const tag of tags.others) {
		const params = { value: `tag: ${tag.slice(0, 80)}` };
		log.noticeOnce({ row: question.line, column: null, code: 'FEATURE_UNSUPPORTED', params });
	}
	return tags;
}

/** Hundredths of a point; what cannot be had in hundredths is told. */
function readPoints(question: XmlElement, log: ImportLog): number | null {
	const grade = textOf(child(question, 'defaultgrade')).trim();
	const points = pointsOf(grade);
	const isExact =
		points !== null && Math.abs(Number(grade.replace(',', '.')) * 100 - points) < 1e-6;
	if (grade !== '' && !isExact)
		log.unsupported(question.line, 'defaultgrade', `defaultgrade: ${grade}`);
	return points;
}

/** What Moodle does with a question beyond asking it. */
function tellSettings(question: XmlElement, log: ImportLog): void {
	const row = question.line;
	const once = (value: string) =>
		log.noticeOnce({ row, column: null, code: 'FEATURE_UNSUPPORTED', params: { value } });
	if (textOf(child(question, 'hidden')).trim() === '1') log.unsupported(row, 'hidden', 'hidden');
	if (Number(textOf(child(question, 'penalty')).trim()) > 0) once('penalty');
	if (/^(?:0|false)$/.test(textOf(child(question, 'shuffleanswers')).trim()))
		once('shuffleanswers: false');
	for (const name of ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback']) {
		const { plain } = log.text(row, name, fieldText(child(question, name)));
		if (plain !== '') once(`${name}: ${plain.slice(0, 80)}`);
	}
	for (const hint of children(question, 'hint')) {
		const { plain } = log.text(row, 'hint', fieldText(hint));
		log.unsupported(row, 'hint', `hint: ${plain}`);
	}
	for (const image of children(question, 'image')) {
		const value = textOf(image).trim();
		if (value !== '') log.text(row, 'image', { markup: '', plain: '', media: [value], lost: [] });
	}
}
