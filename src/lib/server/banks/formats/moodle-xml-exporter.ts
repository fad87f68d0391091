import type { Bank, BankItem } from '#lib/domain/bank.ts';
import { positionsOf } from '#lib/domain/items.ts';
import { writeCategoryPath } from './category-topics.ts';
import { feedbackText, headJson, headMark } from './exchange-head.ts';
import { itemTags } from './exchange-tags.ts';
import type { BankExporter } from './format.ts';
import { exactHtml } from './html-text.ts';
import { escapeXml, plainHtml } from './markup-html.ts';

/**
 * Moodle XML as https://docs.moodle.org/en/Moodle_XML_format describes it and Moodle 4 writes it. Topics
 * are categories, keys id numbers; what the format has no field for stands in tags, the head of the bank
 * as a comment in the description of its category.
 */
export const moodleXmlExporter: BankExporter = {
	format: 'moodle-xml',
	extension: 'moodle.xml',
	mediaType: 'application/xml; charset=utf-8',
	write: (bank) => Promise.resolve(Buffer.from(writeQuiz(bank)))
};

function writeQuiz(bank: Bank): string {
	const titles = new Map(bank.topics.map(({ id, title }) => [id, title]));
	const info = `<p>${escapeXml(bank.title)}</p><!-- ${headMark} ${headJson(bank)} -->`;
	const parts = [writeCategory([bank.title], info, bank.slug)];
	let topic: string | null = null;
	for (const item of bank.items) {
		if (item.topic !== topic) {
			topic = item.topic;
			parts.push(writeCategory([bank.title, titles.get(topic) ?? topic], '', ''));
		}
		parts.push(writeQuestion(item, bank));
	}
	return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.join('')}</quiz>\n`;
}

function writeCategory(path: readonly string[], info: string, idNumber: string): string {
	return `  <question type="category">
    <category>${text(writeCategoryPath(path))}</category>
    <info format="html">${text(info)}</info>
    <idnumber>${idNumber}</idnumber>
  </question>
`;
}

function writeQuestion(item: BankItem, bank: Bank): string {
	const { stem, rationale } = item.content;
	const { document, place } = item;
	const feedback = feedbackText({ rationale, document, place }, bank);
	const tags = itemTags(item).map((tag) => `\n      <tag>${text(tag)}</tag>`);
	return `  <question type="${item.type === 'true_false' ? 'truefalse' : 'multichoice'}">
    <name>${text(item.key)}</name>
    <questiontext format="html">${text(exactHtml(stem))}</questiontext>
    <generalfeedback format="html">${text(exactHtml(feedback))}</generalfeedback>
    <defaultgrade>${item.points / 100}</defaultgrade>
    <penalty>0</penalty>
    <hidden>0</hidden>
    <idnumber>${escapeXml(item.key)}</idnumber>
${item.type === 'true_false' ? writeTrueFalse(item) : writeChoice(item)}    <tags>${tags.join('')}
    </tags>
  </question>
`;
}

function writeTrueFalse({ content: { key } }: BankItem): string {
	return ['true', 'false']
		.map((name, position) => writeAnswer((key >> position) & 1 ? 100 : 0, name))
		.join('');
}

function writeChoice({ type, content: { options, key } }: BankItem): string {
	const right = positionsOf(key);
	const isSingle = type === 'single';
	// Shares as Moodle knows them; whoever ticks everything gets nothing, as here.
	const share = isSingle ? 100 : Number((100 / right.length).toFixed(5));
	const answers = options.map((option, position) =>
		writeAnswer(right.includes(position) ? share : isSingle ? 0 : -100, plainHtml(option))
	);
	return `    <single>${isSingle}</single>
    <shuffleanswers>true</shuffleanswers>
    <answernumbering>ABCD</answernumbering>
    <correctfeedback format="html"><text></text></correctfeedback>
    <partiallycorrectfeedback format="html"><text></text></partiallycorrectfeedback>
    <incorrectfeedback format="html"><text></text></incorrectfeedback>
${answers.join('')}`;
}

function writeAnswer(fraction: number, html: string): string {
	return `    <answer fraction="${fraction}" format="html">
      ${text(html)}
      <feedback format="html"><text></text></feedback>
    </answer>
`;
}

/** Text as Moodle writes it: in CDATA where it has any signs of markup. */
function text(content: string): string {
	// The same characters as in other text are not to be had in CDATA.
	const clean = content.replace(/[&<>]/g, '') === content ? escapeXml(content) : cdata(content);
	return `<text>${clean}</text>`;
}

function cdata(content: string): string {
	// eslint-disable-next-line no-control-regex -- XML 1.0 has no way of writing them
	const possible = content.toWellFormed().replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, '');
	return `<![CDATA[${possible.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
