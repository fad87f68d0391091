import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../explain.ts';
import type { SampleLogin } from './sample.ts';

const loginSchema = z.object({
	role: z.enum(['administrator', 'organizer', 'focal_point', 'candidate']),
	username: z.string(),
	displayName: z.string(),
	unitName: z.string().nullable()
}) satisfies z.ZodType<SampleLogin>;

/** Someone of the roster; without a code the account is active. */
const personSchema = z.object({ staffCode: z.string(), code: z.string().nullable() });
export type DemoPerson = z.infer<typeof personSchema>;

const stateSchema = z.discriminatedUnion('made', [
	/** The sample is being made: what is found in this state was interrupted. */
	z.object({ made: z.literal(false) }),
	z.object({
		made: z.literal(true),
		logins: z.array(loginSchema),
		administratorId: z.string(),
		contestId: z.number().int(),
		/** In the order in which they take part. */
		people: z.array(personSchema)
	})
]);
type State = z.infer<typeof stateSchema>;
/** What a demo keeps of its sample between runs. */
export type DemoState = Extract<State, { made: true }>;

const progressSchema = z.object({
	contestId: z.number().int(),
	/** Turns given out: people take their first turns in order, then their second ones, and so on. */
	turns: z.number().int().min(0),
	/** Turns that were under way when the demo was stopped. */
	unfinished: z.array(z.number().int().min(0))
});
/** How far the simulated candidates have come. */
export type DemoProgress = z.infer<typeof progressSchema>;

/** The state of the demo in this data directory; null when none was ever made there. */
export async function readState(dataDir: string): Promise<State | null> {
	return readJson(join(dataDir, 'demo.json'), stateSchema);
}

export async function writeState(dataDir: string, state: State): Promise<void> {
	await writePrivately(join(dataDir, 'demo.json'), state);
}

/** The progress in a contest; at its beginning when there is none. */
export async function readProgress(dataDir: string, contestId: number): Promise<DemoProgress> {
	const progress = await readJson(join(dataDir, 'demo-progress.json'), progressSchema);
	return progress?.contestId === contestId ? progress : { contestId, turns: 0, unfinished: [] };
}

export async function writeProgress(dataDir: string, progress: DemoProgress): Promise<void> {
	await writePrivately(join(dataDir, 'demo-progress.json'), progress);
}

async function readJson<Schema extends z.ZodType>(
	path: string,
	schema: Schema
): Promise<z.output<Schema> | null> {
	const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'ENOENT') throw error;
		return null;
	});
	if (text === null) return null;
	try {
		return schema.parse(JSON.parse(text));
	} catch (cause) {
		const message = `${path} cannot be read as a demo's file: remove its folder, or choose another one with --data-dir.`;
		throw new OperatorError(message, { cause });
	}
}

/** Writes a file that only its owner may read, whole or not at all. */
async function writePrivately(path: string, value: unknown): Promise<void> {
	const unfinished = `${path}.${process.pid}`;
	await writeFile(unfinished, JSON.stringify(value), { mode: 0o600 });
	await chmod(unfinished, 0o600);
	await rename(unfinished, path);
}
