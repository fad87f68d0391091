import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { createApp, type App } from '#lib/server/app.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const password = 'mật khẩu đủ dài';
const day = 24 * 60 * 60_000;
const roster = [
	'Mã đơn vị;Tên đơn vị;Mã đơn vị cấp trên;Mã cán bộ;Họ và tên',
	'SO;Sở Thử nghiệm;;A1;Nguyễn Văn An',
	'PHONG;Phòng Một;SO;B1;Đặng Thị Bình',
	'PHONG;Phòng Một;SO;B2;Lê Văn Bảo',
	'KHAC;Sở Khác;;C1;Trần Thị Chi'
].join('\n');

let database: TestDatabase;
let app: App;
let admin: Actor;
let now: number;
let department: number;
let office: number;

beforeEach(async () => {
	now = Date.parse('2026-11-21T02:00:00Z');
	database = await createTestDatabase();
	app = createApp({ databaseUrl: database.url, pool: 4, clock: { now: () => now } });
	const token = (await app.accounts.issueSetupToken()) ?? '';
	const { token: session } = await app.accounts.setUp({
		token,
		displayName: 'Quản trị',
		username: 'quantri',
		password
	});
	admin = (await app.sessions.validate(session))?.actor as Actor;
	await app.units.importRoster(admin, { name: 'r.csv', bytes: new TextEncoder().encode(roster) });
	const units = await app.units.listPermitted(admin, 'roster.read');
	department = units.find((unit) => unit.code === 'SO')?.id as number;
	office = units.find((unit) => unit.code === 'PHONG')?.id as number;
});

afterEach(async () => {
	await app.close();
	await database.drop();
});

it('gives codes to who has none, to one person, or to all anew', async () => {
	const activate = (staffCode: string, code: string) =>
		app.activation.activate({ staffCode, code, password }, 'test');
	const refusal = { code: 'ACTIVATION_CODE_INVALID' };
	expect(await app.activation.countRecipients(admin, department)).toMatchObject({
		people: 3,
		holdingCode: 0
	});

	const first = await app.activation.issueCodes(admin, office, { keepValid: true });
	expect(first.map((each) => each.staffCode)).toEqual(['B1', 'B2']);
	expect(first[0]?.expiresAt.getTime()).toBe(now + 60 * day);
	expect(await app.activation.countRecipients(admin, department)).toMatchObject({
		people: 3,
		holdingCode: 2
	});

	// Those who hold a code keep it; the others of the subtree get one.
	const second = await app.activation.issueCodes(admin, department, { keepValid: true });
	expect(second.map((each) => each.staffCode)).toEqual(['A1']);
	await activate('B1', first[0]?.code ?? '');

	// A new code for one person stops only that person's earlier one.
	const [b2] = first.slice(1);
	const again = await app.activation.issueCodes(admin, office, { personId: b2?.personId ?? 0 });
	expect(again.map((each) => each.staffCode)).toEqual(['B2']);
	await expect(activate('B2', b2?.code ?? '')).rejects.toMatchObject(refusal);

	// All anew: earlier codes stop, who has an account is left out.
	const anew = await app.activation.issueCodes(admin, department);
	expect(anew.map((each) => each.staffCode)).toEqual(['A1', 'B2']);
	await expect(activate('A1', second[0]?.code ?? '')).rejects.toMatchObject(refusal);

	// A code that has run out counts as none.
	now += 61 * day;
	const later = await app.activation.issueCodes(admin, department, { keepValid: true });
	expect(later.map((each) => each.staffCode)).toEqual(['A1', 'B2']);
	await activate('A1', (later[0]?.code ?? '').toLowerCase().replaceAll('-', ' '));
});

it('keeps a focal point within the own units', async () => {
	const [own] = await app.activation.issueCodes(admin, office);
	await app.activation.activate({ staffCode: 'B1', code: own?.code ?? '', password }, 'test');
	await app.accounts.grantRole(admin, { username: 'B1', role: 'focal_point', unitId: office });
	const { token } = await app.accounts.signIn({ username: 'B1', password }, 'test');
	const focalPoint = (await app.sessions.validate(token))?.actor as Actor;
	const forbidden = { code: 'FORBIDDEN' };
	await expect(app.activation.issueCodes(focalPoint, department)).rejects.toMatchObject(forbidden);
	await expect(app.activation.countRecipients(focalPoint, department)).rejects.toMatchObject(
		forbidden
	);
	await expect(app.activation.findRecipient(focalPoint, department, 1)).rejects.toMatchObject(
		forbidden
	);
	const { people } = await app.units.listPeople(admin, {
		unitId: department,
		search: 'nguyen van an',
		page: 1,
		pageSize: 10
	});
	await expect(
		app.activation.findRecipient(focalPoint, office, people[0]?.id ?? 0)
	).rejects.toMatchObject({ code: 'PERSON_NOT_FOUND' });
	expect(
		await app.activation.issueCodes(focalPoint, office, { personId: people[0]?.id ?? 0 })
	).toEqual([]);

	expect((await app.units.listTopmost(focalPoint, 'roster.read')).map(({ code }) => code)).toEqual([
		'PHONG'
	]);
	const { above } = await app.units.around(focalPoint, 'roster.read', office);
	expect(above).toEqual([]);
	const all = await app.units.around(admin, 'roster.read', department);
	expect([all.above.length, all.below.map(({ code }) => code)]).toEqual([0, ['PHONG']]);
});
