import { sql } from 'kysely';
import type { ContestDraft, ContestStatus } from '#lib/domain/contest.ts';
import type { ReleaseRules } from '#lib/domain/release.ts';
import { paperOf, type ContestRules } from '#lib/domain/rules/contest-rules.ts';
import type { BlueprintLine } from '#lib/domain/rules/paper-rules.ts';
import type { RoundRules } from '#lib/domain/rules/round-rules.ts';
import type { RoundTiming } from '#lib/domain/timing.ts';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** A round of a contest. */
export interface Round {
	readonly id: number;
	readonly rules: RoundRules;
}

/** The counting round that a contest is about, with what pages say of it for the first audience. */
export interface MainRound extends Round {
	readonly timing: RoundTiming;
	readonly attemptsAllowed: number | null;
	readonly passPercent: number | null;
	readonly lines: readonly BlueprintLine[];
	readonly release: ReleaseRules;
}

/** A contest with its rules and rounds. */
export interface Contest {
	readonly id: number;
	readonly title: string;
	readonly rulesText: string;
	readonly status: ContestStatus;
	readonly unitId: number;
	readonly unitName: string;
	readonly unitPath: string;
	readonly eligibleUnitIds: readonly number[];
	readonly publishedAt: Date | null;
	readonly rules: ContestRules;
	/** As in the rules, in their order. */
	readonly rounds: readonly Round[];
	readonly round: MainRound;
}

function contestQuery(db: Db) {
	return db
		.selectFrom('contest')
		.innerJoin('unit', 'unit.id', 'contest.unit_id')
		.select([
			'contest.id',
			'contest.title',
			'contest.rules_text',
			'contest.status',
			'contest.unit_id',
			'contest.eligible_unit_ids',
			'contest.published_at',
			'contest.rules',
			'unit.name as unit_name',
			'unit.path as unit_path',
			sql<Record<string, number>>`(
				select json_object_agg(round.key, round.id) from round where round.contest_id = contest.id
			)`.as('round_ids')
		]);
}

type ContestRow = Awaited<ReturnType<ReturnType<typeof contestQuery>['executeTakeFirstOrThrow']>>;

function toContest(row: ContestRow): Contest {
	const { rules } = row;
	const rounds = rules.rounds.map((round) => ({ id: row.round_ids[round.id] ?? 0, rules: round }));
	return {
		id: row.id,
		title: row.title,
		rulesText: row.rules_text,
		status: row.status,
		unitId: row.unit_id,
		unitName: row.unit_name,
		unitPath: row.unit_path,
		eligibleUnitIds: row.eligible_unit_ids,
		publishedAt: row.published_at,
		rules,
		rounds,
		round: mainRound(rules, rounds)
	};
}

function mainRound(rules: ContestRules, rounds: readonly Round[]): MainRound {
	const round = rounds.find((each) => each.rules.kind === 'counting');
	const audience = rules.audiences[0];
	if (!round || !audience) throw new Error('the rules of a contest lack a round or an audience');
	const { opensAt, closesAt, openPeriods } = round.rules;
	const paper = paperOf(rules, round.rules, audience.id);
	return {
		...round,
		timing: { opensAt, closesAt, openPeriods, timeLimit: paper.timeLimitMinutes * 60_000 },
		attemptsAllowed: rules.attempts.perRound,
		passPercent: paper.passPercent,
		lines: paper.sections.flatMap(({ lines }) => lines),
		release: rules.release
	};
}

export async function findContest(db: Db, contestId: number): Promise<Contest | undefined> {
	const row = await contestQuery(db).where('contest.id', '=', contestId).executeTakeFirst();
	return row && toContest(row);
}

/** All contests of a status, the window that closes last first. */
export async function listContests(db: Db, statuses: readonly ContestStatus[]): Promise<Contest[]> {
	const rows = await contestQuery(db)
		.where('contest.status', 'in', statuses)
		.orderBy(sql`(select max(closes_at) from round where round.contest_id = contest.id)`, 'desc')
		.orderBy('contest.id', 'desc')
		.limit(500)
		.execute();
	return rows.map(toContest);
}

function contestValues(draft: ContestDraft) {
	return {
		title: draft.title,
		rules_text: draft.rulesText,
		unit_id: draft.unitId,
		eligible_unit_ids: draft.eligibleUnitIds,
		rules: JSON.stringify(draft.rules)
	};
}

/** Writes the rounds of the rules; those of a draft have nothing that hangs on them. */
async function writeRounds(
	trx: Transaction,
	contestId: number,
	rules: ContestRules
): Promise<void> {
	await trx.deleteFrom('round').where('contest_id', '=', contestId).execute();
	await trx
		.insertInto('round')
		.values(
			rules.rounds.map(({ id, opensAt, closesAt }, index) => ({
				contest_id: contestId,
				ordinal: index + 1,
				key: id,
				opens_at: new Date(opensAt),
				closes_at: new Date(closesAt)
			}))
		)
		.execute();
}

/** Creates a draft with its rounds and gives the contest's id. */
export async function insertContest(
	trx: Transaction,
	draft: ContestDraft,
	by: { accountId: string; at: Date }
): Promise<number> {
	const { id } = await trx
		.insertInto('contest')
		.values({
			...contestValues(draft),
			status: 'draft',
			created_by: by.accountId,
			created_at: by.at,
			updated_at: by.at,
			published_at: null
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await writeRounds(trx, id, draft.rules);
	return id;
}

export async function updateContest(
	trx: Transaction,
	contestId: number,
	draft: ContestDraft,
	at: Date
): Promise<void> {
	await trx
		.updateTable('contest')
		.set({ ...contestValues(draft), updated_at: at })
		.where('id', '=', contestId)
		.execute();
	await writeRounds(trx, contestId, draft.rules);
}

/** Status of a contest, its row locked; undefined when there is none. */
export async function lockContest(
	trx: Transaction,
	contestId: number
): Promise<ContestStatus | undefined> {
	const row = await trx
		.selectFrom('contest')
		.select('status')
		.where('id', '=', contestId)
		.forUpdate()
		.executeTakeFirst();
	return row?.status;
}

export async function markPublished(trx: Transaction, contestId: number, at: Date): Promise<void> {
	await trx
		.updateTable('contest')
		.set({ status: 'published', published_at: at, updated_at: at })
		.where('id', '=', contestId)
		.execute();
}

/** Keeps the exact item versions that papers of the round are drawn from. */
export async function insertRoundItems(
	trx: Transaction,
	roundId: number,
	versionIds: readonly number[]
): Promise<void> {
	await sql`
		insert into round_item (round_id, item_version_id)
		select ${roundId}, unnest(${[...versionIds]}::integer[])`.execute(trx);
}

export async function listRoundVersions(db: Db, roundId: number): Promise<number[]> {
	const rows = await db
		.selectFrom('round_item')
		.select('item_version_id')
		.where('round_id', '=', roundId)
		.orderBy('item_version_id')
		.execute();
	return rows.map((row) => row.item_version_id);
}
