import type { FileIssue } from './errors.ts';

/** A unit the system already has. */
export interface ExistingUnit {
	readonly code: string;
	readonly name: string;
	readonly parentCode: string | null;
}

/** A unit as a roster defines it. `headcount` is null when the people listed are all that count. */
export interface RosterUnit {
	readonly code: string;
	readonly name: string;
	readonly parentCode: string | null;
	readonly block: string | null;
	readonly headcount: number | null;
	/** First row that speaks of the unit. */
	readonly row: number;
}

/** A person as a roster lists them. */
export interface RosterPerson {
	readonly staffCode: string;
	readonly fullName: string;
	readonly position: string | null;
	readonly email: string | null;
	readonly phone: string | null;
	readonly unitCode: string;
	readonly row: number;
}

/**
 * What a roster says. It may be imported only when `issueCount` is 0; otherwise `units` and `people`
 * hold what is sound, for a preview, and `issues` the first problems in the order of the rows.
 */
export interface ParsedRoster {
	readonly units: RosterUnit[];
	readonly people: RosterPerson[];
	readonly issues: FileIssue[];
	readonly issueCount: number;
}
