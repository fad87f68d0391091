/**
 * The simulated candidates of a demo: a process of its own, so that the server has its own. Arguments:
 * data directory, origin of the server, number of takers, seconds of an attempt. It ends when its
 * parent says so or is gone.
 */
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { banksFolder } from '../prepare.ts';
import { readAnswerKey } from './answer-key.ts';
import { takeTurn, type Exam } from './candidate.ts';
import { readProgress, readState, type DemoPerson } from './state.ts';
import { Turns } from './turns.ts';
import { watchBoard } from './watcher.ts';

const [dataDir = '', origin = '', takers = '', seconds = ''] = process.argv.slice(2);
const root = resolve(import.meta.dirname, '../../..');
/** The least time between two lines about the board, in ms. */
const boardInterval = 15_000;
/** How long requests under way may take once the demo is to stop, in ms. */
const drainLimit = 5_000;
/** Takers come one after the other over this time, in ms, as not everybody begins at once. */
const arrival = Math.min(10_000, Number(seconds) * 250);
/** Pause after something that should not have happened, in ms. */
const pause = 5_000;

const stop = new AbortController();
const cancel = new AbortController();

function end(): void {
	if (stop.signal.aborted) return;
	stop.abort();
	setTimeout(() => cancel.abort(), drainLimit).unref();
}

process.on('message', end);
process.on('disconnect', end);
process.on('SIGTERM', end);
// A terminal signals the whole group; when to end is for the parent to say.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);

const state = await readState(dataDir);
if (!state?.made) throw new Error(`there is no demo in ${dataDir}`);
const { contestId, people } = state;
const turns = new Turns(dataDir, people, await readProgress(dataDir, contestId));
const exam: Exam = {
	origin,
	contestId,
	key: await readAnswerKey(join(root, banksFolder)),
	seconds: Number(seconds),
	stop: stop.signal,
	cancel: cancel.signal
};
const complaints = new Set<string>();
/** Turns refused one after the other: a few are no news, many hammer on a closed door. */
let refusals = 0;
const manyRefusals = 20;
const stopWatching = watchBoard(origin, contestId, boardInterval, (line) => console.log(line));
await Promise.all(
	Array.from({ length: Number(takers) }, (_, index) => take((index * arrival) / Number(takers)))
);
if (!stop.signal.aborted) {
	console.log('Mọi người đã dùng hết lượt thi: chạy lại bản dùng thử để có cuộc thi mới.');
	await new Promise((done) => stop.signal.addEventListener('abort', done));
}
stopWatching();
await turns.flush();
process.disconnect?.();

/** Takes turns for as long as there are any. */
async function take(after: number): Promise<void> {
	try {
		await wait(after, undefined, { signal: stop.signal });
		for (let turn = turns.next(); turn; turn = turns.next()) {
			while (!(await attempt(turn.person))) await wait(pause, undefined, { signal: stop.signal });
			turns.done(turn);
			stop.signal.throwIfAborted();
			if (refusals < manyRefusals) continue;
			complain('Many simulated candidates in a row could not take part: is the contest open?');
			await wait(pause, undefined, { signal: stop.signal });
		}
	} catch (error) {
		if (!stop.signal.aborted) throw error;
	}
}

/** One attempt; false when it is to be tried again. */
async function attempt(person: DemoPerson): Promise<boolean> {
	try {
		refusals = (await takeTurn(person, exam)) === 'submitted' ? 0 : refusals + 1;
		return true;
	} catch (error) {
		stop.signal.throwIfAborted();
		complain(
			`A simulated candidate tries again: ${error instanceof Error ? error.message : error}`
		);
		return false;
	}
}

/** Says what should not happen, once. */
function complain(complaint: string): void {
	if (!complaints.has(complaint)) console.error(complaint);
	complaints.add(complaint);
}
