import { COLLECTION_STYLE, CORE_SCHEMA, jsToAst, present, visit } from 'js-yaml';
import { bankFileContent } from '#lib/domain/bank-file.ts';
import type { BankExporter } from './format.ts';

/** Lets editors with a YAML language server complete fields and mark mistakes. */
const schemaLine = '# yaml-language-server: $schema=./schema/bank.schema.json\n';

/**
 * Writes our own YAML as a person would: fields in the order of question-banks/README.md, texts of
 * several lines as blocks, short lists on one line, quotes only where YAML asks for them.
 */
export const hoithiExporter: BankExporter = {
	format: 'hoithi',
	extension: 'yaml',
	mediaType: 'application/yaml',

	async write(bank) {
		const documents = jsToAst(bankFileContent(bank), CORE_SCHEMA, { noRefs: true });
		visit(documents, (node) => {
			const isShort = node.kind === 'sequence' && node.items.every(({ kind }) => kind === 'scalar');
			if (isShort) node.style = COLLECTION_STYLE.FLOW;
		});
		return Buffer.from(schemaLine + present(documents, { schema: CORE_SCHEMA, lineWidth: -1 }));
	}
};
