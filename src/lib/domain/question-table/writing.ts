import type { Bank, BankItem } from '../bank.ts';
import { optionIds, positionsOf } from '../items.ts';
import { escapeMarkup } from '../markup.ts';
import { markupRemark, optionHeading, questionHeadings, type QuestionField } from './headings.ts';
import { keepingLabels, keepingNumber } from './labels.ts';
import { nameWriter } from './names.ts';
import { questionWords } from './words.ts';

/** A column of a written table: a field, or an option by its position. */
export type WrittenColumn = QuestionField | { readonly option: number };

/** A bank as a table, without what stands in its head. */
export interface WrittenTable {
	readonly columns: readonly WrittenColumn[];
	readonly headings: readonly string[];
	/** Texts, and points as a number. */
	readonly rows: readonly (readonly (string | number)[])[];
}

/**
 * A bank as the table of questions that `readQuestionTable` reads. Stems and rationales stand as plain
 * text unless one of the column needs our markup: then the heading says so.
 */
export function writeQuestionTable(bank: Bank): WrittenTable {
	const headings = questionHeadings[bank.language];
	const words = questionWords[bank.language];
	const names = nameWriter(bank);
	const most = Math.max(
		4,
		...bank.items.map(({ type, content }) => (type === 'true_false' ? 0 : content.options.length))
	);
	const columns: WrittenColumn[] = [
		...(['id', 'type', 'topic', 'difficulty', 'stem'] as const),
		...Array.from({ length: most }, (_, option) => ({ option })),
		...(['key', 'rationale', 'document', 'place', 'points', 'facts', 'status'] as const)
	];
	const stems = bank.items.map(({ content }) => keepingNumber(content.stem));
	const rationales = bank.items.map(({ content }) => content.rationale);
	const marked = new Set<WrittenColumn>();
	if (!stems.every(isPlain)) marked.add('stem');
	if (!rationales.every(isPlain)) marked.add('rationale');

	const rows = bank.items.map((item, index) => {
		const options = item.type === 'true_false' ? [] : keepingLabels(item.content.options);
		const cell = (column: WrittenColumn): string | number => {
			if (typeof column === 'object') return options[column.option] ?? '';
			switch (column) {
				case 'id':
					return item.key;
				case 'type':
					return words.type[item.type];
				case 'topic':
					return names.topic(item.topic);
				case 'difficulty':
					return words.difficulty[item.difficulty];
				case 'stem':
					return stems[index] ?? '';
				case 'options':
					return options.join('\n');
				case 'key':
					return keyText(item);
				case 'rationale':
					return item.content.rationale;
				case 'document':
					return item.document === null ? '' : names.document(item.document);
				case 'place':
					return item.place;
				case 'points':
					return item.points / 100;
				case 'facts':
					return item.facts.join(', ');
				case 'status':
					return words.status[item.status];
			}
		};
		return columns.map(cell);
	});
	return {
		columns,
		headings: columns.map((column) => {
			if (typeof column === 'object') return optionHeading(bank.language, column.option);
			return marked.has(column) ? `${headings[column]} ${markupRemark}` : headings[column];
		}),
		rows
	};
}

/** True for a text that means the same read as plain text. */
function isPlain(text: string): boolean {
	return escapeMarkup(text) === text;
}

/** The key as a person writes it: "B", "A, C"; of a statement the word of the bank's language. */
function keyText({ type, content }: BankItem): string {
	const places = positionsOf(content.key);
	if (type === 'true_false') return content.options[places[0] ?? 0] ?? '';
	return places.map((place) => (optionIds[place] ?? '').toUpperCase()).join(', ');
}
