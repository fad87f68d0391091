import postgres from 'postgres';
import type { Actor, Role } from '#lib/domain/permissions.ts';
import { createApp, type App } from '#lib/server/app.ts';
import type { Clock } from '#lib/server/clock.ts';
import { createTestDatabase } from './database.ts';

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
	time: number;
}

/** Beginning of the tests' time: a morning in Vietnam. */
export const morning = Date.UTC(2026, 10, 21, 1, 0, 0, 123);

/** Services over a database of their own, with a clock that the test sets. */
export interface TestApp {
	readonly app: App;
	readonly clock: TestClock;
	readonly databaseUrl: string;
	/** A connection past the services, to look at what is stored. */
	readonly sql: postgres.Sql;
	/** Another node over the same database, by default with the same clock. */
	node(options?: { pool?: number; clock?: Clock }): App;
	/** Creates an account with the grants (unit id or null) and gives it as the services see it. */
	account(options?: {
		grants?: readonly (readonly [Role, number | null])[];
		personId?: number;
		username?: string;
		displayName?: string;
		passwordHash?: string;
	}): Promise<SignedIn>;
	close(): Promise<void>;
}

/** Somebody with a session. */
export interface SignedIn {
	readonly actor: Actor;
	readonly token: string;
}

export async function createTestApp(options: { pool?: number } = {}): Promise<TestApp> {
	const database = await createTestDatabase();
	const clock: TestClock = { time: morning, now: () => clock.time };
	const apps: App[] = [];
	function node(of: { pool?: number; clock?: Clock } = {}): App {
		const created = createApp({ databaseUrl: database.url, pool: 8, clock, ...of });
		apps.push(created);
		return created;
	}
	const app = node(options);
	const sql = postgres(database.url, { max: 2, onnotice: () => {} });
	let accounts = 0;
	return {
		app,
		clock,
		databaseUrl: database.url,
		sql,
		node,
		async account(account = {}) {
			const name = account.username ?? `tai-khoan-${++accounts}`;
			const [row] = await sql<{ id: string }[]>`
				insert into account (person_id, username, display_name, password_hash, created_at)
				values (${account.personId ?? null}, ${name}, ${account.displayName ?? name},
					${account.passwordHash ?? 'no password'}, ${new Date(clock.time)})
				returning id`;
			const { id } = row as { id: string };
			for (const [role, unitId] of account.grants ?? []) {
				await sql`
					insert into role_grant (account_id, role, unit_id, created_at)
					values (${id}, ${role}, ${unitId}, ${new Date(clock.time)})`;
			}
			// Signed in through the services, but without the work of a password.
			const { token } = await app.sessions.open(id);
			const session = await app.sessions.validate(token);
			if (!session) throw new Error('the session just opened is not valid');
			return { actor: session.actor, token };
		},
		async close() {
			await Promise.all(apps.map((each) => each.close()));
			await sql.end({ timeout: 5 });
			await database.drop();
		}
	};
}

/** The code of the refusal that `work` ends in; fails when it does not end in one. */
export async function refusal(work: Promise<unknown>): Promise<string> {
	const outcome = await work.then(
		() => 'nothing was refused',
		(error: unknown) => error
	);
	if (outcome instanceof Error && 'code' in outcome && outcome.name === 'AppError') {
		return String(outcome.code);
	}
	if (outcome instanceof Error) throw outcome;
	return String(outcome);
}
