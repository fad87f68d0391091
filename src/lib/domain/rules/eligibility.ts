import { foldVietnamese } from '../text.ts';
import { ageOn, parseDay, vietnamDate } from '../vietnam-calendar.ts';
import type { Audience, Eligibility } from './contest-rules.ts';

/** What eligibility asks of a person. */
export interface EligibilityPerson {
	/** ltree path of the person's unit by ids, "1.14.230". */
	readonly unitPath: string;
	/** As in the roster; null: unknown. */
	readonly position: string | null;
	/** "2007-02-28"; null: unknown. A day that is on no calendar counts as unknown. */
	readonly birthDate: string | null;
}

/** Why a person does not belong to an audience: the first that fails, in this order. */
export const refusals = ['unit', 'position', 'age_unknown', 'too_young', 'too_old'] as const;
export type Refusal = (typeof refusals)[number];

/** The audience of a person, with why those before it did not fit; null where none does. */
export interface AudienceFit {
	readonly audience: string | null;
	/** One for each audience that was tried and did not fit, in their order. */
	readonly refused: readonly { readonly audience: string; readonly reason: Refusal }[];
}

type Rules = { readonly audiences: readonly Pick<Audience, 'id' | 'eligibility'>[] };

/**
 * The audience a person belongs to: the first whose eligibility fits.
 * `contestOpensAt` in ms: ages are those of the day in Vietnam at that instant.
 */
export function audienceOf(
	person: EligibilityPerson,
	rules: Rules,
	contestOpensAt: number
): AudienceFit {
	return audienceFinder(rules, contestOpensAt)(person);
}

/** `audienceOf` for many people of one contest: what the rules say is prepared once. */
export function audienceFinder(
	rules: Rules,
	contestOpensAt: number
): (person: EligibilityPerson) => AudienceFit {
	const checks = rules.audiences.map(({ id, eligibility }) => ({
		id,
		refusal: refusalOf(eligibility, contestOpensAt)
	}));
	return (person) => {
		const refused: { audience: string; reason: Refusal }[] = [];
		for (const { id, refusal } of checks) {
			const reason = refusal(person);
			if (reason === null) return { audience: id, refused };
			refused.push({ audience: id, reason });
		}
		return { audience: null, refused };
	};
}

function refusalOf(
	{ unitIds, positions, minAge, maxAge }: Eligibility,
	contestOpensAt: number
): (person: EligibilityPerson) => Refusal | null {
	const units = new Set(unitIds.map(String));
	const folded = new Set(positions.map(foldVietnamese));
	const openingDay = vietnamDate(contestOpensAt);

	return ({ unitPath, position, birthDate }) => {
		// A path names the unit itself and every unit above it.
		if (units.size > 0 && !unitPath.split('.').some((id) => units.has(id))) return 'unit';
		const asked = folded.size > 0;
		if (asked && (position === null || !folded.has(foldVietnamese(position)))) return 'position';
		if (minAge === null && maxAge === null) return null;
		const birth = parseDay(birthDate ?? '');
		if (!birth) return 'age_unknown';
		const age = ageOn(openingDay, birth);
		if (minAge !== null && age < minAge) return 'too_young';
		return maxAge !== null && age > maxAge ? 'too_old' : null;
	};
}
