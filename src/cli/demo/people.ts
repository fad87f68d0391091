import type { RandomSource } from '#lib/domain/random.ts';
import type { RosterPerson } from '#lib/domain/roster.ts';
import { foldVietnamese } from '#lib/domain/text.ts';
import { edeNames, familyNames, hreNames, personalNames } from './names.ts';
import { staffing, type Staffing, type UnitKind } from './staffing.ts';

/** A person of the demonstration. */
export type DemoPerson = Omit<RosterPerson, 'row' | 'position' | 'email' | 'phone'> & {
	readonly position: string;
	readonly email: string;
	readonly phone: string;
};

interface FullName {
	readonly full: string;
	readonly given: string;
	readonly family: string;
}

/** One of the values, each as likely as the next. */
export function pick<T>(values: readonly T[], random: RandomSource): T {
	const value = values[random.below(values.length)];
	if (value === undefined) throw new RangeError('nothing to pick from');
	return value;
}

/** A whole number from `least` to `most`. */
export function between([least, most]: readonly [number, number], random: RandomSource): number {
	return least + random.below(most - least + 1);
}

const familyTotal = familyNames.reduce((total, [, perMille]) => total + perMille, 0);

function pickFamily(random: RandomSource): string {
	let mark = random.below(familyTotal);
	for (const [name, perMille] of familyNames) {
		mark -= perMille;
		if (mark < 0) return name;
	}
	return 'Nguyễn';
}

function pickName(isWoman: boolean, random: RandomSource): FullName {
	const sex = isWoman ? 'female' : 'male';
	const people = random.below(100);
	if (people < 3) {
		const given = pick(edeNames[sex], random);
		const family = pick(edeNames.clans, random);
		return { full: `${isWoman ? 'H’' : 'Y '}${given} ${family}`, given, family };
	}
	if (people < 5) {
		const family = pick(hreNames.family, random);
		const rest = pick(hreNames[sex], random);
		return { full: `${family} ${rest}`, given: rest.split(' ').at(-1) ?? rest, family };
	}
	let family = pickFamily(random);
	// Tôn Nữ is borne by women only.
	if (!isWoman && family === 'Tôn Nữ') family = 'Nguyễn';
	const middle = pick(personalNames[sex].middle, random);
	const given = pick(personalNames[sex].given, random);
	return { full: `${family} ${middle} ${given}`, given, family };
}

/** Prefixes no mobile network of Viet Nam uses, so that nobody can be rung by mistake. */
const unusedPrefixes = ['0300', '0950'] as const;

/** Source of people whose staff codes, addresses and numbers are all different. */
export function peopleSource(random: RandomSource, domain: string) {
	const addresses = new Map<string, number>();
	let count = 0;

	function address({ given, family }: FullName): string {
		const [first = '', last = ''] = [given, family.split(' ')[0] ?? ''].map((part) =>
			foldVietnamese(part).replace(/[^a-z]/g, '')
		);
		const plain = `${first}.${last}`;
		const namesakes = (addresses.get(plain) ?? 0) + 1;
		addresses.set(plain, namesakes);
		return `${plain}${namesakes === 1 ? '' : namesakes}@${domain}`;
	}

	return {
		/** People of a unit, leaders first; the word completes titles as in "Chủ tịch UBND xã". */
		staff(unitCode: string, kind: UnitKind, titleWord = ''): DemoPerson[] {
			const { size, leaders, others, women }: Staffing = staffing[kind];
			return Array.from({ length: between(size, random) }, (_, index) => {
				const name = pickName(random.below(100) < women, random);
				count++;
				return {
					staffCode: `SH${String(count).padStart(5, '0')}`,
					fullName: name.full,
					position: (leaders[index] ?? pick(others, random)).replace('*', titleWord),
					email: address(name),
					// Multiplying by a number without common factor visits every number once.
					phone: `${unusedPrefixes[count % 2]}${String((count * 7919) % 1_000_000).padStart(6, '0')}`,
					unitCode
				};
			});
		}
	};
}
