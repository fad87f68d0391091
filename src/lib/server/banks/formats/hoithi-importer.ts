import type { ImportedBank, ImportedItem } from '#lib/domain/bank-import.ts';
import { emptyHead } from '#lib/domain/bank-import.ts';
import type { BankItem } from '#lib/domain/bank.ts';
import { parseBank } from '#lib/domain/bank-file.ts';
import { parseYaml } from '#lib/server/banks/yaml-source.ts';
import type { BankImporter } from './format.ts';

/** Fields at the head of a bank file, at the start of a line of YAML or as a name in JSON. */
const fields = 'slug|title|language|license|practice|documents|topics|items';
const yamlField = new RegExp(`^(?:${fields})[ \\t]*:(?=\\s|$)`, 'gm');
const jsonField = new RegExp(`"(?:${fields})"\\s*:`, 'g');

/** Reads our own files: YAML or JSON in the shape of question-banks/README.md. */
export const hoithiImporter: BankImporter = {
	format: 'hoithi',

	detect({ text }) {
		if (text === null) return false;
		const isJson = text.trimStart().startsWith('{');
		// One such line may stand in any text.
		const names = (isJson ? text.slice(0, 10_000) : text).matchAll(isJson ? jsonField : yamlField);
		const found = new Set<string>();
		for (const [name] of names) if (found.add(name).size > 1) return true;
		return false;
	},

	/** Rows are entries: item 1, item 2 … What the shape of the file defines as its default, it says. */
	async parse({ text }, progress): Promise<ImportedBank> {
		const { bank, issues } = parseBank(parseYaml(text ?? ''));
		const nothing = { notices: [], conversions: [], conversionCount: 0 };
		if (!bank) return { format: 'hoithi', head: emptyHead, items: [], issues, ...nothing };
		const { items, ...head } = bank;
		progress?.(items.length);
		return { format: 'hoithi', head, items: items.map(importedItem), issues, ...nothing };
	}
};

/** An item of a bank as a file of ours holds it. */
function importedItem(item: BankItem, index: number): ImportedItem {
	const { key, type, topic, difficulty, points, content, document, place, facts, status } = item;
	const meta = { topic, difficulty, points, document, place, facts, status };
	return { row: index + 1, id: key, type, ...content, ...meta };
}
