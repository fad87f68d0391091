import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rosterFields, rosterHeadings, type RosterField } from './roster-columns.ts';
import { parsePhone } from './roster-values.ts';
import { parseRoster, type RosterPerson, type RosterUnit } from './roster.ts';
import type { SheetRows } from './sheet.ts';

type Row = Partial<Record<RosterField, string>>;

function sheetOf(rows: readonly Row[], headings: readonly string[] = vietnamese): SheetRows {
	const cells = [headings, ...rows.map((row) => rosterFields.map((field) => row[field] ?? ''))];
	return { rows: cells.map((texts, index) => ({ number: index + 1, cells: texts })) };
}

const vietnamese = rosterFields.map((field) => rosterHeadings.vi[field]);
const parse = (rows: readonly Row[], existing: { code: string; parentCode?: string }[] = []) =>
	parseRoster(sheetOf(rows), {
		existingUnits: existing.map((unit) => ({ name: 'Có sẵn', parentCode: null, ...unit }))
	});
const codesOf = (rows: readonly Row[], existing?: { code: string; parentCode?: string }[]) =>
	parse(rows, existing).issues.map((issue) => `${issue.row} ${issue.column} ${issue.code}`);

describe('headings', () => {
	it.each([
		['MÃ  ĐƠN VỊ', 'Họ và Tên (*)', 'mã CBCCVC'],
		['Ma don vi', 'ho ten', 'Mã nhân viên'],
		['Mã đơn vị', 'Họ, tên', 'MÃ CÁN BỘ'.normalize('NFD')],
		['Unit Code', 'full_name', 'Employee ID']
	])('%s, %s, %s', (unitCode, fullName, staffCode) => {
		const rows = [
			{ number: 1, cells: ['Danh sách, lập ngày 01/10/2026'] },
			{ number: 3, cells: ['STT', unitCode, fullName, staffCode] },
			{ number: 4, cells: ['1', 'A', 'Lê Văn Tám', 'CB1'] }
		];
		const existingUnits = [{ code: 'A', name: 'Đơn vị A', parentCode: null }];
		expect(parseRoster({ rows }, { existingUnits })).toEqual({
			units: [],
			people: [
				{
					staffCode: 'CB1',
					fullName: 'Lê Văn Tám',
					position: null,
					email: null,
					phone: null,
					unitCode: 'A',
					row: 4
				}
			],
			issues: [],
			issueCount: 0
		});
	});

	it('names every column that is missing, in the language of the file', () => {
		const columns = (headings: string[]) =>
			parseRoster(sheetOf([], headings)).issues.map((issue) => issue.column);
		expect(columns(['STT'])).toEqual(['Mã đơn vị', 'Tên đơn vị', 'Mã cán bộ', 'Họ và tên']);
		expect(columns(['Tên đơn vị'])).toEqual(['Mã đơn vị']);
		expect(columns(['Unit name', 'Full name'])).toEqual(['Unit code', 'Staff code']);
	});

	it('finds nothing in an empty sheet', () => {
		expect(parseRoster({ rows: [] })).toMatchObject({ issues: [{ code: 'FILE_EMPTY' }] });
	});
});

