import { stringify } from 'csv-stringify/sync';
import type { ContestDraft } from '#lib/domain/contest.ts';
import type { ContestRules } from '#lib/domain/rules/contest-rules.ts';
import { contestRulesOf, type SimpleRules } from '#lib/domain/rules/simple-rules.ts';
import { bankContent, bankFile, bankItems } from './bank.ts';
import { importBank } from './imports.ts';
import { createTestApp, morning, type SignedIn, type TestApp } from './test-app.ts';

export const minute = 60_000;

/** Units of the world: a province, two departments, and what is below them. */
const unitRows = [
	['TINH', 'Tỉnh Sông Hương', '', '', ''],
	['SO', 'Sở Nội vụ', 'TINH', 'Sở, ban, ngành', ''],
	['SO.P1', 'Phòng Công chức', 'SO', '', '4'],
	['SO.P2', 'Phòng Tổ chức', 'SO', '', ''],
	['XA', 'Ủy ban nhân dân xã An Thủy', 'TINH', 'Xã, phường', '10'],
	['XA.T1', 'Trạm y tế', 'XA', '', '']
] as const;
export type UnitCode = (typeof unitRows)[number][0];

/** A person of the roster with an account. */
export interface Candidate extends SignedIn {
	readonly personId: number;
	readonly staffCode: string;
}

/** A published contest. */
export interface PublishedContest {
	readonly id: number;
	readonly roundId: number;
	readonly rules: SimpleRules;
}

/**
 * Services with an administrator, a tree of units of three levels, a person in each of them, and a
 * bank of questions. Contests and candidates are made as tests ask for them.
 */
export interface ContestWorld extends TestApp {
	readonly administrator: SignedIn['actor'];
	readonly units: Record<UnitCode, { id: number; path: string }>;
	readonly bankId: number;
	/** Puts new people on the roster; gives their ids. */
	people(unit: UnitCode, count: number): Promise<{ personId: number; staffCode: string }[]>;
	/** A new person with an activated account. */
	candidate(unit?: UnitCode): Promise<Candidate>;
	candidates(unit: UnitCode, count: number): Promise<Candidate[]>;
	/** A draft that may be published: open now, for everybody, five items in 20 minutes. */
	draft(
		rules?: Partial<SimpleRules>,
		changes?: Partial<ContestDraft>,
		beyond?: Partial<ContestRules>
	): ContestDraft;
	/** A published one; `beyond` are rules that a simple contest has not. */
	contest(
		rules?: Partial<SimpleRules>,
		changes?: Partial<ContestDraft>,
		beyond?: Partial<ContestRules>
	): Promise<PublishedContest>;
	/** The rules of such a draft as a simple contest has them. */
	simpleRules(rules?: Partial<SimpleRules>): SimpleRules;
}

export async function createContestWorld(options: { pool?: number } = {}): Promise<ContestWorld> {
	const test = await createTestApp(options);
	const { app, sql } = test;
	const administrator = (
		await test.account({ grants: [['administrator', null]], username: 'quan-tri' })
	).actor;
	await app.units.importRoster(
		administrator,
		rosterFile(
			unitRows.map(([unitCode, unitName, parentCode, block, headcount], index) => ({
				...{ unitCode, unitName, parentCode, block, headcount },
				...{ staffCode: `GOC-${index}`, fullName: `Người gốc ${index}` }
			}))
		)
	);
	const rows = await sql<{ code: UnitCode; id: number; path: string }[]>`
		select code, id, path::text from unit`;
	const units = Object.fromEntries(rows.map(({ code, ...unit }) => [code, unit]));
	const bank = bankContent('ngan-hang', bankItems(20));
	await importBank(app, administrator, bankFile(bank));
	const [listed] = await app.banks.list(administrator);
	const bankId = listed?.id ?? 0;
	let people = 0;

	const world: ContestWorld = {
		...test,
		administrator,
		units: units as ContestWorld['units'],
		bankId,
		async people(unit, count) {
			const rows = Array.from({ length: count }, () => ({
				unit_id: world.units[unit].id,
				staff_code: `CB-${++people}`,
				full_name: `Nguyễn Văn ${people}`,
				search_text: `nguyen van ${people}`,
				created_at: new Date(morning),
				updated_at: new Date(morning)
			}));
			return sql<{ personId: number; staffCode: string }[]>`
				insert into person ${sql(rows)} returning id as "personId", staff_code::text as "staffCode"`;
		},
		async candidates(unit, count) {
			const persons = await world.people(unit, count);
			return Promise.all(
				persons.map(async (person) => ({
					...person,
					...(await test.account({
						personId: person.personId,
						username: person.staffCode,
						grants: [['candidate', world.units[unit].id]]
					}))
				}))
			);
		},
		async candidate(unit = 'SO.P1') {
			const [candidate] = await world.candidates(unit, 1);
			return candidate as Candidate;
		},
		simpleRules: (rules = {}) => ({
			opensAt: test.clock.time - minute,
			closesAt: test.clock.time + 60 * minute,
			timeLimitMinutes: 20,
			attemptsAllowed: null,
			passPercent: 60,
			blueprint: [{ bankId, topicId: null, difficulty: null, count: 5 }],
			release: { score: 'at_submit', answers: 'after_close', board: 'at_submit' },
			...rules
		}),
		draft: (rules, changes = {}, beyond = {}) => ({
			title: 'Tìm hiểu Nghị quyết 57',
			rulesText: 'Thể lệ cuộc thi.',
			unitId: world.units.TINH.id,
			eligibleUnitIds: [world.units.TINH.id],
			rules: { ...contestRulesOf(world.simpleRules(rules)), ...beyond },
			...changes
		}),
		async contest(rules, changes, beyond) {
			const simple = world.simpleRules(rules);
			const draft = world.draft(simple, changes, beyond);
			const id = await app.contests.create(administrator, draft);
			await app.contests.publish(administrator, id);
			const { round } = await app.contests.find(id);
			return { id, roundId: round.id, rules: simple };
		}
	};
	return world;
}

/** A row of a roster file by field; what is missing is left empty. */
export type RosterRow = Partial<
	Record<
		| 'unitCode'
		| 'unitName'
		| 'parentCode'
		| 'block'
		| 'headcount'
		| 'staffCode'
		| 'fullName'
		| 'position'
		| 'email'
		| 'phone',
		string
	>
>;

const headings: readonly [keyof RosterRow, string][] = [
	['unitCode', 'Mã đơn vị'],
	['unitName', 'Tên đơn vị'],
	['parentCode', 'Mã đơn vị cấp trên'],
	['block', 'Khối'],
	['headcount', 'Biên chế'],
	['staffCode', 'Mã cán bộ'],
	['fullName', 'Họ và tên'],
	['position', 'Chức vụ'],
	['email', 'Email'],
	['phone', 'Số điện thoại']
];

/** A roster file as an office would upload it. */
export function rosterFile(rows: readonly RosterRow[]): { name: string; bytes: Uint8Array } {
	const table = [
		headings.map(([, heading]) => heading),
		...rows.map((row) => headings.map(([field]) => row[field] ?? ''))
	];
	return { name: 'danh-sach.csv', bytes: Buffer.from(stringify(table)) };
}
