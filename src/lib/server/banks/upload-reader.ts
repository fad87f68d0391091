import { AppError, isAppError } from '#lib/domain/errors.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Db } from '#lib/server/db/database.ts';
import { log } from '#lib/server/log.ts';
import type { BankThreads } from './bank-threads.ts';
import { ThreadsClosed } from './thread.ts';
import { deleteUpload, finishUpload, noteProgress } from './uploads.repository.ts';

/** How often the reading node gives a sign of life, and how far reading has come, in ms. */
const beatEvery = 1_000;

/** Reads uploads in a thread and puts down what was found, or why nothing was. */
export function createUploadReader({
	db,
	clock,
	threads
}: {
	db: Db;
	clock: Clock;
	threads: BankThreads;
}) {
	/** The files that this node is reading or about to. */
	const reading = new Set<Promise<void>>();

	async function read(id: string, name: string, bytes: Uint8Array): Promise<void> {
		let items = 0;
		const beat = setInterval(() => {
			void noteProgress(db, id, items, new Date(clock.now())).catch((err: unknown) =>
				log.error({ err, upload: id }, 'noting the progress of an upload failed')
			);
		}, beatEvery);
		try {
			await finishUpload(db, id, await threads.read(name, bytes, (count) => (items = count)));
		} catch (err) {
			if (err instanceof ThreadsClosed) return await deleteUpload(db, id);
			if (!isAppError(err)) log.error({ err, upload: id }, 'reading an upload failed');
			const { code, params, issues } = isAppError(err) ? err : new AppError('INTERNAL');
			await finishUpload(db, id, { refusal: { code, params, issues } });
		} finally {
			clearInterval(beat);
		}
	}

	return {
		/** Begins to read a file, whose bytes are handed over. */
		start(id: string, name: string, bytes: Uint8Array): void {
			const work = read(id, name, bytes)
				.catch((err: unknown) => log.error({ err, upload: id }, 'an upload cannot be finished'))
				.finally(() => reading.delete(work));
			reading.add(work);
		},

		/** Waits for what is being read to be put down as lost, once the threads are closed. */
		async close(): Promise<void> {
			await Promise.all(reading);
		}
	};
}