describe('units', () => {
	it('merges what several rows say and keeps what the system knows', () => {
		const { units, issueCount } = parse(
			[
				{ unitCode: 'b', parentCode: 'A', staffCode: '1', fullName: 'Lê An' },
				{ unitCode: 'B', unitName: 'Phòng B', headcount: '12' },
				{ unitCode: 'C', block: 'Khối C' }
			],
			[{ code: 'A' }, { code: 'C', parentCode: 'A' }]
		);
		expect(issueCount).toBe(0);
		expect(units).toEqual([
			{ code: 'b', name: 'Phòng B', parentCode: 'A', block: null, headcount: 12, row: 2 },
			{ code: 'C', name: 'Có sẵn', parentCode: 'A', block: 'Khối C', headcount: null, row: 4 }
		]);
	});

	it('finds a circle that closes through the system', () => {
		const rows = [{ unitCode: 'A', unitName: 'A', parentCode: 'B' }];
		const existing = [
			{ code: 'A' },
			{ code: 'B', parentCode: 'C' },
			{ code: 'C', parentCode: 'A' }
		];
		expect(codesOf(rows, existing)).toEqual(['2 Mã đơn vị cấp trên UNIT_PARENT_CYCLE']);
	});

	it('reads a chain as long as the file', () => {
		const chain = Array.from({ length: 20_000 }, (_, index) => ({
			unitCode: `U${index}`,
			unitName: 'Đơn vị',
			parentCode: index === 19_999 ? '' : `U${index + 1}`
		}));
		const { units, issueCount } = parse(chain);
		expect(issueCount).toBe(0);
		expect(units[0]?.code).toBe('U19999');
	});

	it('leaves out what hangs on a unit with a problem', () => {
		const roster = parse([
			{ unitCode: 'A', unitName: 'A', parentCode: 'X' },
			{ unitCode: 'B', unitName: 'B', parentCode: 'A', staffCode: '1', fullName: 'Lê An' }
		]);
		expect(roster).toMatchObject({ units: [], people: [], issueCount: 1 });
	});
});

describe('values', () => {
	it.each([
		['0912345678', '0912345678'],
		['+84 912.345.678', '0912345678'],
		['0084 912 345 678', '0912345678'],
		['84912345678', '0912345678'],
		['+84 (0) 912-345-678', '0912345678'],
		['912345678', '0912345678'],
		['841234567', '0841234567'],
		['(0236) 382 1234', '02363821234'],
		['212345678', null],
		['0112345678', null],
		['09123456789', null],
		['0912345678; 0987654321', null],
		['máy lẻ 12', null]
	])('phone %s is %s', (text, phone) => {
		expect(parsePhone(text)).toBe(phone);
	});

	it('names every problem of a row', () => {
		const row = {
			unitCode: 'A B',
			headcount: '1.234',
			fullName: 'x'.repeat(121),
			email: 'a@b',
			phone: '113'
		};
		expect(codesOf([row])).toEqual([
			'2 Họ và tên VALUE_TOO_LONG',
			'2 Mã đơn vị UNIT_CODE_INVALID',
			'2 Biên chế HEADCOUNT_INVALID',
			'2 Mã cán bộ VALUE_MISSING',
			'2 Email EMAIL_INVALID',
			'2 Số điện thoại PHONE_INVALID'
		]);
	});

	it('shows the first 200 problems and counts all', () => {
		const rows = Array.from({ length: 1000 }, () => ({ unitCode: '', unitName: 'A' }));
		const { issues, issueCount } = parse(rows);
		expect(issueCount).toBe(1000);
		expect(issues).toHaveLength(200);
		expect(issues.at(-1)?.row).toBe(201);
	});
});

const word = fc.stringMatching(/^[\p{Lu}=+@#][\p{Ll}]{0,8}$/u).map((text) => text.normalize('NFC'));
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const phone = fc
	.tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.integer({ min: 0, max: 99_999_999 }))
	.map(([first, rest]) => `0${first}${String(rest).padStart(8, '0')}`);

interface Roster {
	units: Omit<RosterUnit, 'row'>[];
	people: Omit<RosterPerson, 'row'>[];
}

/** Units whose parents are any earlier ones, and people in any of them. */
const roster: fc.Arbitrary<Roster> = fc
	.record({
		units: fc.array(
			fc.record({
				name: phrase,
				parent: orNull(fc.nat()),
				block: orNull(phrase),
				headcount: orNull(fc.nat({ max: 9_999_999 }))
			}),
			{ minLength: 1, maxLength: 20 }
		),
		people: fc.array(
			fc.record({
				fullName: phrase,
				position: orNull(phrase),
				email: orNull(fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/).map((text) => `${text}@a.example`)),
				phone: orNull(phone),
				unit: fc.nat()
			}),
			{ maxLength: 30 }
		)
	})
	.map(({ units, people }) => ({
		units: units.map(({ parent, ...unit }, index) => ({
			...unit,
			code: `U-${index}`,
			parentCode: parent === null || index === 0 ? null : `U-${parent % index}`
		})),
		people: people.map(({ unit, ...person }, index) => ({
			...person,
			staffCode: `000${index}`,
			unitCode: `U-${unit % units.length}`
		}))
	}));

