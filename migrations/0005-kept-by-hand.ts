import { sql, type Kysely } from 'kysely';

/** What somebody decided by hand and loading the product's own files must leave as it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table item
			-- Who brought it back into use by hand; null when it was never retired or is retired again.
			add column restored_by uuid constraint item_restorer_fk references account`.execute(db);
	await sql`
		alter table document
			-- Set when somebody changed it by hand: loading banks then keeps its title and issuer.
			add column edited_at timestamptz`.execute(db);
}
