import { contestRulesOf } from '#lib/domain/rules/simple-rules.ts';
import { insertAccount, insertRoleGrant } from '#lib/server/accounts/accounts.repository.ts';
import { createPasswordHasher } from '#lib/server/accounts/passwords.ts';
import { sessionCookieName } from '#lib/server/accounts/sessions.service.ts';
import { formatAttemptRef } from '#lib/domain/attempt-ref.ts';
import type { App } from '#lib/server/app.ts';
import { openDatabase } from '#lib/server/db/database.ts';

/** A candidate with a real session on a real attempt. */
export interface Taker {
	readonly cookie: string;
	readonly ref: string;
	/** Number of options of each item on the paper. */
	readonly options: readonly number[];
}

const hour = 3_600_000;

/**
 * Fills an empty installation: units, people, accounts, a published contest and one attempt in
 * progress per taker. Only the accounts are written directly (one hash for all), because what is to
 * be measured is not Argon2.
 */
export async function createTakers(app: App, url: string, count: number): Promise<Taker[]> {
	const token = await app.accounts.issueSetupToken();
	const password = 'bench password';
	const setup = { token: token ?? '', displayName: 'Bench', username: 'bench', password };
	const admin =
		(await app.sessions.validate((await app.accounts.setUp(setup)).token))?.actor ?? null;
	const lines = ['Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Mã cán bộ,Họ và tên', 'P,Tỉnh,,,'];
	for (let unit = 0; unit < 20; unit++) lines.push(`U${unit},Đơn vị ${unit},P,,`);
	for (let person = 0; person < count; person++) {
		lines.push(`U${person % 20},,,S${person},Nguyễn Văn ${person}`);
	}
	const bytes = new TextEncoder().encode(lines.join('\n'));
	await app.units.importRoster(admin, { name: 'bench.csv', bytes });
	const units = await app.units.listPermitted(admin, 'roster.read');
	const province = units[0]?.id ?? 0;
	const banks = await app.banks.list(admin);
	const now = app.clock.now();
	const contestId = await app.contests.create(admin, {
		title: 'Bench',
		rulesText: '',
		unitId: province,
		eligibleUnitIds: [province],
		rules: contestRulesOf({
			opensAt: now - hour,
			closesAt: now + 8 * hour,
			timeLimitMinutes: 240,
			attemptsAllowed: null,
			passPercent: 50,
			blueprint: [{ bankId: banks[0]?.id ?? 0, topicId: null, difficulty: null, count: 20 }],
			release: { score: 'at_submit', answers: 'never', board: 'at_submit' }
		})
	});
	await app.contests.publish(admin, contestId);

	const database = openDatabase(url, 8);
	const passwordHash = await createPasswordHasher().hash(password);
	try {
		const people = await database.db
			.selectFrom('person')
			.select(['id', 'staff_code', 'full_name', 'unit_id'])
			.orderBy('id')
			.execute();
		const takers: Taker[] = [];
		const at = new Date(now);
		const chunk = 50;
		for (let start = 0; start < people.length; start += chunk) {
			takers.push(
				...(await Promise.all(
					people.slice(start, start + chunk).map(async (person): Promise<Taker> => {
						const accountId = await insertAccount(database.db, {
							personId: person.id,
							username: person.staff_code,
							displayName: person.full_name,
							passwordHash,
							createdAt: at
						});
						const unitId = person.unit_id;
						await insertRoleGrant(database.db, { accountId, role: 'candidate', unitId, at });
						const session = await app.sessions.open(accountId);
						const actor = (await app.sessions.validate(session.token))?.actor ?? null;
						const ref = await app.attempts.start(actor, contestId);
						const { items } = await app.sittings.exam(actor, ref);
						return {
							cookie: `${sessionCookieName}=${session.token}`,
							ref: formatAttemptRef(ref),
							options: items.map((item) => item.options.length)
						};
					})
				))
			);
		}
		return takers;
	} finally {
		await database.close();
	}
}
