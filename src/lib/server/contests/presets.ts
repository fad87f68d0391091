import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { isAppError } from '#lib/domain/errors.ts';
import { presetSchema, type Preset } from '#lib/domain/rules/preset.ts';
import { readYaml } from '../banks/yaml-source.ts';

/** Where the presets lie, from the project's root. */
export const presetsFolder = 'contest-presets';

/**
 * Every `*.yaml` of a folder as a preset, by file name. Presets come with the product: a file that is none
 * is a mistake of whoever put it there, told as an Error with the file's path and each problem. Throws
 * as well when the folder or a file cannot be opened.
 */
export async function readPresets(folder: string): Promise<Preset[]> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
	return Promise.all(names.map((name) => readPreset(join(folder, name))));
}

async function readPreset(path: string): Promise<Preset> {
	const bytes = await readFile(path);
	const { success, data, error } = presetSchema.safeParse(contentOf(path, bytes));
	if (!success) throw new Error(`${path} is no preset:\n${problems(error)}`, { cause: error });
	if (`${data.id}.yaml` !== basename(path))
		throw new Error(`${path}: the id ${data.id} is not the name of the file`);
	return data;
}

function contentOf(path: string, bytes: Uint8Array): unknown {
	try {
		return readYaml(bytes);
	} catch (error) {
		if (!isAppError(error)) throw error;
		const lines = error.issues.map(({ row, params }) => `line ${row}: ${params?.value ?? ''}`);
		throw new Error(`${path} is no YAML:\n${lines.join('\n')}`, { cause: error });
	}
}

/** The problems with their fields; those of our own checks by their code. */
function problems(error: z.ZodError): string {
	return error.issues
		.map((issue) => {
			const code = issue.code === 'custom' ? issue.params?.code : undefined;
			return `${issue.path.join('.')}: ${typeof code === 'string' ? code : issue.message}`;
		})
		.join('\n');
}
