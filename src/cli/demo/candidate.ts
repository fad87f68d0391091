import { setTimeout as wait } from 'node:timers/promises';
import type { RefusedResponse, SaveResult } from '#lib/server/attempts/attempts.service.ts';
import type { Sitting } from '#lib/server/attempts/sittings.service.ts';
import type { AnswerKey } from './answer-key.ts';
import { planAttempt, skillOf } from './behaviour.ts';
import { Browser, Refused } from './browser.ts';
import { samplePassword } from './sample.ts';
import type { DemoPerson } from './state.ts';

/** What candidates need to take part. */
export interface Exam {
	readonly origin: string;
	readonly contestId: number;
	readonly key: AnswerKey;
	/** About how long an attempt takes. */
	readonly seconds: number;
	/** Ends waiting: nothing further is sent. */
	readonly stop: AbortSignal;
	/** Ends requests under way too. */
	readonly cancel: AbortSignal;
}

/** How a turn ended: an attempt was submitted, or this person cannot take one. */
export type TurnEnd = 'submitted' | 'impossible';

/**
 * Lets a person take one attempt as with a browser: activate or sign in, start (or go on with the
 * attempt in progress), read the paper, answer, submit. Throws AbortError when stopped.
 */
export async function takeTurn(person: DemoPerson, exam: Exam): Promise<TurnEnd> {
	const browser = new Browser(exam.origin, exam.cancel);
	if (!(await enter(browser, person))) return 'impossible';
	const ref = await start(browser, exam.contestId);
	if (ref === null) return 'impossible';
	const path = `/api/attempts/${ref}`;
	const { items, progress } = await browser.getJson<Sitting>(path);
	const open = items.filter((item) => progress.chosen[item.position] === undefined);
	const choices = planAttempt(open, { ...exam, skill: skillOf(person.staffCode), seed: ref });
	let sequence = progress.nextSequence;
	for (const { item, chosen, after } of choices) {
		await wait(after, undefined, { signal: exam.stop });
		const events = [{ sequence: sequence++, item, chosen }];
		const { refused } = await browser.postJson<SaveResult>(`${path}/responses`, { events });
		if (refused.some(isClosed)) return 'impossible';
	}
	await browser.postJson(`${path}/submit`, { events: [] });
	return 'submitted';
}

/** Activates the account, or signs in where that is done already; false when neither works. */
async function enter(browser: Browser, { staffCode, code }: DemoPerson): Promise<boolean> {
	const password = samplePassword;
	return (
		(code !== null &&
			(await accepted(browser.sendForm('/activate', { staffCode, code, password })))) ||
		(await accepted(browser.sendForm('/sign-in', { username: staffCode, password })))
	);
}

/** Starts an attempt and gives its name; null when the person may not (any more). */
async function start(browser: Browser, contestId: number): Promise<string | null> {
	const to = { path: '' };
	const sent = browser.sendForm(`/contests/${contestId}?/start`, {});
	if (!(await accepted(sent.then((path) => (to.path = path))))) return null;
	return /^\/exam\/([^/]+)$/.exec(to.path)?.[1] ?? null;
}

/** False for a refusal of what was asked; being asked to wait and defects are thrown on. */
async function accepted(sent: Promise<unknown>): Promise<boolean> {
	try {
		await sent;
		return true;
	} catch (error) {
		if (error instanceof Refused && error.status < 500 && error.status !== 429) return false;
		throw error;
	}
}

function isClosed({ code }: RefusedResponse): boolean {
	return code === 'ATTEMPT_CLOSED' || code === 'DEADLINE_PASSED';
}
