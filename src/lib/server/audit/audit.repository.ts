import type { Db } from '#lib/server/db/database.ts';

/** What happened, to be kept for ever. `subject` names the thing: "contest:12". */
export interface AuditEntry {
	readonly at: Date;
	readonly accountId: string | null;
	readonly action: string;
	readonly subject: string;
	readonly details: Record<string, unknown>;
}

/** Writes an entry; call it in the transaction of what it records. */
export async function insertAuditEvent(db: Db, entry: AuditEntry): Promise<void> {
	await db
		.insertInto('audit_event')
		.values({
			at: entry.at,
			account_id: entry.accountId,
			action: entry.action,
			subject: entry.subject,
			details: JSON.stringify(entry.details)
		})
		.execute();
}
