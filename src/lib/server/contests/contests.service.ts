import { LRUCache } from 'lru-cache';
import type { ContestDraft } from '#lib/domain/contest.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { SnapshotUnit } from '#lib/domain/participation.ts';
import {
	isAllowed,
	requirePermission,
	requirePermissionSomewhere,
	type Actor
} from '#lib/domain/permissions.ts';
import { banksOf, roundLines } from '#lib/domain/rules/contest-rules.ts';
import { drawableBy, type DrawableItem } from '#lib/domain/rules/drawing.ts';
import { checkRules } from '#lib/domain/rules/rule-check.ts';
import type { RuleFinding } from '#lib/domain/rules/rule-findings.ts';
import type { RulesSection } from '#lib/domain/rules/rules-statements.ts';
import { rulesText } from '#lib/domain/rules/rules-text.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { BankService } from '#lib/server/banks/banks.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database, Db } from '#lib/server/db/database.ts';
import type { UnitService } from '#lib/server/units/units.service.ts';
import {
	findEligibleUnit,
	findUnitNames,
	findUnitPaths,
	insertUnitSnapshot,
	listSnapshotUnits
} from './contest-units.repository.ts';
import {
	findContest,
	insertContest,
	insertRoundItems,
	listContests,
	listRoundVersions,
	lockContest,
	markPublished,
	updateContest,
	type Contest
} from './contests.repository.ts';
import { readRuleFacts } from './rule-facts.ts';

export type { Contest, MainRound, Round } from './contests.repository.ts';

export type ContestService = ReturnType<typeof createContestService>;

