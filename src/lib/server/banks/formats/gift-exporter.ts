import type { Bank, BankItem } from '#lib/domain/bank.ts';
import { positionsOf } from '#lib/domain/items.ts';
import { writeCategoryPath } from './category-topics.ts';
import { feedbackText, headJson, headMark } from './exchange-head.ts';
import { itemTags } from './exchange-tags.ts';
import type { BankExporter } from './format.ts';
import { escapeGift } from './gift-blocks.ts';
import { exactHtml, reducePlain } from './html-text.ts';

/**
 * Moodle's text format GIFT, by https://docs.moodle.org/en/GIFT_format. Topics are categories; what the
 * format has no field for stands in comments as Moodle writes them, "// [id:…] [tag:…]", the head of
 * the bank in a comment of its own.
 */
export const giftExporter: BankExporter = {
	format: 'gift',
	extension: 'gift.txt',
	mediaType: 'text/plain; charset=utf-8',
	write: (bank) => Promise.resolve(Buffer.from(writeGift(bank)))
};

function writeGift(bank: Bank): string {
	const titles = new Map(bank.topics.map(({ id, title }) => [id, title]));
	const blocks = [`// ${headMark} ${headJson(bank)}`];
	let topic: string | null = null;
	for (const item of bank.items) {
		if (item.topic !== topic) {
			topic = item.topic;
			const path = writeCategoryPath([bank.title, titles.get(topic) ?? topic]);
			blocks.push(`$CATEGORY: ${path}`);
		}
		blocks.push(writeItem(item, bank));
	}
	return `${blocks.join('\n\n')}\n`;
}

function writeItem(item: BankItem, bank: Bank): string {
	const tags = itemTags(item, { points: true }).map((tag) => `[tag:${tag}]`);
	const { stem, rationale } = item.content;
	const { document, place } = item;
	const question = writeText(stem);
	const feedback = feedbackText({ rationale, document, place }, bank);
	const general = feedback === '' ? '' : `####${writeText(feedback)}`;
	return [
		`// [id:${item.key}] ${tags.join(' ')}`,
		`::${escapeGift(item.key)}::${question}{${writeAnswers(item)}${general}}`
	].join('\n');
}

/** Plain where that says all; Moodle shows either as it is. The format is always said. */
function writeText(markup: string): string {
	const { plain, markup: escaped } = reducePlain(unescaped(markup));
	if (escaped === markup) return `[plain]${escapeGift(plain)}`;
	return `[html]${escapeGift(exactHtml(markup))}`;
}

/** What the text would be without the backslashes of our markup. */
function unescaped(markup: string): string {
	return markup.replace(/\\([\\*`-])/g, '$1');
}

function writeAnswers({ type, content: { options, key } }: BankItem): string {
	if (type === 'true_false') return key === 0b01 ? 'TRUE' : 'FALSE';
	const right = positionsOf(key);
	const lines = options.map((option, position) => {
		const isRight = right.includes(position);
		return `\t${signOf(type, isRight, right.length)}[plain]${escapeGift(option)}\n`;
	});
	return `\n${lines.join('')}`;
}

/** Whoever ticks everything gets nothing, as here: a wrong option takes all points. */
function signOf(type: 'single' | 'multiple', isRight: boolean, count: number): string {
	if (type === 'single') return isRight ? '=' : '~';
	// Moodle knows these shares by five decimals.
	return isRight ? `~%${Number((100 / count).toFixed(5))}%` : '~%-100%';
}