function rowsOf({ units, people }: Roster): Row[] {
	return [
		...units.map((unit) => ({
			unitCode: unit.code,
			unitName: unit.name,
			parentCode: unit.parentCode ?? '',
			block: unit.block ?? '',
			headcount: unit.headcount === null ? '' : String(unit.headcount)
		})),
		...people.map((person) => ({
			unitCode: person.unitCode,
			staffCode: person.staffCode,
			fullName: person.fullName,
			position: person.position ?? '',
			email: person.email ?? '',
			phone: person.phone ?? ''
		}))
	];
}

/** Without row numbers, in the order of the codes. */
function plain(parsed: { units: RosterUnit[]; people: RosterPerson[] }): Roster {
	return {
		units: parsed.units
			.map(({ row: _, ...unit }) => unit)
			.sort((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true })),
		people: parsed.people
			.map(({ row: _, ...person }) => person)
			.sort((a, b) => a.staffCode.localeCompare(b.staffCode, 'en', { numeric: true }))
	};
}

describe('any valid roster', () => {
	const shuffledRoster = roster.chain((value) =>
		fc.record({
			value: fc.constant(value),
			rows: fc.shuffledSubarray(rowsOf(value), { minLength: rowsOf(value).length })
		})
	);

	it('is given back, whatever the order of its rows, with parents first', () => {
		fc.assert(
			fc.property(shuffledRoster, ({ value, rows }) => {
				const parsed = parse(rows);
				expect(parsed.issues).toEqual([]);
				expect(plain(parsed)).toEqual(value);
				const place = new Map(parsed.units.map((unit, index) => [unit.code, index]));
				for (const [index, unit] of parsed.units.entries()) {
					if (unit.parentCode) expect(place.get(unit.parentCode)).toBeLessThan(index);
				}
			})
		);
	});
});

describe('any table', () => {
	const few = (...texts: string[]) => fc.option(fc.constantFrom(...texts), { nil: '', freq: 3 });
	const anyRow: fc.Arbitrary<Row> = fc.record({
		unitCode: few('A', 'B', 'C', 'D', 'E', 'a', 'A B', 'Sở'),
		unitName: few('Một', 'Hai'),
		parentCode: few('A', 'B', 'C', 'D', 'E', 'X'),
		block: few('Khối'),
		headcount: few('0', '5', '-1'),
		staffCode: few('1', '2', '3', '4', '5', '6'),
		fullName: few('Lê An'),
		position: few('#N/A', 'Chuyên viên'),
		email: few('a@b.vn', 'a'),
		phone: few('0912345678', '1')
	});

	it('gives only people of known units and units with known parents, with or without problems', () => {
		fc.assert(
			fc.property(fc.array(anyRow, { maxLength: 12 }), (rows) => {
				const parsed = parse(rows, [{ code: 'E', parentCode: 'D' }]);
				const known = new Set(['E', ...parsed.units.map((unit) => unit.code)]);
				for (const person of parsed.people) expect(known).toContain(person.unitCode);
				for (const unit of parsed.units) {
					// The parent the system gives to E lies outside what this test knows.
					if (unit.parentCode !== null && unit.code !== 'E')
						expect(known).toContain(unit.parentCode);
				}
				for (const issue of parsed.issues) {
					if (issue.row === null) expect(issue.code).toBe('FILE_EMPTY');
					else expect(vietnamese).toContain(issue.column);
				}
				const staffCodes = parsed.people.map((person) => person.staffCode);
				expect(new Set(staffCodes).size).toBe(staffCodes.length);
			}),
			{ numRuns: 500 }
		);
	});
});