/** Contests and their round: drafts, publishing, and the snapshot that publishing takes. */
export function createContestService({
	database,
	clock,
	banks,
	units
}: {
	database: Database;
	clock: Clock;
	banks: BankService;
	units: UnitService;
}) {
	const { db } = database;
	// The snapshot never changes once a contest is published.
	const snapshots = new LRUCache<number, SnapshotUnit[]>({ max: 50 });

	// Published rules never change; the page that shows them is the one that everybody opens at once.
	const texts = new LRUCache<number, RulesSection[]>({ max: 50, ttl: 60_000 });

	async function writeRulesText({ rules }: Contest): Promise<RulesSection[]> {
		const unitIds = rules.audiences.flatMap(({ eligibility }) => eligibility.unitIds);
		const [{ banks: titles, topics }, names] = await Promise.all([
			banks.titles(banksOf(rules)),
			findUnitNames(db, unitIds)
		]);
		return rulesText(rules, {
			bank: (id) => titles.get(id) ?? '',
			topic: (id) => topics.get(id) ?? '',
			unit: (id) => names.get(id) ?? ''
		});
	}

	async function find(contestId: number): Promise<Contest> {
		return findOn(db, contestId);
	}

	async function findOn(on: Db, contestId: number): Promise<Contest> {
		const contest = await findContest(on, contestId);
		if (!contest) throw new AppError('CONTEST_NOT_FOUND');
		return contest;
	}

	/**
	 * The units and banks a draft names must be within the actor's reach. What somebody of wider reach
	 * already put into the contest may stay: the actor can keep it, but not bring in more of it. So may a
	 * bank that was archived since.
	 */
	async function requireReach(
		actor: Actor,
		draft: ContestDraft,
		before: Contest | null
	): Promise<void> {
		requirePermission(actor, 'contests.manage', (await units.find(draft.unitId)).path);
		const kept = new Set(before?.eligibleUnitIds);
		const added = [...new Set(draft.eligibleUnitIds)].filter((id) => !kept.has(id));
		const paths = await findUnitPaths(db, added);
		if (paths.length !== added.length) throw new AppError('UNIT_NOT_FOUND');
		for (const path of paths) requirePermission(actor, 'contests.manage', path);
		const offered = (await banks.list(actor)).filter((bank) => !bank.archived);
		const usable = new Set(offered.map((bank) => bank.id));
		if (before) for (const bankId of banksOf(before.rules)) usable.add(bankId);
		if (banksOf(draft.rules).some((bankId) => !usable.has(bankId))) {
			throw new AppError('BANK_NOT_FOUND');
		}
	}

	async function findings(
		on: Db,
		contest: Contest,
		pool: readonly DrawableItem[]
	): Promise<RuleFinding[]> {
		const facts = await readRuleFacts(on, banks, contest, pool);
		return checkRules(contest.rules, facts, clock.now());
	}

	return {
		/** A contest, whatever its status; for other services, which check who may see it. */
		find,

		/** A published contest. Throws CONTEST_NOT_FOUND or CONTEST_NOT_PUBLISHED. */
		async findPublished(contestId: number): Promise<Contest> {
			const contest = await find(contestId);
			if (contest.status === 'draft') throw new AppError('CONTEST_NOT_PUBLISHED');
			return contest;
		},

		/** Published contests, for everybody. */
		listPublished: (): Promise<Contest[]> => listContests(db, ['published']),

		/** Contests the actor may manage, drafts too. */
		async listManaged(actor: Actor | null): Promise<Contest[]> {
			requirePermissionSomewhere(actor, 'contests.manage');
			const contests = await listContests(db, ['draft', 'published', 'archived']);
			return contests.filter((contest) => isAllowed(actor, 'contests.manage', contest.unitPath));
		},

		/** A contest the actor may manage. */
		async findManaged(actor: Actor | null, contestId: number): Promise<Contest> {
			const contest = await find(contestId);
			requirePermission(actor, 'contests.manage', contest.unitPath);
			return contest;
		},

		/** Creates a draft and gives its id. */
		async create(actor: Actor | null, draft: ContestDraft): Promise<number> {
			requirePermissionSomewhere(actor, 'contests.manage');
			await requireReach(actor, draft, null);
			const at = new Date(clock.now());
			return db.transaction().execute(async (trx) => {
				const id = await insertContest(trx, draft, { accountId: actor.accountId, at });
				await recordAudit(trx, {
					at,
					accountId: actor.accountId,
					action: 'contest.created',
					subject: `contest:${id}`,
					details: { title: draft.title }
				});
				return id;
			});
		},

		/** Changes a draft. Throws CONTEST_ALREADY_PUBLISHED: a published contest is immutable. */
		async update(actor: Actor | null, contestId: number, draft: ContestDraft): Promise<void> {
			const contest = await find(contestId);
			requirePermission(actor, 'contests.manage', contest.unitPath);
			await requireReach(actor, draft, contest);
			const at = new Date(clock.now());
			await db.transaction().execute(async (trx) => {
				if ((await lockContest(trx, contestId)) !== 'draft')
					throw new AppError('CONTEST_ALREADY_PUBLISHED');
				await updateContest(trx, contestId, draft, at);
				await recordAudit(trx, {
					at,
					accountId: actor.accountId,
					action: 'contest.changed',
					subject: `contest:${contestId}`,
					details: { ...draft }
				});
			});
		},

		/** What stands in the way of publishing, and what the organizer should know before. */
		async check(actor: Actor | null, contestId: number): Promise<RuleFinding[]> {
			const contest = await find(contestId);
			requirePermission(actor, 'contests.manage', contest.unitPath);
			return findings(db, contest, await banks.pool(banksOf(contest.rules)));
		},

		/**
		 * Publishes a draft: keeps the item versions, the units and their headcounts as they are now.
		 * Throws CONTEST_NOT_PUBLISHABLE while the check finds a problem.
		 */
		async publish(actor: Actor | null, contestId: number): Promise<void> {
			const seen = await find(contestId);
			requirePermission(actor, 'contests.manage', seen.unitPath);
			const at = new Date(clock.now());
			await db.transaction().execute(async (trx) => {
				if ((await lockContest(trx, contestId)) !== 'draft')
					throw new AppError('CONTEST_ALREADY_PUBLISHED');
				// Read again under the lock: what is checked is what is published. And by the connection that
				// holds it: those who wait for the lock may have all the others.
				const contest = await findOn(trx, contestId);
				const pool = await banks.pool(banksOf(contest.rules), trx);
				const problems = (await findings(trx, contest, pool)).filter(
					(finding) => finding.severity === 'problem'
				);
				if (problems.length > 0)
					throw new AppError('CONTEST_NOT_PUBLISHABLE', { count: problems.length });
				let items = 0;
				for (const round of contest.rounds) {
					const drawable = drawableBy(pool, roundLines(contest.rules, round.rules));
					await insertRoundItems(
						trx,
						round.id,
						drawable.map(({ versionId }) => versionId)
					);
					items += drawable.length;
				}
				await insertUnitSnapshot(trx, contestId, contest.eligibleUnitIds);
				await markPublished(trx, contestId, at);
				await recordAudit(trx, {
					at,
					accountId: actor.accountId,
					action: 'contest.published',
					subject: `contest:${contestId}`,
					details: { items }
				});
			});
		},

		/** The rules of a published contest in statements; a renamed bank shows within a minute. */
		async rulesText(contest: Contest): Promise<RulesSection[]> {
			const known = texts.get(contest.id);
			if (known) return known;
			const text = await writeRulesText(contest);
			texts.set(contest.id, text);
			return text;
		},

		/** Item versions in the pool of a published round. */
		roundVersions: (roundId: number): Promise<number[]> => listRoundVersions(db, roundId),

		/** Unit of the snapshot that the person belongs to. Throws NOT_ELIGIBLE. */
		async requireEligibleUnit(contestId: number, personId: number): Promise<number> {
			const unitId = await findEligibleUnit(db, contestId, personId);
			if (unitId === undefined) throw new AppError('NOT_ELIGIBLE');
			return unitId;
		},

		/** The units of a published contest as they were when it was published. */
		async snapshotUnits(contestId: number): Promise<SnapshotUnit[]> {
			const known = snapshots.get(contestId);
			if (known) return known;
			const units = await listSnapshotUnits(db, contestId);
			if (units.length > 0) snapshots.set(contestId, units);
			return units;
		}
	};
}
