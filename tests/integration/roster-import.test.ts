import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Role } from '#lib/domain/permissions.ts';
import {
	createContestWorld,
	rosterFile,
	type ContestWorld,
	type RosterRow,
	type UnitCode
} from '../support/contest-world.ts';
import { refusal } from '../support/test-app.ts';

let world: ContestWorld;
beforeAll(async () => {
	world = await createContestWorld();
	for (const table of restored) {
		await world.sql`create table ${world.sql(`kept_${table}`)} as table ${world.sql(table)}`;
	}
});
/** Every test begins with the same units and people. */
beforeEach(async () => {
	await world.sql`truncate ${world.sql(restored)} cascade`;
	for (const table of restored) {
		await world.sql`
			insert into ${world.sql(table)} overriding system value table ${world.sql(`kept_${table}`)}`;
	}
});
afterAll(() => world.close());

const restored = ['unit', 'person', 'account', 'role_grant'];

const importRows = (rows: readonly RosterRow[], actor: Actor = world.administrator) =>
	world.app.units.importRoster(actor, rosterFile(rows));

/** Everything an import can change. */
const dump = () =>
	Promise.all([
		world.sql`select id, code, name, parent_id, path::text, block, declared_headcount from unit order by id`,
		world.sql`
			select id, unit_id, staff_code::text, full_name, search_text, position, email, phone
			from person order by id`,
		world.sql`select account_id, role, unit_id from role_grant order by account_id, role`,
		world.sql`select count(*)::integer as events from audit_event`
	]);

const holder = async (role: Role, unit: UnitCode) =>
	(await world.account({ grants: [[role, world.units[unit].id]] })).actor;

const newcomer: RosterRow = { unitCode: 'XA.T1', staffCode: 'MOI-1', fullName: 'Lò Thị Mai' };

describe('importing a roster', () => {
	it('is all or nothing, and names every problem with its row', async () => {
		const before = await dump();
		const work = importRows([
			{ ...newcomer, email: 'mai@xa.example' },
			{ unitCode: 'MOI', unitName: 'Đơn vị mới', parentCode: 'KHONG-CO' },
			{ unitCode: 'XA.T1', staffCode: 'MOI-2', fullName: '' },
			{ unitCode: 'XA.T1', staffCode: 'moi-1', fullName: 'Trùng mã' },
			{ unitCode: 'XA.T1', staffCode: 'MOI-3', fullName: 'Thư Sai', email: 'khong phai' }
		]);
		await expect(work).rejects.toMatchObject({
			code: 'INVALID_FILE',
			params: { count: 4 },
			issues: [
				{ row: 3, code: 'UNIT_PARENT_UNKNOWN' },
				{ row: 4, code: 'VALUE_MISSING' },
				{ row: 5, code: 'STAFF_CODE_DUPLICATE' },
				{ row: 6, code: 'EMAIL_INVALID' }
			]
		});
		expect(await dump()).toEqual(before);
	});

	it('leaves nothing behind when the last step fails', async () => {
		const before = await dump();
		await world.sql`alter table audit_event add constraint no_more check (action <> 'roster.imported') not valid`;
		await expect(importRows([newcomer])).rejects.toThrow('no_more');
		await world.sql`alter table audit_event drop constraint no_more`;
		expect(await dump()).toEqual(before);
	});

	it('again changes nothing and says so', async () => {
		const rows = [
			{ unitCode: 'MOI', unitName: 'Đơn vị mới', parentCode: 'XA', headcount: '3' },
			{ ...newcomer, unitCode: 'MOI', position: 'Chuyên viên', email: 'mai@xa.example' },
			{ ...newcomer, staffCode: 'MOI-2', phone: '0912 345 678' }
		];
		expect(await importRows(rows)).toEqual({
			...{ unitsCreated: 1, unitsUpdated: 0, peopleCreated: 2, peopleUpdated: 0 }
		});
		const [units, people, grants] = await dump();
		expect(await importRows(rows)).toEqual({
			...{ unitsCreated: 0, unitsUpdated: 0, peopleCreated: 0, peopleUpdated: 0 }
		});
		expect((await dump()).slice(0, 3)).toEqual([units, people, grants]);
	});

	it('changes what differs, and leaves what the file does not say', async () => {
		await importRows([
			{ unitCode: 'SO.P1', headcount: '9', block: 'Khối mới' },
			{ ...newcomer, position: 'Y sĩ', email: 'mai@xa.example', phone: '0912345678' }
		]);
		const result = await importRows([
			{ unitCode: 'SO.P1', unitName: 'Phòng Công chức, viên chức' },
			{ ...newcomer, staffCode: 'moi-1', unitCode: 'so.p2', fullName: 'Lò Thị Mai Anh' }
		]);
		expect(result).toEqual({
			...{ unitsCreated: 0, unitsUpdated: 1, peopleCreated: 0, peopleUpdated: 1 }
		});
		const [unit] = await world.sql`
			select name, declared_headcount, block from unit where code = 'SO.P1'`;
		expect(unit).toEqual({
			...{ name: 'Phòng Công chức, viên chức', declared_headcount: 9, block: 'Khối mới' }
		});
		const [person] = await world.sql`
			select full_name, unit_id, position, email, phone, search_text from person
			where staff_code = 'MOI-1'`;
		expect(person).toMatchObject({
			...{ full_name: 'Lò Thị Mai Anh', unit_id: world.units['SO.P2'].id },
			...{ position: 'Y sĩ', email: 'mai@xa.example', phone: '0912345678' }
		});
		expect(person?.['search_text']).toContain('lo thi mai anh');
		expect(person?.['search_text']).toContain('mai@xa.example');
	});

	it('takes the account and its role along when a person moves', async () => {
		const { actor, token, staffCode } = await world.candidate('SO.P1');
		await importRows([{ unitCode: 'XA', staffCode, fullName: 'Tên Mới' }]);
		world.app.sessions.refresh(actor.accountId);
		expect((await world.app.sessions.validate(token))?.actor).toMatchObject({
			displayName: 'Tên Mới',
			grants: [{ role: 'candidate', path: world.units.XA.path }]
		});
	});

	it('takes two people at most for one code, however it is written', async () => {
		await importRows([{ ...newcomer, staffCode: 'Đb-1' }]);
		expect(await importRows([{ ...newcomer, staffCode: 'ĐB-1', fullName: 'Khác' }])).toMatchObject({
			...{ peopleCreated: 0, peopleUpdated: 1 }
		});
	});
});

