import { banksOf } from '#lib/domain/rules/contest-rules.ts';
import { contestRulesOf } from '#lib/domain/rules/simple-rules.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contestDraftSchema, type ContestDraft } from '#lib/domain/contest.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { createApp, type App } from '#lib/server/app.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { importBank } from '../support/imports.ts';

let database: TestDatabase;
let app: App;
let province: Actor;
let department: Actor;
let draft: ContestDraft;
let provinceId: number;

const bankFile = (slug: string) => ({
	slug,
	title: `Bank ${slug}`,
	language: 'en',
	documents: [{ id: 'd', symbol: '1/QD', title: 'D', issuer: 'I', date: '2026-01-01' }],
	topics: [{ id: 't', title: 'T' }],
	items: [
		{
			id: 'q',
			type: 'true_false',
			topic: 't',
			difficulty: 'recall',
			stem: 'S',
			key: true,
			rationale: 'R',
			citation: { document: 'd', place: '1' }
		}
	]
});

beforeAll(async () => {
	database = await createTestDatabase();
	app = createApp({ databaseUrl: database.url, pool: 2 });
	const token = (await app.accounts.issueSetupToken()) ?? '';
	const admin = { displayName: 'Admin', username: 'admin', password: 'a long password' };
	const session = await app.accounts.setUp({ token, ...admin });
	province = (await app.sessions.validate(session.token))?.actor as Actor;
	const roster =
		'Unit code,Unit name,Parent unit code\nP,Province,\nA,Department A,P\nB,Department B,P\n';
	await app.units.importRoster(province, {
		name: 'roster.csv',
		bytes: new TextEncoder().encode(roster)
	});
	const units = await app.units.listPermitted(province, 'contests.manage');
	const unit = (code: string) => units.find((each) => each.code === code) as (typeof units)[number];
	department = { ...province, grants: [{ role: 'organizer', path: unit('A').path }] };
	provinceId = unit('P').id;
	const bytes = new TextEncoder().encode(JSON.stringify(bankFile('of-b')));
	await importBank(app, province, { name: 'b.json', bytes }, unit('B').id);
	const [bank] = await app.banks.list(province);
	draft = contestDraftSchema.parse({
		title: 'Contest of A',
		rulesText: '',
		unitId: unit('A').id,
		eligibleUnitIds: [unit('A').id, unit('B').id],
		rules: contestRulesOf({
			opensAt: 0,
			closesAt: 1,
			timeLimitMinutes: 10,
			attemptsAllowed: null,
			passPercent: null,
			blueprint: [{ bankId: bank?.id ?? 0, topicId: null, difficulty: null, count: 1 }],
			release: { score: 'never', answers: 'never', board: 'never' }
		})
	});
});

afterAll(async () => {
	await app?.close();
	await database?.drop();
});

const refusal = (code: string) => expect.objectContaining({ code });

test('an organizer keeps what a wider one put into the draft, and may take it out', async () => {
	const id = await app.contests.create(province, draft);
	await app.contests.update(department, id, { ...draft, title: 'Another title' });
	expect(await app.contests.findManaged(department, id)).toMatchObject({
		title: 'Another title',
		eligibleUnitIds: draft.eligibleUnitIds
	});
	const own = draft.eligibleUnitIds.slice(0, 1);
	await app.contests.update(department, id, { ...draft, eligibleUnitIds: own });
	// Once out, it is beyond reach again.
	await expect(app.contests.update(department, id, draft)).rejects.toEqual(refusal('FORBIDDEN'));
});

test('an organizer brings in no units or banks beyond their reach', async () => {
	await expect(app.contests.create(department, draft)).rejects.toEqual(refusal('FORBIDDEN'));
	const own = { ...draft, eligibleUnitIds: [draft.unitId] };
	await expect(app.contests.create(department, own)).rejects.toEqual(refusal('BANK_NOT_FOUND'));
	const id = await app.contests.create(province, draft);
	const more = { ...draft, eligibleUnitIds: [...draft.eligibleUnitIds, provinceId] };
	await expect(app.contests.update(department, id, more)).rejects.toEqual(refusal('FORBIDDEN'));
});

test("another unit's bank tells an organizer nothing", async () => {
	const bankIds = banksOf(draft.rules);
	expect(await app.banks.strata(province, bankIds)).toMatchObject([{ topicTitle: 'T', items: 1 }]);
	expect(await app.banks.list(department)).toEqual([]);
	await expect(app.banks.strata(department, bankIds)).rejects.toEqual(refusal('BANK_NOT_FOUND'));
});
