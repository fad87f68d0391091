import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Bank } from '#lib/domain/bank.ts';
import { parseBank } from '#lib/domain/bank-file.ts';
import { AppError, isAppError } from '#lib/domain/errors.ts';

/** Largest bank file, in bytes; 20,000 items of ordinary length are about a third of it. */
const maxBytes = 40 * 1024 * 1024;

/**
 * Reads a bank from the bytes of a YAML (or JSON) file in UTF-8. Throws FILE_TOO_LARGE, or
 * INVALID_FILE with every problem: for syntax the line, for content the item and field.
 */
export function readBankSource(bytes: Uint8Array): Bank {
	if (bytes.byteLength > maxBytes)
		throw new AppError('FILE_TOO_LARGE', { megabytes: maxBytes / 1024 / 1024 });
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new AppError('INVALID_FILE', { count: 1 }, [
			{ row: null, column: null, code: 'FILE_UNREADABLE' }
		]);
	}
	// Aliases can make a small file enormous; a bank has no use for them.
	const document = parseDocument(text, { prettyErrors: true, maxAliasCount: 0 } as object);
	if (document.errors.length > 0) {
		throw new AppError(
			'INVALID_FILE',
			{ count: document.errors.length },
			document.errors.slice(0, 20).map((error) => ({
				row: error.linePos?.[0].line ?? null,
				column: null,
				code: 'BANK_SYNTAX' as const,
				params: { value: (error.message.split('\n')[0] ?? '').replace(/:$/, '').slice(0, 200) }
			}))
		);
	}
	let content: unknown;
	try {
		content = document.toJS({ maxAliasCount: 0 });
	} catch (error) {
		const value = error instanceof Error ? error.message : '';
		throw new AppError('INVALID_FILE', { count: 1 }, [
			{ row: null, column: null, code: 'BANK_SYNTAX', params: { value } }
		]);
	}
	const { bank, issues } = parseBank(content);
	if (!bank) throw new AppError('INVALID_FILE', { count: issues.length }, issues.slice(0, 200));
	return bank;
}

/** A file of a folder of banks: its bank, or why there is none. */
export type BankFile = { readonly path: string } & (
	| { readonly bank: Bank; readonly refusal: null }
	| { readonly bank: null; readonly refusal: AppError }
);

/** Reads every `*.yaml` of a folder, by name. Throws only when the folder or a file cannot be opened. */
export async function readBankFolder(folder: string): Promise<BankFile[]> {
	const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
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
