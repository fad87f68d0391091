import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import { EmbeddedPostgresError, systemErrorCode } from './errors.ts';
import { writeNewFile } from './layout.ts';
import { isAlive, processStartTime } from './processes.ts';

/** The right to run the cluster of a data directory, held until it is released. */
export interface Ownership {
	release(): Promise<void>;
}

const ownerSchema = z.object({
	pid: z.number().int().positive(),
	/** see processStartTime; null where it is unknown */
	startTime: z.string().nullable(),
	/** the start time counts from boot, so it means nothing after another boot */
	bootId: z.string().nullable(),
	/** one per claim, so that two claims of one process differ */
	token: z.string().regex(/^[\w-]+$/)
});

type Owner = z.infer<typeof ownerSchema>;

/**
 * Claims the data directory by its owner file. Of any number of processes that try at once exactly
 * one succeeds, also when a dead owner's file has to be replaced.
 * Throws ALREADY_RUNNING when a living process holds it.
 */
export async function claimOwnership(ownerFile: string): Promise<Ownership> {
	const me: Owner = {
		pid: process.pid,
		startTime: processStartTime(process.pid),
		bootId: bootId(),
		token: randomBytes(9).toString('base64url')
	};
	await claim(ownerFile, me);
	return {
		async release() {
			// Somebody else's file means that ours was removed by hand: leave it alone.
			if ((await readOwner(ownerFile))?.token === me.token) await rm(ownerFile, { force: true });
		}
	};
}

/**
 * Makes `path` with `me` in it. A file of a dead owner may be replaced only by who holds
 * `<path>.<token of the dead>`, itself claimed in this way; since every token is used once, whoever
 * holds it and still finds the dead owner in `path` is alone in replacing it.
 */
async function claim(path: string, me: Owner): Promise<void> {
	// A complete file appears at once under its name: a half-written owner is never seen.
	const draft = `${path}.${me.token}.tmp`;
	try {
		await writeNewFile(draft, JSON.stringify(me));
		while (!(await linkIfAbsent(draft, path))) {
			const owner = await readOwner(path);
			if (!owner) continue;
			if (isOwnerAlive(owner)) throw alreadyRunning(owner);

			const replacing = `${path}.${owner.token}`;
			await claim(replacing, { ...me, token: randomBytes(9).toString('base64url') });
			try {
				if ((await readOwner(path))?.token === owner.token) {
					await rename(draft, path);
					return;
				}
			} finally {
				await rm(replacing, { force: true });
			}
		}
	} finally {
		await rm(draft, { force: true });
	}
}

async function linkIfAbsent(from: string, to: string): Promise<boolean> {
	try {
		await link(from, to);
		return true;
	} catch (error) {
		if (systemErrorCode(error) === 'EEXIST') return false;
		throw error;
	}
}

/** The owner in the file; null without a file; a dead one when a power cut left it unreadable. */
async function readOwner(path: string): Promise<Owner | null> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		if (systemErrorCode(error) === 'ENOENT') return null;
		throw error;
	}
	try {
		return ownerSchema.parse(JSON.parse(text));
	} catch {
		return { pid: 0, startTime: null, bootId: null, token: 'unreadable' };
	}
}

function isOwnerAlive(owner: Owner): boolean {
	if (owner.pid === 0 || owner.bootId !== bootId() || !isAlive(owner.pid)) return false;
	return processStartTime(owner.pid) === owner.startTime;
}

function alreadyRunning(owner: Owner): EmbeddedPostgresError {
	return new EmbeddedPostgresError(
		'ALREADY_RUNNING',
		`The process ${owner.pid} already runs the embedded PostgreSQL of this data directory: stop it first, or choose another directory.`
	);
}

function bootId(): string | null {
	try {
		return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
	} catch {
		return null;
	}
}