describe('moving a unit', () => {
	it('moves everything below it, also within one file', async () => {
		await importRows([
			{ unitCode: 'XA.T1.A', unitName: 'Tổ A', parentCode: 'XA.T1' },
			{ unitCode: 'XA', parentCode: 'SO' },
			{ unitCode: 'XA.T1.B', unitName: 'Tổ B', parentCode: 'XA.T1' }
		]);
		const rows = await world.sql<{ code: string; path: string; way: string }[]>`
			with recursive tree as (
				select id, code, path::text, id::text as way from unit where parent_id is null
				union all
				select unit.id, unit.code, unit.path::text, tree.way || '.' || unit.id
				from unit join tree on tree.id = unit.parent_id
			) select code, path, way from tree`;
		expect(rows).toHaveLength(8);
		// The path of every unit is the way down the parents.
		for (const { code, path, way } of rows) expect([code, path]).toEqual([code, way]);
		const { id, path } = world.units.SO;
		expect(rows.find(({ code }) => code === 'XA')?.way).toBe(`${path}.${world.units.XA.id}`);
		expect(path.endsWith(String(id))).toBe(true);
	});

	it('to below itself is refused', async () => {
		const before = await dump();
		await expect(importRows([{ unitCode: 'SO', parentCode: 'SO.P1' }])).rejects.toMatchObject({
			code: 'INVALID_FILE',
			issues: [{ row: 2, code: 'UNIT_PARENT_CYCLE' }]
		});
		expect(await dump()).toEqual(before);
	});
});

