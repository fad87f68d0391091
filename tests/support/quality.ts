import type { ItemOrder } from '#lib/domain/item-analysis-order.ts';
import type {
	BankQuality,
	Computing,
	ListView,
	RoundQuality
} from '#lib/server/quality/quality.service.ts';
import { bankContent, bankFile, bankItem } from './bank.ts';
import type { ContestWorld, PublishedContest } from './contest-world.ts';
import { importBank } from './imports.ts';
import { morning } from './test-app.ts';
import { waitUntil } from './wait-until.ts';

let banks = 0;

/** A bank of its own with single-choice items whose key is the first option, and its versions. */
export async function newBank(
	{ app, administrator, sql }: ContestWorld,
	items: number,
	unitId: number | null = null
): Promise<{ id: number; slug: string; versionIds: number[] }> {
	const slug = `chat-luong-${++banks}`;
	const content = bankContent(
		slug,
		Array.from({ length: items }, (_, index) => bankItem(index + 1, { key: 'a' }))
	);
	await importBank(app, administrator, bankFile(content), unitId);
	const bank = (await app.banks.list(administrator)).find((each) => each.slug === slug);
	if (!bank) throw new Error(`the bank ${slug} was not imported`);
	const versions = await sql<{ id: number }[]>`
		select version.id from item join item_version version on version.item_id = item.id
		where item.bank_id = ${bank.id} order by item.ordinal`;
	return { id: bank.id, slug, versionIds: versions.map(({ id }) => id) };
}

/** Rules by which papers hold so many items of a bank. */
export const draw = (bank: { id: number }, count: number) => ({
	blueprint: [{ bankId: bank.id, topicId: null, difficulty: null, count }]
});

/** A list with everything on its first page. */
export const wholeList = (order: ItemOrder = 'warnings'): ListView => ({
	...{ order, direction: 'down', page: 1, pageSize: 1_000 }
});

/** An attempt to write past the services, so that a test decides who gets which items. */
export interface WrittenAttempt {
	readonly personId: number;
	readonly ordinal?: number;
	readonly status?: 'in_progress' | 'submitted' | 'auto_submitted' | 'voided';
	/** Items of the paper. */
	readonly versionIds: readonly number[];
	/** Choices in the order of their arrival: position on the paper, canonical mask, seconds after the start. */
	readonly log?: readonly (readonly [item: number, chosen: number, after: number])[];
}

/** Writes attempts as they would stand after being closed; the scores are not looked at here. */
export async function write(
	{ sql, units }: ContestWorld,
	contest: PublishedContest,
	attempts: readonly WrittenAttempt[]
): Promise<void> {
	const startedAt = morning;
	for (const [index, attempt] of attempts.entries()) {
		const { status = 'submitted' } = attempt;
		const ended = status === 'in_progress' ? null : new Date(startedAt + 600_000 + index);
		const paper = attempt.versionIds.map((versionId) => ({ versionId, order: [0, 1, 2, 3] }));
		const [row] = await sql<{ id: string }[]>`
			insert into attempt (contest_id, round_id, person_id, unit_id, ordinal, status, seed, paper,
				started_at, deadline, ended_at, closed_at, score, max_score, correct, answered, duration_ms)
			values (${contest.id}, ${contest.roundId}, ${attempt.personId}, ${units.XA.id},
				${attempt.ordinal ?? 1}, ${status}, 'hạt giống', ${sql.json(paper)}, ${new Date(startedAt)},
				${new Date(startedAt + 1_200_000)}, ${ended}, ${ended}, 0, 0, 0, 0, 0)
			returning id`;
		const events = (attempt.log ?? []).map(([item, chosen, after], position) => ({
			contest_id: contest.id,
			attempt_id: row!.id,
			sequence: position + 1,
			client: 0,
			...{ item, chosen },
			received_at: new Date(startedAt + after * 1000)
		}));
		if (events.length > 0) await sql`insert into response_event ${sql(events)}`;
	}
}

/** The figures of a contest's round, once they are worked out. */
export function ready({ app, administrator }: ContestWorld, contestId: number) {
	return untilReady<RoundQuality>(() => app.quality.round(administrator, contestId, wholeList()));
}

/** The figures of a bank, once they are worked out. */
export function readyBank({ app, administrator }: ContestWorld, slug: string, order: ItemOrder) {
	return untilReady<BankQuality>(() => app.quality.bank(administrator, slug, wholeList(order)));
}

function untilReady<Quality extends { state: 'ready' }>(ask: () => Promise<Quality | Computing>) {
	return waitUntil(
		'the figures are worked out',
		async () => {
			const answer = await ask();
			return answer.state === 'ready' ? answer : undefined;
		},
		50_000
	);
}

export function figuresOf(quality: RoundQuality, versionId: number) {
	const item = quality.items.find((each) => each.versionId === versionId);
	if (!item) throw new Error(`item version ${versionId} was on no paper`);
	return item;
}
