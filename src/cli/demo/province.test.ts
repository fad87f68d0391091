import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rosterFields, rosterHeadings } from '#lib/domain/roster-columns.ts';
import { parseRoster } from '#lib/domain/roster.ts';
import { demoProvince, generateProvince } from './province.ts';

const anySeed = fc.integer({ min: 0, max: 2 ** 31 });
const fewRuns = { numRuns: 8 };

function counts(texts: readonly string[]): Map<string, number> {
	const result = new Map<string, number>();
	for (const text of texts) result.set(text, (result.get(text) ?? 0) + 1);
	return result;
}

describe('any demonstration province', () => {
	it('has the size of a province, in three levels below the root', () => {
		fc.assert(
			fc.property(anySeed, (seed) => {
				const { units, people } = generateProvince(seed);
				expect(units.length).toBeGreaterThanOrEqual(130);
				expect(people.length).toBeGreaterThanOrEqual(6000);
				expect(people.length).toBeLessThan(8000);
				const levels = new Map<string | null, number>([[null, -1]]);
				for (const unit of units) {
					const parentLevel = levels.get(unit.parentCode);
					expect(parentLevel).toBeDefined();
					levels.set(unit.code, (parentLevel ?? 0) + 1);
				}
				levels.delete(null);
				expect([...new Set(levels.values())].sort()).toEqual([0, 1, 2, 3]);
				const first = units.filter((unit) => unit.parentCode === demoProvince.code);
				expect(first.filter((unit) => unit.block === 'Sở, ban, ngành')).toHaveLength(16);
				expect(first.filter((unit) => unit.block === 'Xã, phường')).toHaveLength(25);
			}),
			fewRuns
		);
	});

	it('has nothing twice that tells units or people apart', () => {
		fc.assert(
			fc.property(anySeed, (seed) => {
				const { units, people } = generateProvince(seed);
				expect(new Set(units.map((unit) => unit.code)).size).toBe(units.length);
				for (const key of ['staffCode', 'email', 'phone'] as const) {
					expect(new Set(people.map((person) => person[key])).size).toBe(people.length);
				}
				const siblings = units.map((unit) => `${unit.parentCode} ${unit.name}`);
				expect(new Set(siblings).size).toBe(units.length);
			}),
			fewRuns
		);
	});

	it('can be imported as a roster without a problem, and comes back the same', () => {
		fc.assert(
			fc.property(anySeed, (seed) => {
				const { units, people } = generateProvince(seed);
				const rows = [
					rosterFields.map((field) => rosterHeadings.vi[field]),
					...units.map((unit) => [unit.code, unit.name, unit.parentCode ?? '', unit.block ?? '']),
					...people.map((person) => [
						...[person.unitCode, '', '', '', '', person.staffCode, person.fullName],
						...[person.position, person.email, person.phone]
					])
				];
				const sheet = { rows: rows.map((cells, index) => ({ number: index + 1, cells })) };
				const roster = parseRoster(sheet);
				expect(roster.issues).toEqual([]);
				// Equal texts also prove that names are NFC, trimmed and single-spaced.
				expect(roster.units.map(({ row: _, ...unit }) => unit)).toEqual(units);
				expect(roster.people.map(({ row: _, ...person }) => person)).toEqual(people);
			}),
			fewRuns
		);
	});

	it('is the same for the same seed and another for another', () => {
		expect(generateProvince(7)).toEqual(generateProvince(7));
		expect(generateProvince(7)).not.toEqual(generateProvince(8));
	});
});

describe('the province of seed 1', () => {
	const { units, people } = generateProvince(1);
	const sizes = counts(people.map((person) => person.unitCode));
	const unitsNamed = (pattern: RegExp) => units.filter((unit) => pattern.test(unit.name));
	const totalBelow = (code: string) =>
		[...sizes].reduce((sum, [unit, size]) => sum + (unit === code ? size : 0), 0);

	it('spreads people over schools, divisions and communes as usual', () => {
		for (const school of unitsNamed(/^Trường (Mầm non|Tiểu học|THCS)/)) {
			expect(totalBelow(school.code)).toBeGreaterThanOrEqual(25);
			expect(totalBelow(school.code)).toBeLessThanOrEqual(60);
		}
		for (const division of unitsNamed(/^Phòng/)) {
			expect(totalBelow(division.code)).toBeGreaterThanOrEqual(6);
			expect(totalBelow(division.code)).toBeLessThanOrEqual(15);
		}
		for (const commune of unitsNamed(/^Ủy ban nhân dân (xã|phường)/)) {
			const agency = units.filter(
				(unit) =>
					unit.code === commune.code ||
					(unit.parentCode === commune.code && unit.block === commune.block)
			);
			const size = agency.reduce((sum, unit) => sum + totalBelow(unit.code), 0);
			expect(size).toBeGreaterThanOrEqual(25);
			expect(size).toBeLessThanOrEqual(45);
		}
	});

	it('gives every unit one head with the right title', () => {
		const positions = (code: string) =>
			people.filter((person) => person.unitCode === code).map((person) => person.position);
		for (const unit of units) expect(positions(unit.code).length).toBeGreaterThan(0);
		const commune = unitsNamed(/^Ủy ban nhân dân xã/)[0]?.code ?? '';
		expect(counts(positions(commune)).get('Chủ tịch UBND xã')).toBe(1);
		const school = unitsNamed(/^Trường Mầm non/)[0]?.code ?? '';
		expect(counts(positions(school)).get('Hiệu trưởng')).toBe(1);
		expect(positions(commune).join()).not.toContain('*');
	});

	it('uses family names about as often as they are borne', () => {
		const families = counts(people.map((person) => person.fullName.split(' ')[0] ?? ''));
		const share = (name: string) => (families.get(name) ?? 0) / people.length;
		expect(share('Nguyễn')).toBeGreaterThan(0.34);
		expect(share('Nguyễn')).toBeLessThan(0.4);
		expect(share('Trần')).toBeGreaterThan(share('Phạm'));
		expect(share('Y')).toBeGreaterThan(0.005);
	});

	it('cannot be mistaken for real people', () => {
		for (const person of people) {
			expect(person.email).toMatch(/^[a-z]+\.[a-z]+\d*@songhuong\.example$/);
			expect(person.phone).toMatch(/^0(300|950)\d{6}$/);
		}
	});
});
