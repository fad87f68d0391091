import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRegister, type RegisteredDocument } from '#lib/domain/document-register.ts';
import { AppError, isAppError, type FileIssue } from '#lib/domain/errors.ts';
import { parseFacts, type Fact } from '#lib/domain/fact-file.ts';
import { readYaml } from './yaml-source.ts';

/** Name of the register of documents in a folder of banks. */
export const registerFile = 'documents.yaml';

/** Where the facts that items rest on lie in a folder of banks. */
export const factsFile = join('sources', 'facts.yaml');

/**
 * The register of a folder of banks; empty where the folder has none. Throws FILE_TOO_LARGE, or
 * INVALID_FILE with every problem and the path of the file as `params.file`.
 */
export function readRegister(folder: string): Promise<RegisteredDocument[]> {
	return readList(join(folder, registerFile), (content) => {
		const { register, issues } = parseRegister(content);
		return { list: register, issues };
	});
}

/** The facts of a folder of banks; empty where the folder has none. Throws as `readRegister`. */
export function readFacts(folder: string): Promise<Fact[]> {
	return readList(join(folder, factsFile), (content) => {
		const { facts, issues } = parseFacts(content);
		return { list: facts, issues };
	});
}

async function readList<Entry>(
	file: string,
	parse: (content: unknown) => { list: Entry[] | null; issues: FileIssue[] }
): Promise<Entry[]> {
	let bytes: Uint8Array;
	try {
		bytes = await readFile(file);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
		throw error;
	}
	try {
		const { list, issues } = parse(readYaml(bytes));
		if (!list) throw new AppError('INVALID_FILE', { count: issues.length }, issues.slice(0, 200));
		return list;
	} catch (error) {
		if (!isAppError(error)) throw error;
		throw new AppError(error.code, { ...error.params, file }, error.issues);
	}
}
