import { PostgresJsAdapter } from '@lucia-auth/adapter-postgresql';
import { LRUCache } from 'lru-cache';
import { Lucia, TimeSpan } from 'lucia';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database } from '#lib/server/db/database.ts';
import { findActor } from './accounts.repository.ts';
import { newToken, tokenHash } from './tokens.ts';

/** Name of the cookie that holds the session's token. */
export const sessionCookieName = 'hoithi_session';
/** Life of a session; using it in its second half extends it. */
const sessionDays = 14;
/**
 * How long a node trusts what it knows of a session, in ms. Signing out and changes of roles are
 * known at once on the node they happen on and within this time on the others.
 */
const trustMs = 30_000;

/** A session with its new expiry, for the cookie. */
export interface OpenSession {
	readonly token: string;
	readonly expiresAt: Date;
}

/** A valid session. `renewed` is set when its expiry moved and the cookie should follow. */
export interface ValidSession {
	readonly actor: Actor;
	readonly expiresAt: Date;
	readonly renewed: boolean;
}

/** Sessions: Lucia over PostgreSQL, with a bounded cache in front for the hot paths. */
export interface SessionService {
	open(accountId: string): Promise<OpenSession>;
	/** The session of a cookie's token, or null when there is none, it is over or its account disabled. */
	validate(token: string | undefined): Promise<ValidSession | null>;
	close(token: string): Promise<void>;
	/** Ends every session of the account, except that of `keepToken`. */
	closeAll(accountId: string, keepToken?: string): Promise<void>;
	/** Forgets what this node knows of the account, so that new roles count at once. */
	refresh(accountId: string): void;
	deleteExpired(): Promise<void>;
}

export function createSessionService(database: Database, clock: Clock): SessionService {
	const lucia = new Lucia(
		new PostgresJsAdapter(database.sql, { user: 'account', session: 'session' }),
		{
			sessionExpiresIn: new TimeSpan(sessionDays, 'd')
		}
	);
	const known = new LRUCache<string, { actor: Actor; expiresAt: Date; checkedAt: number }>({
		max: 100_000
	});
	// The cookie holds the token, the table its hash: a stolen table gives nobody a session.
	const sessionId = (token: string) => tokenHash(token).toString('hex');

	// Counts what was forgotten: a check that began before must not be remembered after.
	let forgotten = 0;

	function forget(accountId: string): void {
		forgotten++;
		for (const [id, entry] of known.entries())
			if (entry.actor.accountId === accountId) known.delete(id);
	}

	return {
		async open(accountId) {
			const token = newToken();
			const session = await lucia.createSession(accountId, {}, { sessionId: sessionId(token) });
			return { token, expiresAt: session.expiresAt };
		},
		async validate(token) {
			if (!token) return null;
			const id = sessionId(token);
			const now = clock.now();
			const entry = known.get(id);
			if (entry && now - entry.checkedAt < trustMs && entry.expiresAt.getTime() > now) {
				return { actor: entry.actor, expiresAt: entry.expiresAt, renewed: false };
			}
			known.delete(id);
			const before = forgotten;
			const { session } = await lucia.validateSession(id);
			const actor = session ? await findActor(database.db, session.userId) : undefined;
			if (!session || !actor) return null;
			if (before === forgotten) {
				known.set(id, { actor, expiresAt: session.expiresAt, checkedAt: now });
			}
			return { actor, expiresAt: session.expiresAt, renewed: session.fresh };
		},
		async close(token) {
			const id = sessionId(token);
			await lucia.invalidateSession(id);
			forgotten++;
			known.delete(id);
		},
		async closeAll(accountId, keepToken) {
			const kept = keepToken === undefined ? null : sessionId(keepToken);
			for (const session of await lucia.getUserSessions(accountId)) {
				if (session.id !== kept) await lucia.invalidateSession(session.id);
			}
			forget(accountId);
		},
		refresh: forget,
		deleteExpired: () => lucia.deleteExpiredSessions()
	};
}
