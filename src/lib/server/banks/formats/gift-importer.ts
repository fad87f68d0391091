import type { ImportedBank, ImportedItem } from '#lib/domain/bank-import.ts';
import { emptyHead, type ImportedHead } from '#lib/domain/bank-import.ts';
import { quoted } from '#lib/domain/issue-log.ts';
import { maskOf } from '#lib/domain/items.ts';
import type { SourceFile } from '#lib/server/files/source-file.ts';
import { categoryPath, topicNames } from './category-topics.ts';
import { headMark, readHeadJson, splitFeedback } from './exchange-head.ts';
import { readItemTags } from './exchange-tags.ts';
import type { BankImporter, Progress } from './format.ts';
import { readGiftQuestion, type GiftOption } from './gift-answers.ts';
import { findUnescaped, giftBlocks, unescapeGift, type GiftBlock } from './gift-blocks.ts';
import {
	reduceAutoFormat,
	reduceHtml,
	reduceMarkdown,
	reducePlain,
	type ReducedText
} from './html-text.ts';
import { importLog, type ImportLog } from './import-log.ts';
import { convertText } from './text-conversion.ts';

/**
 * Moodle's text format GIFT, after https://docs.moodle.org/en/GIFT_format and what Moodle 4 and 5 write.
 * Where the brackets hold "=" there is one right option; without, all of positive weight are right.
 */
export const giftImporter: BankImporter = {
	format: 'gift',
	detect,
	parse: (file, progress) => Promise.resolve(parse(file, progress))
};

/** Enough to tell the format by. */
const sampleLength = 60_000;

