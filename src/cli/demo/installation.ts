import { isAppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { createApp, type App } from '#lib/server/app.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { OperatorError } from '../explain.ts';
import { prepareInstallation } from '../prepare.ts';
import { createSample, createSampleContest } from './sample.ts';
import { readProgress, readState, writeState, type DemoState } from './state.ts';
import { usedUp } from './turns.ts';

/** Decides the province and who takes part when; any number does. */
const seed = 57;
/** A contest that closes within this time, in ms, is replaced by a new one. */
const leastOpen = 60 * 60_000;

/** What making a demo ready needs. */
export interface DemoPlace {
	readonly databaseUrl: string;
	readonly dataDir: string;
	/** The project's folder. */
	readonly root: string;
	readonly say: (line: string) => void;
}

/**
 * Makes sure that there is a sample with a contest in which people can still take part. A sample
 * whose making was interrupted is made anew. Throws OperatorError in a directory of a real installation.
 */
export async function prepareDemo(place: DemoPlace): Promise<DemoState> {
	const { databaseUrl, dataDir, root, say } = place;
	let state = await readState(dataDir);
	if (state?.made === false) {
		say('The demo was stopped while its sample was made: starting over.');
		await emptyDatabase(databaseUrl);
		await prepareInstallation(databaseUrl, root, () => undefined);
		state = null;
	}
	const app = createApp({ databaseUrl, pool: 4 });
	try {
		return state === null ? await makeSample(app, place) : await ensureContest(app, place, state);
	} finally {
		await app.close();
	}
}

async function makeSample(app: App, { dataDir, say }: DemoPlace): Promise<DemoState> {
	if ((await app.accounts.issueSetupToken()) === null) {
		throw new OperatorError(
			`${dataDir} holds an installation that is no demo: choose another directory with --data-dir.`
		);
	}
	say('Making the sample: a province with its units, people and a running contest …');
	await writeState(dataDir, { made: false });
	const { codes, logins, administratorId, contestId } = await createSample(app, seed);
	const state: DemoState = {
		made: true,
		logins: [...logins],
		administratorId,
		contestId,
		people: codes.map(({ staffCode, code }) => ({ staffCode, code }))
	};
	await writeState(dataDir, state);
	return state;
}

/** Keeps the contest while it is open and not everybody has used all attempts, else makes a new one. */
async function ensureContest(
	app: App,
	{ dataDir, say }: DemoPlace,
	state: DemoState
): Promise<DemoState> {
	const progress = await readProgress(dataDir, state.contestId);
	if (!usedUp(state.people, progress) && (await staysOpen(app, state.contestId))) return state;
	say('The contest of the demo is over: making a new one.');
	const actor = await administrator(app, state);
	const [province] = await app.units.listTopmost(actor, 'roster.read');
	if (!province) throw new Error('the demo has lost its province');
	const contestId = await createSampleContest(app, actor, province.id);
	// Codes do not live for ever either.
	const issued = await app.activation.issueCodes(actor, province.id);
	const codes = new Map(issued.map(({ staffCode, code }) => [staffCode, code]));
	const people = state.people.map(({ staffCode }) => ({
		staffCode,
		code: codes.get(staffCode) ?? null
	}));
	const renewed = { ...state, contestId, people };
	await writeState(dataDir, renewed);
	return renewed;
}

async function staysOpen(app: App, contestId: number): Promise<boolean> {
	try {
		const contest = await app.contests.findPublished(contestId);
		const { closesAt } = contest.round.timing;
		return contest.status === 'published' && closesAt > app.clock.now() + leastOpen;
	} catch (error) {
		if (isAppError(error)) return false;
		throw error;
	}
}

async function administrator(app: App, { administratorId }: DemoState): Promise<Actor> {
	const { token } = await app.sessions.open(administratorId);
	const session = await app.sessions.validate(token);
	await app.sessions.close(token);
	if (!session) throw new OperatorError('The administrator of the demo was disabled.');
	return session.actor;
}

async function emptyDatabase(url: string): Promise<void> {
	const database = openDatabase(url, 1);
	try {
		await database.sql`drop schema public cascade`;
		await database.sql`create schema public`;
	} finally {
		await database.close();
	}
}
