import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { untilBlocked } from '../support/locks.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let node: App;
/** Sessions last by the machine's clock; this one runs beside it. */
const clock = { ahead: 0, now: () => Date.now() + clock.ahead };
beforeAll(async () => {
	test = await createTestApp();
	node = test.node({ clock });
});
afterAll(() => test.close());

describe('sessions', () => {
	it('are kept without what the cookie holds', async () => {
		const { token } = await test.account();
		const [row] = await test.sql<{ id: string; all: string }[]>`
			select id, session::text as all from session
			where id = ${createHash('sha256').update(token).digest('hex')}`;
		expect(row?.all).not.toContain(token);
		// What the table holds opens nothing.
		expect(await test.app.sessions.validate(row?.id)).toBeNull();
		expect(await test.app.sessions.validate(token)).not.toBeNull();
	});

	it('are refused when unknown, missing or over', async () => {
		const { token } = await test.account();
		expect(await node.sessions.validate(undefined)).toBeNull();
		expect(await node.sessions.validate('')).toBeNull();
		expect(await node.sessions.validate('không có')).toBeNull();
		await test.sql`
			update session set expires_at = now() - interval '1 second'
			where id = ${createHash('sha256').update(token).digest('hex')}`;
		expect(await node.sessions.validate(token)).toBeNull();
	});

	it('are extended when used in their second half', async () => {
		const { token } = await test.account();
		const id = createHash('sha256').update(token).digest('hex');
		expect(await node.sessions.validate(token)).toMatchObject({ renewed: false });
		await test.sql`update session set expires_at = now() + interval '6 days' where id = ${id}`;
		const valid = await test.node().sessions.validate(token);
		expect(valid?.renewed).toBe(true);
		const [row] = await test.sql<{ days: number }[]>`
			select extract(epoch from expires_at - now())::float8 / 86400 as days from session
			where id = ${id}`;
		expect(row?.days).toBeGreaterThan(13.9);
	});

	it('end with signing out, at once on this node and soon on the others', async () => {
		const { token } = await test.account();
		const other = test.node({ clock });
		for (const each of [node, other]) expect(await each.sessions.validate(token)).not.toBeNull();
		await node.sessions.close(token);
		expect(await node.sessions.validate(token)).toBeNull();
		clock.ahead += 30_000;
		expect(await other.sessions.validate(token)).toBeNull();
	});

	it('end with the account', async () => {
		const { token, actor } = await test.account();
		expect(await node.sessions.validate(token)).not.toBeNull();
		await test.sql`update account set disabled_at = now() where id = ${actor.accountId}`;
		clock.ahead += 30_000;
		expect(await node.sessions.validate(token)).toBeNull();
	});

	it.each<[string, (token: string, accountId: string) => Promise<void>]>([
		['signing out', (token) => node.sessions.close(token)],
		['a change of password', (_token, accountId) => node.sessions.closeAll(accountId)]
	])('are not remembered by a request that began before %s', async (_what, end) => {
		const { token, actor } = await test.account();
		const { asked } = await test.sql.begin(async (sql) => {
			// The request has read the session and cannot read the roles yet.
			await sql`lock table role_grant in access exclusive mode`;
			const early = node.sessions.validate(token);
			await untilBlocked(test.sql, 1);
			await end(token, actor.accountId);
			return { asked: early };
		});
		await asked;
		expect(await node.sessions.validate(token)).toBeNull();
	});

	it('that are over are cleared away', async () => {
		const { token } = await test.account();
		const kept = await test.account();
		await test.sql`
			update session set expires_at = now() - interval '1 day'
			where id = ${createHash('sha256').update(token).digest('hex')}`;
		await test.app.sessions.deleteExpired();
		const [row] = await test.sql`
			select count(*)::integer as old from session where expires_at < now()`;
		expect(row).toEqual({ old: 0 });
		expect(await test.app.sessions.validate(kept.token)).not.toBeNull();
	});
});