function detect({ text }: SourceFile): boolean {
	if (text === null) return false;
	const sample = text.slice(0, sampleLength);
	// JSON, YAML and tables may hold the text of a GIFT question in a field.
	if (/^\s*[{[]\s*["\]}]/.test(sample) || /^(?:slug|items|topics|documents)\s*:/m.test(sample))
		return false;
	const { blocks } = giftBlocks(sample);
	const questions = blocks.filter(({ text: block }) => holdsAnswers(block));
	return questions.length > 0 && questions.length * 2 >= blocks.length - 1;
}

function holdsAnswers(block: string): boolean {
	const open = findUnescaped(block, '{');
	const close = open < 0 ? -1 : findUnescaped(block, '}', open);
	if (close < 0) return false;
	const answers = block.slice(open + 1, close).trim();
	return block.trimStart().startsWith('::') || /^(?:$|[~=#]|(?:t|f|true|false)\b)/i.test(answers);
}

function parse(file: SourceFile, progress?: Progress): ImportedBank {
	const log = importLog(progress);
	const { text, ...conversions } = convertText(file.bytes, file.text ?? '');
	const { blocks, comments } = giftBlocks(text.replace(/^\ufeff/, ''));
	const head = headOf(comments);
	const paths = new Map(blocks.map(({ category }) => [category, categoryPath(category)]));
	const nameOf = topicNames(paths.values());
	for (const block of blocks) {
		const item = readBlock(block, head, log);
		const topic = item?.topic ?? nameOf(paths.get(block.category) ?? []);
		if (item) log.add({ ...item, topic });
	}
	return log.finish('gift', head, conversions);
}

function headOf(comments: readonly string[]): ImportedHead {
	const line = comments.find((comment) => comment.startsWith(`${headMark} `));
	return (line && readHeadJson(line.slice(headMark.length))) || emptyHead;
}

/** The item of a block; null for one that is none, which the log tells. */
function readBlock(block: GiftBlock, head: ImportedHead, log: ImportLog): ImportedItem | null {
	const row = block.line;
	const { title, stem, answers, generalFeedback } = readGiftQuestion(block.text);
	switch (answers.kind) {
		case 'description': {
			const params = { value: quoted(unescapeGift(stem)) };
			log.notice({ row, column: null, code: 'TEXT_UNASSIGNED', params });
			return null;
		}
		case 'broken':
			log.issue({ row, column: null, code: 'ANSWERS_NOT_CLOSED' });
			return null;
		case 'other': {
			const params = { value: answers.name };
			log.notice({ row, column: null, code: 'ITEM_KIND_UNSUPPORTED', params });
			return null;
		}
	}
	const format = formatOf(stem.trim()) ?? 'moodle';
	const question = log.text(row, null, reduceGift(stem, format));
	const feedback = log.text(row, '####', reduceGift(generalFeedback, format));
	const comment = block.comments.join('\n');
	const tags = readItemTags(
		[...comment.matchAll(/\[tag:((?:\\\]|[^\]\n]){1,500})\]/g)].map(([, tag = '']) =>
			tag.replaceAll('\\]', ']')
		)
	);
	for (const tag of tags.others) {
		const params = { value: `[tag:${quoted(tag)}]` };
		log.noticeOnce({ row, column: null, code: 'FEATURE_UNSUPPORTED', params });
	}
	const id =
		/\[id:((?:\\\]|[^\]\n]){1,200})\]/.exec(comment)?.[1]?.replaceAll('\\]', ']').trim() ?? null;
	log.name(row, unescapeGift(title), { id, stem: question.markup }, '::title::');
	const { difficulty, points, status, facts, topic } = tags;
	const common = {
		row,
		id,
		stem: question.markup,
		...splitFeedback(feedback.markup, tags, head),
		...{ topic, difficulty, points, status, facts }
	};
	if (answers.kind === 'truefalse') {
		tellFeedback(row, answers.feedback, format, log);
		return { ...common, type: 'true_false', options: [], key: answers.isTrue ? 0b01 : 0b10 };
	}
	return { ...common, ...readChoice(row, answers.options, format, log) };
}

function readChoice(
	row: number,
	options: readonly GiftOption[],
	format: TextFormat,
	log: ImportLog
): Pick<ImportedItem, 'type' | 'options' | 'key'> {
	const isSingle = options.some(({ isRight }) => isRight);
	const isRight = (option: GiftOption) =>
		option.isRight || (isSingle ? option.weight === 100 : (option.weight ?? 0) > 0);
	const right = options.flatMap((option, position) => (isRight(option) ? [position] : []));
	tellFeedback(
		row,
		options.map(({ feedback }) => feedback ?? ''),
		format,
		log
	);
	for (const option of options) {
		// A part of the points for a wrong option: an item of ours is right or wrong.
		if (isSingle && !isRight(option) && (option.weight ?? 0) > 0)
			log.unsupported(row, null, `%${option.weight}%`);
	}
	const weights = new Set(options.filter(isRight).map(({ weight }) => Math.round(weight ?? 100)));
	if (!isSingle && weights.size > 1)
		log.unsupported(row, null, [...weights].map((weight) => `%${weight}%`).join(' '));
	const isSeveral = isSingle && right.length > 1;
	if (isSeveral) log.notice({ row, column: null, code: 'READ_AS_MULTIPLE' });
	return {
		type: isSingle && !isSeveral ? 'single' : 'multiple',
		options: options.map(({ text }) => log.text(row, null, reduceGift(text, format)).plain),
		key: right.length === 0 || options.length > 30 ? null : maskOf(right)
	};
}

/** What is said to those who choose an option has no place in a bank. */
function tellFeedback(
	row: number,
	texts: readonly string[],
	format: TextFormat,
	log: ImportLog
): void {
	for (const text of texts) {
		const { plain } = log.text(row, '#', reduceGift(text, format));
		if (plain !== '') log.unsupported(row, null, `#${plain}`);
	}
}

type TextFormat = 'moodle' | 'html' | 'plain' | 'markdown';

function formatOf(text: string): TextFormat | null {
	return (/^\[(moodle|html|plain|markdown)\]/.exec(text)?.[1] ?? null) as TextFormat | null;
}

/** A text in the format it begins with, else in `format`. */
function reduceGift(text: string, format: TextFormat): ReducedText {
	const trimmed = text.trim();
	const own = formatOf(trimmed);
	const content = unescapeGift(own ? trimmed.slice(own.length + 2) : trimmed);
	switch (own ?? format) {
		case 'html':
			return reduceHtml(content);
		case 'plain':
			return reducePlain(content);
		case 'markdown':
			return reduceMarkdown(content);
		case 'moodle':
			return reduceAutoFormat(content);
	}
}
