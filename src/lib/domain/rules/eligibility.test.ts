import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin } from '../participation.ts';
import type { Eligibility } from './contest-rules.ts';
import { audienceOf, type EligibilityPerson } from './eligibility.ts';

/** 09:00 in Vietnam on the day. */
const opening = (day: string) => Date.parse(`${day}T09:00:00+07:00`);
const opensAt = opening('2026-11-20');

const open: Eligibility = { unitIds: [], positions: [], minAge: null, maxAge: null };
const person: EligibilityPerson = {
	unitPath: '1.14.230',
	position: 'Công chức',
	birthDate: '1990-06-15'
};

/** Why the person does not fit the one audience; null when it fits. */
function refusal(
	eligibility: Partial<Eligibility>,
	changes: Partial<EligibilityPerson> = {},
	at = opensAt
) {
	const rules = { audiences: [{ id: 'one', eligibility: { ...open, ...eligibility } }] };
	const fit = audienceOf({ ...person, ...changes }, rules, at);
	expect(fit.audience).toBe(fit.refused.length === 0 ? 'one' : null);
	return fit.refused[0]?.reason ?? null;
}

describe('units', () => {
	it('stand for everything below them, and none for all', () => {
		for (const unitIds of [[], [1], [14], [230], [99, 14]]) expect(refusal({ unitIds })).toBeNull();
	});

	it('are told apart by their whole number', () => {
		for (const unitIds of [[4], [23], [2300], [114]]) expect(refusal({ unitIds })).toBe('unit');
	});

	it('do not reach up', () => {
		expect(refusal({ unitIds: [230] }, { unitPath: '1.14' })).toBe('unit');
	});
});

describe('positions', () => {
	it('are compared without case, diacritics and stray spaces', () => {
		for (const position of ['công chức', 'CONG CHUC', ' Công  chức ', 'Công chức'.normalize('NFD')])
			expect(refusal({ positions: ['Công chức'] }, { position })).toBeNull();
	});

	it('are refused when another or unknown, if any are asked for', () => {
		expect(
			refusal({ positions: ['Công chức', 'Viên chức'] }, { position: 'Viên chức' })
		).toBeNull();
		for (const position of ['Công chức xã', 'Công', '', null]) {
			expect(refusal({ positions: ['Công chức'] }, { position })).toBe('position');
			expect(refusal({}, { position })).toBeNull();
		}
	});
});

describe('ages', () => {
	it.each([
		['on the birthday itself', '2012-11-20', null],
		['a day too early', '2012-11-21', 'too_young']
	])('from 14: %s', (_when, birthDate, expected) => {
		expect(refusal({ minAge: 14 }, { birthDate })).toBe(expected);
	});

	it.each([
		['a day before turning 36', '1990-11-21', null],
		['on turning 36', '1990-11-20', 'too_old']
	])('to 35: %s', (_when, birthDate, expected) => {
		expect(refusal({ maxAge: 35 }, { birthDate })).toBe(expected);
	});

	it('need a birth date only where age is asked for', () => {
		for (const birthDate of [null, '', '1990', '2007-02-30']) {
			expect(refusal({ minAge: 1 }, { birthDate })).toBe('age_unknown');
			expect(refusal({ maxAge: 150 }, { birthDate })).toBe('age_unknown');
			expect(refusal({}, { birthDate })).toBeNull();
		}
	});

	it('are those of the day in Vietnam, where it is already tomorrow', () => {
		const midnight = Date.parse('2026-11-20T00:00:00+07:00');
		const birthDate = '2012-11-20';
		expect(refusal({ minAge: 14 }, { birthDate }, midnight)).toBeNull();
		expect(refusal({ minAge: 14 }, { birthDate }, midnight - 1)).toBe('too_young');
	});

	it('grow on 1 March for those born on 29 February, in years without it', () => {
		const birthDate = '2012-02-29';
		expect(refusal({ minAge: 14 }, { birthDate }, opening('2026-02-28'))).toBe('too_young');
		expect(refusal({ minAge: 14 }, { birthDate }, opening('2026-03-01'))).toBeNull();
		expect(refusal({ minAge: 16 }, { birthDate }, opening('2028-02-28'))).toBe('too_young');
		expect(refusal({ minAge: 16 }, { birthDate }, opening('2028-02-29'))).toBeNull();
	});
});

