import { glob } from 'node:fs/promises';
import { resolve } from 'node:path';
import { OperatorError } from './explain.ts';
import { banksFolder } from './prepare.ts';
import type { Call } from './verb.ts';

/** The operand of the verbs that read a folder of banks. */
export const banksOperand = {
	name: 'folder',
	summary: `folder with *.yaml files; without it the project's own ${banksFolder}/`
};

/** The folder that is meant: relative to where npm was called. Throws when it holds no bank. */
export async function banksPath({ operands: [folder], root }: Call): Promise<string> {
	const from = folder === undefined ? root : (process.env['INIT_CWD'] ?? process.cwd());
	const path = resolve(from, folder ?? banksFolder);
	for await (const _ of glob('*.{yaml,yml}', { cwd: path })) return path;
	throw new OperatorError(`There is no question bank (*.yaml) in ${path}: name another folder.`);
}
