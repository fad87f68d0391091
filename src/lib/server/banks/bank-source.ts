import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bank } from '#lib/domain/bank.ts';
import { parseBank } from '#lib/domain/bank-file.ts';
import { AppError, isAppError } from '#lib/domain/errors.ts';
import { registerFile } from './register-source.ts';
import { readYaml } from './yaml-source.ts';

/**
 * Reads a bank from the bytes of a YAML (or JSON) file in UTF-8. Throws FILE_TOO_LARGE, or
 * INVALID_FILE with every problem: for syntax the line, for content the item and field.
 */
export function readBankSource(bytes: Uint8Array): Bank {
	const { bank, issues } = parseBank(readYaml(bytes));
	if (!bank) throw new AppError('INVALID_FILE', { count: issues.length }, issues.slice(0, 200));
	return bank;
}

/** A file of a folder of banks: its bank, or why there is none. */
export type BankFile = { readonly path: string } & (
	| { readonly bank: Bank; readonly refusal: null }
	| { readonly bank: null; readonly refusal: AppError }
);

/**
 * Reads every `*.yaml` of a folder but the register of documents as a bank, by name. Throws only when the
 * folder or a file cannot be opened.
 */
export async function readBankFolder(folder: string): Promise<BankFile[]> {
	const names = (await readdir(folder))
		.filter((name) => /\.ya?ml$/.test(name) && name !== registerFile)
		.sort();
	return Promise.all(
		names.map(async (name) => {
			const path = join(folder, name);
			const bytes = await readFile(path);
			try {
				return { path, bank: readBankSource(bytes), refusal: null };
			} catch (error) {
				if (!isAppError(error)) throw error;
				return { path, bank: null, refusal: error };
			}
		})
	);
}
