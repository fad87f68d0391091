import type { Bank, BankItem } from '../bank.ts';
import { parseMarkup, plainText, strongParts, type Inline } from '../markup.ts';
import type { Found } from './finding.ts';

/** The text of a file, line by line: a finding for each line that is not in NFC. */
export function lintSource(text: string): Found[] {
	return text
		.split(/\r\n|\r|\n/)
		.flatMap((line, index): Found[] =>
			line.normalize('NFC') === line
				? []
				: [{ item: null, code: 'TEXT_NOT_NFC', params: { field: `line ${index + 1}` } }]
		);
}

/** How the texts of a bank are written: its own, and those of its items. */
export function lintTypography(bank: Bank): Found[] {
	const head: [field: string, text: string][] = [
		['title', bank.title],
		...bank.topics.map(({ id, title }): [string, string] => [`topic ${id}`, title]),
		...bank.documents.flatMap(({ id, title, issuer }): [string, string][] => [
			[`title of document ${id}`, title],
			[`issuer of document ${id}`, issuer]
		])
	];
	return [
		...head.flatMap(([field, text]) => lintText(text, null, field)),
		...bank.items.flatMap(lintItem)
	];
}

function lintItem({ key, type, content, place }: BankItem): Found[] {
	const marked: [string, string][] = [
		['stem', content.stem],
		['rationale', content.rationale]
	];
	const plain: [string, string][] = [
		...content.options.map((option): [string, string] => [`option “${option}”`, option]),
		['place', place]
	];
	return [
		...[...marked, ...plain].flatMap(([field, text]) => lintText(text, key, field)),
		...marked
			.filter(([, text]) => hasUnclosedMark(text))
			.map(([field]): Found => ({ item: key, code: 'MARKUP_UNCLOSED', params: { field } })),
		...plain
			.filter(([, text]) => strongParts(text).length > 0)
			.map(([field]): Found => ({ item: key, code: 'MARKUP_IN_OPTION', params: { field } })),
		...lintEnd(key, type, content.stem)
	];
}

const html = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>|<!--|&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/i;

function lintText(text: string, item: string | null, field: string): Found[] {
	const found: Found[] = [];
	const find = (code: Found['code']) => found.push({ item, code, params: { field } });
	const prose = withoutCode(text);
	if (text.normalize('NFC') !== text) find('TEXT_NOT_NFC');
	if (/[^\S\r\n]{2,}(?=\S)|\u00a0/u.test(prose)) find('TEXT_DOUBLED_SPACE');
	if (prose.includes('"')) find('TEXT_STRAIGHT_QUOTE');
	if (!isBalanced(prose)) find('TEXT_QUOTE_UNBALANCED');
	if (html.test(prose)) find('TEXT_HTML');
	return found;
}

/** Whether every “ is closed by a ” before the next one. */
function isBalanced(text: string): boolean {
	return /^(?:[^“”]*“[^“”]*”)*[^“”]*$/u.test(text);
}

/** Code means what it says, spaces and quotes included. */
function withoutCode(text: string): string {
	return text.replace(/`[^`\n]+`/g, '■');
}

/** Whether a mark of the subset of Markdown stands in the text and means itself without being escaped. */
function hasUnclosedMark(text: string): boolean {
	const left = (nodes: readonly Inline[]): boolean =>
		nodes.some((node) => {
			if (node.kind === 'text') return /\*(?=[^\s*])|(?<=[^\s*])\*|\*\*|`/.test(node.text);
			return 'children' in node && left(node.children);
		});
	const unescaped = text.replace(/\\[\\*`-]/g, '');
	return parseMarkup(unescaped).some((block) =>
		block.kind === 'list' ? block.items.some((item) => left(item)) : left(block.children)
	);
}

/** A statement ends with a full stop; a question with a question mark, a colon or a full stop. */
function lintEnd(key: string, type: BankItem['type'], stem: string): Found[] {
	const end = plainText(stem).trimEnd();
	const ends = type === 'true_false' ? /[.!…]”?$/u : /[?.:!…]”?$/u;
	return ends.test(end) ? [] : [{ item: key, code: 'STEM_PUNCTUATION', params: {} }];
}