describe('audienceOf', () => {
	const audiences = [
		{ id: 'can-bo', eligibility: { ...open, positions: ['Công chức', 'Viên chức'] } },
		{ id: 'hoc-sinh', eligibility: { ...open, unitIds: [7], maxAge: 18 } },
		{ id: 'nguoi-lon', eligibility: { ...open, minAge: 18 } }
	];

	it('takes the first that fits, and says why those before did not', () => {
		expect(audienceOf(person, { audiences }, opensAt)).toEqual({ audience: 'can-bo', refused: [] });
		const citizen = { ...person, position: null };
		expect(audienceOf(citizen, { audiences }, opensAt)).toEqual({
			audience: 'nguoi-lon',
			refused: [
				{ audience: 'can-bo', reason: 'position' },
				{ audience: 'hoc-sinh', reason: 'unit' }
			]
		});
	});

	it('gives none with a reason for each', () => {
		const child = { unitPath: '1.7', position: null, birthDate: null };
		expect(audienceOf(child, { audiences }, opensAt)).toEqual({
			audience: null,
			refused: [
				{ audience: 'can-bo', reason: 'position' },
				{ audience: 'hoc-sinh', reason: 'age_unknown' },
				{ audience: 'nguoi-lon', reason: 'age_unknown' }
			]
		});
	});

	const unitIds = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 });
	const age = fc.option(fc.integer({ min: 1, max: 100 }));
	const position = fc.constantFrom('Công chức', 'viên chức', 'HỌC SINH');
	const anyEligibility: fc.Arbitrary<Eligibility> = fc.record({
		unitIds,
		positions: fc.array(position, { maxLength: 2 }),
		minAge: age,
		maxAge: age
	});
	const anyPath = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 });
	const anyPerson: fc.Arbitrary<EligibilityPerson> = fc.record({
		unitPath: anyPath.map((ids) => ids.join('.')),
		position: fc.option(position),
		birthDate: fc.option(fc.integer({ min: 1930, max: 2025 }).map((year) => `${year}-07-01`))
	});
	const anyAudiences = fc
		.array(anyEligibility, { minLength: 1, maxLength: 5 })
		.map((list) => list.map((eligibility, index) => ({ id: `a${index}`, eligibility })));

	it('refuses exactly the audiences before the fitting one, or all', () => {
		fc.assert(
			fc.property(anyPerson, anyAudiences, (someone, list) => {
				const { audience, refused } = audienceOf(someone, { audiences: list }, opensAt);
				const fits = (each: (typeof list)[number]) =>
					audienceOf(someone, { audiences: [each] }, opensAt).audience === each.id;
				const first = list.findIndex(fits);
				expect(audience).toBe(list[first]?.id ?? null);
				expect(refused.map((each) => each.audience)).toEqual(
					list.slice(0, first < 0 ? list.length : first).map(({ id }) => id)
				);
			})
		);
	});

	it('asks less when a condition is taken away', () => {
		fc.assert(
			fc.property(
				anyPerson,
				anyEligibility,
				fc.constantFrom('unitIds', 'positions', 'minAge', 'maxAge'),
				(someone, eligibility, which) => {
					if (refusal(eligibility, someone) !== null) return;
					expect(refusal({ ...eligibility, [which]: open[which] }, someone)).toBeNull();
				}
			)
		);
	});

	it('agrees with the paths of participation.ts about what lies below a unit', () => {
		fc.assert(
			fc.property(anyPath, fc.nat(), (ids, cut) => {
				fc.pre(new Set(ids).size === ids.length);
				const ancestor = ids.slice(0, (cut % ids.length) + 1);
				const path = ids.join('.');
				expect(isWithin(path, ancestor.join('.'))).toBe(true);
				expect(refusal({ unitIds: ancestor.slice(-1) }, { unitPath: path })).toBeNull();
				const above = ids.slice(0, cut % ids.length).join('.');
				if (above)
					expect(refusal({ unitIds: ancestor.slice(-1) }, { unitPath: above })).toBe('unit');
			})
		);
	});
});
