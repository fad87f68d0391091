import { openDB, type IDBPDatabase } from 'idb';
import { z } from 'zod';
import { responseEventSchema, type ResponseEvent } from '#lib/domain/responses.ts';

const store = 'outbox';
const kept = z.array(responseEventSchema);

let database: Promise<IDBPDatabase> | undefined;

function open(): Promise<IDBPDatabase> {
	database ??= openDB('hoithi', 1, {
		upgrade(db) {
			db.createObjectStore(store);
		}
	});
	return database;
}

/** Choices of an attempt that this device could not send yet; none where the browser keeps nothing. */
export async function readKept(ref: string): Promise<ResponseEvent[]> {
	try {
		return kept.catch([]).parse(await (await open()).get(store, ref));
	} catch {
		return [];
	}
}

/** Keeps the unconfirmed choices over a reload of the page. Private windows may refuse; then only this page has them. */
export async function keep(ref: string, events: readonly ResponseEvent[]): Promise<void> {
	try {
		const db = await open();
		if (events.length === 0) await db.delete(store, ref);
		else await db.put(store, [...events], ref);
	} catch {
		// The server remains the place that counts; the page says what is not saved yet.
	}
}
