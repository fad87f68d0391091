import { test as base, expect, type Browser, type BrowserContext } from '@playwright/test';
import { formatAttemptRef } from '#lib/domain/attempt-ref.ts';
import { contestRulesOf, type SimpleRules } from '#lib/domain/rules/simple-rules.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { createApp, type App } from '#lib/server/app.ts';
import { sessionCookieName } from '#lib/server/accounts/sessions.service.ts';
import { startAppServer, type AppServer } from '../../support/app-server.ts';
import { createTestDatabase } from '../../support/database.ts';

export { expect };

const minute = 60_000;
export const password = 'mật khẩu để thử';

/** Somebody signed in: what a browser needs, and the actor for the services. */
export interface Visitor {
	readonly token: string;
	readonly actor: Actor;
}

/**
 * A running product on a database of its own, with a small province: the services to arrange things
 * with, and browsers that are signed in.
 */
export interface World {
	readonly server: AppServer;
	readonly app: App;
	readonly admin: Visitor;
	readonly unitIds: Record<'TINH' | 'SO' | 'PHONG' | 'XA', number>;
	/** A new candidate of the unit. */
	candidate(unit?: 'SO' | 'PHONG' | 'XA'): Promise<Visitor>;
	/** A published contest for the whole province, open now; gives its id. */
	contest(rules?: Partial<SimpleRules>): Promise<number>;
	/** Starts an attempt; gives its text form. */
	start(visitor: Visitor, contestId: number): Promise<string>;
	/** A browser of its own, signed in. */
	browser(browser: Browser, visitor: Visitor | null, options?: object): Promise<BrowserContext>;
}

/** One world per worker; tests make contests and candidates of their own in it. */
export const test = base.extend<object, { world: World }>({
	world: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from this pattern.
		async ({}, use) => {
			const database = await createTestDatabase();
			const server = await startAppServer(database.url);
			const app = createApp({ databaseUrl: database.url, pool: 3 });
			try {
				await use(await createWorld(server, app));
			} finally {
				await app.close();
				await server.stop();
				await database.drop();
			}
		},
		{ scope: 'worker', timeout: 120_000 }
	]
});

async function createWorld(server: AppServer, app: App): Promise<World> {
	async function visitor(token: string): Promise<Visitor> {
		const session = await app.sessions.validate(token);
		if (!session) throw new Error('the session just opened is not valid');
		return { token, actor: session.actor };
	}
	const setupToken = (await app.accounts.issueSetupToken()) ?? '';
	const names = { displayName: 'Quản trị', username: 'quantri' };
	const admin = await visitor(
		(await app.accounts.setUp({ token: setupToken, ...names, password })).token
	);
	let people = 0;
	const header = 'Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Mã cán bộ,Họ và tên\n';
	const importRows = (rows: string) =>
		app.units.importRoster(admin.actor, {
			name: 'roster.csv',
			bytes: new TextEncoder().encode(header + rows)
		});
	await importRows(
		'TINH,UBND tỉnh,,,\nSO,Sở Nội vụ,TINH,,\nPHONG,Phòng Cải cách,SO,,\nXA,UBND xã,TINH,,\n'
	);
	const units = await app.units.listPermitted(admin.actor, 'roster.read');
	const unitIds = Object.fromEntries(units.map((unit) => [unit.code, unit.id])) as World['unitIds'];

	return {
		server,
		app,
		admin,
		unitIds,
		async candidate(unit = 'PHONG') {
			const staffCode = `CB${++people}`;
			await importRows(`${unit},,,${staffCode},Nguyễn Văn ${people}\n`);
			const codes = await app.activation.issueCodes(admin.actor, unitIds[unit]);
			const code = codes.find((person) => person.staffCode === staffCode)?.code ?? '';
			return visitor((await app.activation.activate({ staffCode, code, password }, 'test')).token);
		},
		async contest(rules = {}) {
			const [bank] = await app.banks.list(admin.actor);
			const now = app.clock.now();
			const contestId = await app.contests.create(admin.actor, {
				title: 'Tìm hiểu Nghị quyết số 57-NQ/TW',
				rulesText: 'Thể lệ của cuộc thi.',
				unitId: unitIds.TINH,
				eligibleUnitIds: [unitIds.TINH],
				rules: contestRulesOf({
					opensAt: now - minute,
					closesAt: now + 60 * minute,
					timeLimitMinutes: 20,
					attemptsAllowed: 2,
					passPercent: 50,
					blueprint: [{ bankId: bank?.id ?? 0, topicId: null, difficulty: null, count: 6 }],
					release: { score: 'at_submit', answers: 'after_close', board: 'at_submit' },
					...rules
				})
			});
			await app.contests.publish(admin.actor, contestId);
			return contestId;
		},
		start: async (who, contestId) =>
			formatAttemptRef(await app.attempts.start(who.actor, contestId)),
		async browser(browser, who, options = {}) {
			const context = await browser.newContext({ baseURL: server.url, ...options });
			if (who) {
				await context.addCookies([{ name: sessionCookieName, value: who.token, url: server.url }]);
			}
			return context;
		}
	};
}
