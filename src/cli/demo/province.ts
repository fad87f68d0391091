import { seededRandom, shuffled, type RandomSource } from '#lib/domain/random.ts';
import type { RosterUnit } from '#lib/domain/roster.ts';
import { communeOffices, communes, schoolNames } from './communes.ts';
import { departments, type Department, type Institution } from './institutions.ts';
import { between, peopleSource, type DemoPerson } from './people.ts';
import type { UnitKind } from './staffing.ts';

/** The invented province; there is none of this name, and the domain is reserved for examples. */
export const demoProvince = {
	name: 'tỉnh Sông Hương',
	note: 'Tỉnh giả định, mọi đơn vị và cá nhân đều là hư cấu',
	/** Codes of real provinces run from H01 to H63. */
	code: 'H99',
	domain: 'songhuong.example'
} as const;

/** A unit of the demonstration. */
export type DemoUnit = Omit<RosterUnit, 'row'>;

const blocks = {
	department: 'Sở, ban, ngành',
	commune: 'Xã, phường',
	education: 'Giáo dục',
	health: 'Y tế'
} as const;

const educationKinds: readonly UnitKind[] = [
	'highSchool',
	'teachingGroup',
	'kindergarten',
	'primarySchool',
	'secondarySchool'
];
const healthKinds: readonly UnitKind[] = ['hospital', 'hospitalWard', 'healthStation'];

/**
 * Units and people of the invented province, the same for the same seed: departments with their
 * divisions, communes and wards with their offices and schools, three levels below the root.
 */
export function generateProvince(seed: number): { units: DemoUnit[]; people: DemoPerson[] } {
	const random = seededRandom(`province ${seed}`);
	const source = peopleSource(random, demoProvince.domain);
	const units: DemoUnit[] = [];
	const people: DemoPerson[] = [];

	function add(
		parentCode: string,
		number: number,
		name: string,
		kind: UnitKind,
		block: string,
		titleWord?: string
	): string {
		const code = `${parentCode}.${String(number).padStart(2, '0')}`;
		units.push({ code, name, parentCode, block: blockOf(kind, block), headcount: null });
		people.push(...source.staff(code, kind, titleWord));
		return code;
	}

	function addDepartment(department: Department, number: number): void {
		const block = blocks.department;
		const code = add(demoProvince.code, number, department.name, department.kind, block);
		for (const [index, unit] of department.units.entries()) {
			const unitCode = add(code, index + 1, unit.name, unit.kind, block);
			for (const [below, name] of (unit.below ?? []).entries()) {
				const [word = ''] = name.split(' ');
				add(unitCode, below + 1, `${name} - ${unit.name}`, kindBelow(unit), block, word);
			}
		}
	}

	function addCommune(type: keyof typeof communes, name: string, number: number): void {
		const place = `${type} ${name}`;
		const block = blocks.commune;
		const title = `Ủy ban nhân dân ${place}`;
		const code = add(demoProvince.code, number, title, 'commune', block, type);
		let next = 1;
		const addBelow = (unitName: string, kind: UnitKind) => add(code, next++, unitName, kind, block);
		for (const office of communeOffices[type]) {
			const kind = office.startsWith('Văn phòng') ? 'communeOffice' : 'communeDivision';
			addBelow(`${office} ${place}`, kind);
		}
		addBelow(`Trung tâm Phục vụ hành chính công ${place}`, 'communeCentre');
		addBelow(`Trạm Y tế ${place}`, 'healthStation');
		for (const school of schoolsOf(name, random)) addBelow(school.name, school.kind);
	}

	units.push({
		code: demoProvince.code,
		name: `Ủy ban nhân dân ${demoProvince.name}`,
		parentCode: null,
		block: null,
		headcount: null
	});
	people.push(...source.staff(demoProvince.code, 'province'));
	for (const [index, department] of departments.entries()) addDepartment(department, index + 1);
	let number = 31;
	for (const type of ['phường', 'xã'] as const) {
		for (const name of communes[type]) addCommune(type, name, number++);
	}
	return { units, people };
}

function blockOf(kind: UnitKind, block: string): string {
	if (educationKinds.includes(kind)) return blocks.education;
	return healthKinds.includes(kind) ? blocks.health : block;
}

function kindBelow({ kind }: Institution): UnitKind {
	if (kind === 'highSchool') return 'teachingGroup';
	return kind === 'hospital' ? 'hospitalWard' : 'team';
}

/** Schools of a commune: one of each level with its name, and one or two more. */
function schoolsOf(commune: string, random: RandomSource): Institution[] {
	const further: readonly Omit<Institution, 'below'>[] = shuffled(schoolNames, random)
		.slice(0, between([1, 2], random))
		.map((name, index) =>
			index === 0
				? { name: `Trường Tiểu học ${name}, ${commune}`, kind: 'primarySchool' }
				: { name: `Trường THCS ${name}, ${commune}`, kind: 'secondarySchool' }
		);
	return [
		{ name: `Trường Mầm non ${commune}`, kind: 'kindergarten' },
		{ name: `Trường Tiểu học ${commune}`, kind: 'primarySchool' },
		{ name: `Trường THCS ${commune}`, kind: 'secondarySchool' },
		...further
	];
}