describe('an organizer of a subtree', () => {
	it.each<[string, RosterRow[]]>([
		['changes units of it', [{ unitCode: 'SO.P1', unitName: 'Tên mới' }]],
		['changes its top', [{ unitCode: 'SO', unitName: 'Sở Nội vụ và Công vụ' }]],
		['adds units below it', [{ unitCode: 'SO.P3', unitName: 'Phòng 3', parentCode: 'SO' }]],
		['moves units within it', [{ unitCode: 'SO.P2', parentCode: 'SO.P1' }]],
		['adds people', [{ unitCode: 'SO.P2', staffCode: 'N-1', fullName: 'Nguyễn Văn Nam' }]],
		['moves people within it', [{ unitCode: 'SO.P2', staffCode: 'GOC-2', fullName: 'Người gốc 2' }]]
	])('%s', async (_what, rows) => {
		await expect(importRows(rows, await holder('organizer', 'SO'))).resolves.toBeDefined();
	});

	it.each<[string, RosterRow[]]>([
		['a unit beside it', [{ unitCode: 'XA', unitName: 'Tên mới' }]],
		['the unit above it', [{ unitCode: 'TINH', headcount: '5' }]],
		['a new unit beside it', [{ unitCode: 'SO2', unitName: 'Sở 2', parentCode: 'TINH' }]],
		['a new unit at the top', [{ unitCode: 'SO2', unitName: 'Sở 2' }]],
		['its unit to elsewhere', [{ unitCode: 'SO.P1', parentCode: 'XA' }]],
		['its top to elsewhere', [{ unitCode: 'SO', parentCode: 'XA' }]],
		['a foreign unit into it', [{ unitCode: 'XA.T1', parentCode: 'SO' }]],
		['people of others', [{ unitCode: 'XA', staffCode: 'GOC-4', fullName: 'Đổi tên' }]],
		['people taken from others', [{ unitCode: 'SO', staffCode: 'goc-4', fullName: 'Người gốc 4' }]],
		['people given to others', [{ unitCode: 'XA', staffCode: 'GOC-1', fullName: 'Người gốc 1' }]],
		['new people for others', [{ unitCode: 'XA', staffCode: 'N-1', fullName: 'Nguyễn Văn Nam' }]]
	])('does not touch %s', async (_what, rows) => {
		const actor = await holder('organizer', 'SO');
		const before = await dump();
		const allowed = { unitCode: 'SO.P1', unitName: 'Tên mới' };
		expect(await refusal(importRows([allowed, ...rows], actor))).toBe('FORBIDDEN');
		expect(await dump()).toEqual(before);
	});

	it('is somebody with that role', async () => {
		const rows = [{ unitCode: 'SO', unitName: 'Tên mới' }];
		for (const role of ['focal_point', 'candidate'] as const) {
			expect(await refusal(importRows(rows, await holder(role, 'SO')))).toBe('FORBIDDEN');
		}
		const nobody = world.app.units.importRoster(null, rosterFile(rows));
		expect(await refusal(nobody)).toBe('UNAUTHENTICATED');
	});
});

describe('what is seen of units and people', () => {
	it('is the subtrees one may see, with headcounts as declared or counted', async () => {
		await importRows([
			newcomer,
			{ ...newcomer, staffCode: 'MOI-2' },
			{ ...newcomer, staffCode: 'MOI-3', unitCode: 'SO.P1' }
		]);
		const list = async (actor: Actor) =>
			(await world.app.units.listPermitted(actor, 'roster.read')).map(
				({ code, people, headcount }) => [code, people, headcount]
			);
		expect(await list(await holder('focal_point', 'SO'))).toEqual([
			['SO', 1, 1],
			['SO.P1', 2, 4],
			['SO.P2', 1, 1]
		]);
		const { actor } = await world.account({
			grants: [
				['focal_point', world.units['XA.T1'].id],
				['organizer', world.units.XA.id],
				['candidate', world.units.TINH.id]
			]
		});
		expect(await list(actor)).toEqual([
			['XA', 1, 10],
			['XA.T1', 3, 3]
		]);
		expect(await list(world.administrator)).toHaveLength(6);
	});

	it('is found without diacritics and by any part, and only within the unit', async () => {
		await importRows([
			{ ...newcomer, fullName: 'Đặng Thị Huệ', staffCode: 'TIM-1' },
			{ ...newcomer, fullName: 'Đặng Thị Huệ', staffCode: 'TIM-2', unitCode: 'SO.P1' },
			{ ...newcomer, fullName: 'Dương 100% Quá_Sức', staffCode: 'TIM-3' }
		]);
		const search = async (text: string, unit: UnitCode = 'TINH') => {
			const { people, total } = await world.app.units.listPeople(world.administrator, {
				...{ unitId: world.units[unit].id, search: text, page: 1, pageSize: 50 }
			});
			expect(total).toBe(people.length);
			return people.map(({ staffCode }) => staffCode);
		};
		expect(await search('dang thi hue')).toEqual(['TIM-2', 'TIM-1']);
		expect(await search('ĐẶNG   THỊ', 'XA')).toEqual(['TIM-1']);
		expect(await search('tim-3')).toEqual(['TIM-3']);
		expect(await search('100%')).toEqual(['TIM-3']);
		expect(await search('a_s')).toEqual(['TIM-3']);
		expect(await search('%%')).toEqual([]);
		expect(
			await refusal(
				world.app.units.listPeople(await holder('focal_point', 'XA'), {
					...{ unitId: world.units.SO.id, search: '', page: 1, pageSize: 50 }
				})
			)
		).toBe('FORBIDDEN');
	});
});
