import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { createQualityService } from '#lib/server/quality/quality.service.ts';
import { createContestWorld, minute, type ContestWorld } from '../support/contest-world.ts';
import { draw, newBank, ready, wholeList, write, type WrittenAttempt } from '../support/quality.ts';
import { morning, refusal } from '../support/test-app.ts';
import { waitUntil } from '../support/wait-until.ts';

let world: ContestWorld;
beforeAll(async () => void (world = await createContestWorld()));
afterEach(() => void (world.clock.time = morning));
afterAll(() => world.close());

describe('working the figures out', () => {
	it('happens once for all who ask, and again when attempts were closed since', async () => {
		const bank = await newBank(world, 2);
		const contest = await world.contest(draw(bank, 2));
		const people = await world.people('XA.T1', 2);
		const attempt = (index: number): WrittenAttempt => ({
			personId: people[index]!.personId,
			versionIds: bank.versionIds,
			log: [[0, 1, 1]]
		});
		await write(world, contest, [attempt(0)]);
		const [one, other] = await Promise.all([ready(world, contest.id), ready(world, contest.id)]);
		expect(other.items).toBe(one.items);
		await write(world, contest, [attempt(1)]);
		expect((await ready(world, contest.id)).items).toBe(one.items);
		world.clock.time += minute;
		const later = await ready(world, contest.id);
		expect([one.paper?.attempts, later.paper?.attempts]).toEqual([1, 2]);
		world.clock.time += 10 * minute;
		const unchanged = await ready(world, contest.id);
		expect(unchanged.items).toBe(later.items);
		expect(unchanged.computedAt).toBe(later.computedAt);
		await world.sql`
			update attempt set status = 'voided' where contest_id = ${contest.id}
				and person_id = ${people[0]!.personId}`;
		world.clock.time += minute;
		expect((await ready(world, contest.id)).paper?.attempts).toBe(1);
	});

	it('goes on while who asked is told to ask again', async () => {
		const contest = await world.contest();
		const database = openDatabase(world.databaseUrl, 2);
		try {
			const { clock, app } = world;
			const impatient = createQualityService({
				...{ database, clock, contests: app.contests, banks: app.banks },
				patience: 0
			});
			const ask = () => impatient.round(world.administrator, contest.id, wholeList());
			expect(await ask()).toEqual({ state: 'computing', read: 0 });
			const found = await waitUntil('the figures are there', async () => {
				const asked = await ask();
				return asked.state === 'ready' ? asked : undefined;
			});
			expect(found.items).toEqual([]);
		} finally {
			await database.close();
		}
	});

	it('tells of a failure and recovers from it', async () => {
		const contest = await world.contest();
		await world.sql`alter table round_item rename to round_item_away`;
		await expect(ready(world, contest.id)).rejects.toThrow(/round_item/);
		await world.sql`alter table round_item_away rename to round_item`;
		world.clock.time += minute;
		expect((await ready(world, contest.id)).paper).toBeNull();
	});
});

describe('who may see them', () => {
	it('is the organizer of the contest, and for a bank who may read it', async () => {
		const { SO, XA, TINH } = world.units;
		const bank = await newBank(world, 2, SO.id);
		const contest = await world.contest(draw(bank, 2), { unitId: SO.id });
		const [candidate] = await world.candidates('SO', 1);
		await write(world, contest, [
			{ personId: candidate!.personId, versionIds: bank.versionIds, log: [[0, 1, 1]] }
		]);
		const versionId = bank.versionIds[0]!;
		const account = async (role: 'organizer' | 'focal_point', unitId: number | null) =>
			(await world.account({ grants: [[role, unitId]] })).actor;
		const asked = (actor: Actor | null) => {
			const { quality } = world.app;
			return Promise.all([
				refusal(quality.round(actor, contest.id, wholeList())),
				refusal(quality.roundItem(actor, contest.id, versionId)),
				refusal(quality.bank(actor, bank.slug, wholeList())),
				refusal(quality.bankItem(actor, bank.slug, versionId))
			]);
		};
		const nothing = 'nothing was refused';
		const unknownBank = ['BANK_NOT_FOUND', 'BANK_NOT_FOUND'];
		const forbidden = ['FORBIDDEN', 'FORBIDDEN'];
		expect(await asked(null)).toEqual(Array.from({ length: 4 }, () => 'UNAUTHENTICATED'));
		expect(await asked(candidate!.actor)).toEqual([...forbidden, ...forbidden]);
		expect(await asked(await account('focal_point', SO.id))).toEqual([...forbidden, ...forbidden]);
		expect(await asked(await account('organizer', XA.id))).toEqual([...forbidden, ...unknownBank]);
		for (const unitId of [SO.id, TINH.id, null]) {
			expect(await asked(await account('organizer', unitId))).toEqual(
				Array.from({ length: 4 }, () => nothing)
			);
		}
	});

	it('is decided in one place: no page but the organizer’s asks for figures', async () => {
		const routes = resolve(import.meta.dirname, '../../src/routes');
		const files = await readdir(routes, { recursive: true });
		const asking: string[] = [];
		for (const file of files.filter((name) => /\.(ts|svelte)$/.test(name))) {
			const text = await readFile(join(routes, file), 'utf8');
			if (/\bapp\.quality\b|\bquality\.service\b|\{[^}]*\bquality\b[^}]*\} = [^;]*app/.test(text)) {
				asking.push(file);
			}
		}
		expect(asking.filter((file) => !file.startsWith('(organizer)/'))).toEqual([]);
	});
});
