import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#lib/domain/permissions.ts';
import {
	createContestWorld,
	type ContestWorld,
	type PublishedContest,
	type UnitCode
} from '../support/contest-world.ts';
import { untilBlocked } from '../support/locks.ts';
import { startRealtimeServer, type PageClient, type RealtimeServer } from '../support/realtime.ts';
import { waitUntil } from '../support/wait-until.ts';

let world: ContestWorld;
let server: RealtimeServer;
let contest: PublishedContest;
beforeAll(async () => void (world = await createContestWorld()));
beforeEach(async () => {
	server = await startRealtimeServer(world.app);
	contest = await world.contest();
});
afterEach(async () => {
	await server.close();
	expect(server.errors).toEqual([]);
});
afterAll(() => world.close());

async function connectAs(role: Role, unit: UnitCode): Promise<PageClient> {
	const { token } = await world.account({ grants: [[role, world.units[unit].id]] });
	return server.connect(token);
}

const subscribe = (page: PageClient, unit: UnitCode) =>
	page.participation(contest.id, world.units[unit].id);

async function submitFrom(unit: UnitCode): Promise<void> {
	const { actor } = await world.candidate(unit);
	const ref = await world.app.attempts.start(actor, contest.id);
	await world.app.attempts.submit(actor, ref, []);
}

describe('participation of a unit', () => {
	it('is given and pushed to its focal point and those above', async () => {
		const own = await connectAs('focal_point', 'SO.P1');
		const above = await connectAs('focal_point', 'SO');
		const organizer = await connectAs('organizer', 'TINH');
		expect(await subscribe(own, 'SO.P1')).toMatchObject({
			ok: true,
			value: { unit: { code: 'SO.P1', headcount: 4, started: 0 }, children: [] }
		});
		expect(await subscribe(above, 'SO.P1')).toMatchObject({ ok: true });
		expect(await subscribe(above, 'SO')).toMatchObject({ ok: true });
		expect(await subscribe(organizer, 'TINH')).toMatchObject({ ok: true });
		await submitFrom('SO.P1');
		await waitUntil(
			'the focal point sees it',
			() => own.participations.at(-1)?.unit.submitted === 1
		);
		expect(own.participations.at(-1)?.unit).toMatchObject({
			...{ code: 'SO.P1', started: 1, submitted: 1, attempts: 1, rate: 0.25 }
		});
		await waitUntil('both rooms of the one above are told', () => {
			const units = above.participations.filter(({ unit }) => unit.submitted === 1);
			return new Set(units.map(({ unit }) => unit.code)).size === 2;
		});
		await waitUntil(
			'the organizer sees it',
			() => organizer.participations.at(-1)?.unit.submitted === 1
		);
		expect(organizer.participations.at(-1)?.children.map(({ code }) => code)).toEqual(
			expect.arrayContaining(['SO', 'XA'])
		);
		// Only what is subscribed to comes.
		expect(new Set(own.participations.map(({ unit }) => unit.code))).toEqual(new Set(['SO.P1']));
	});

	it('is refused to everybody else', async () => {
		const focal = await connectAs('focal_point', 'SO.P1');
		const candidate = await server.connect((await world.candidate('SO.P1')).token);
		const nobody = await server.connect();
		const forbidden = { ok: false, code: 'FORBIDDEN' };
		for (const unit of ['SO', 'SO.P2', 'TINH', 'XA'] as const) {
			expect(await subscribe(focal, unit)).toEqual(forbidden);
		}
		expect(await focal.participation(contest.id, 999_999)).toEqual(forbidden);
		expect(await subscribe(candidate, 'SO.P1')).toEqual(forbidden);
		expect(await subscribe(nobody, 'SO.P1')).toEqual({ ok: false, code: 'UNAUTHENTICATED' });
		const watcher = await connectAs('focal_point', 'SO.P2');
		await subscribe(watcher, 'SO.P2');
		await submitFrom('SO.P2');
		await waitUntil('a push is made', () => watcher.participations.at(-1)?.unit.submitted === 1);
		for (const page of [focal, candidate, nobody]) expect(page.participations).toEqual([]);
	});

	it('misses nothing that happens while the first figures are on their way', async () => {
		const page = await connectAs('focal_point', 'SO');
		const { actor } = await world.candidate('SO.P1');
		const ref = await world.app.attempts.start(actor, contest.id);
		// Reading accounts, as counting does, waits in its middle for as long as the test wants.
		await world.sql.unsafe(`
			create function pass() returns boolean language plpgsql as $$
			begin
				perform pg_advisory_xact_lock_shared(57);
				return true;
			end $$;
			alter table account rename to account_kept;
			create view account as select * from account_kept where pass()`);
		try {
			const { answer } = await world.sql.begin(async (sql) => {
				await sql`select pg_advisory_xact_lock(57)`;
				const subscribed = subscribe(page, 'SO');
				await untilBlocked(world.sql, 1);
				await world.app.attempts.submit(actor, ref, []);
				return { answer: subscribed };
			});
			// These figures are from before the submit.
			expect(await answer).toMatchObject({ ok: true, value: { unit: { submitted: 0 } } });
			await waitUntil(
				'the submit is pushed',
				() => page.participations.at(-1)?.unit.submitted === 1
			);
		} finally {
			await world.sql.unsafe(`
				drop view account;
				alter table account_kept rename to account;
				drop function pass`);
		}
	});
});
