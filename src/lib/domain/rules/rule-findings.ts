/** A problem forbids publishing, a warning wants a second look. */
export type Severity = 'problem' | 'warning';

/** What the check of the rules can find; each has sentences `rulecheck_<code>`. */
const severities = {
	BANK_TOO_SMALL: 'problem',
	BANK_TOO_SMALL_FOR_ATTEMPTS: 'warning',
	FRESH_ITEMS_RUN_OUT: 'warning',
	UNLIMITED_SMALL_BANK: 'warning',
	FIXED_PAPER_REPEATS: 'warning',
	PRACTICE_BANK: 'warning',
	OUTDATED_CITATIONS: 'warning',
	PARTIAL_CREDIT_IDLE: 'warning',
	WINDOW_OVER: 'problem',
	REHEARSAL_OVER: 'warning',
	ROUND_NEVER_OPEN: 'problem',
	WINDOW_SHORTER_THAN_LIMIT: 'warning',
	OPEN_PERIOD_SHORTER_THAN_LIMIT: 'warning',
	ROUND_OPENS_IN_PAST: 'warning',
	REHEARSAL_AFTER_START: 'warning',
	LIMIT_UNREACHABLE: 'warning',
	CONTEST_CLASH: 'warning',
	NOBODY_ELIGIBLE: 'problem',
	NOBODY_IN_AUDIENCE: 'warning',
	PEOPLE_WITHOUT_AUDIENCE: 'warning',
	UNITS_WITHOUT_HEADCOUNT: 'warning',
	MIN_HEADCOUNT_ABOVE_ALL: 'warning',
	EARLIEST_WINS: 'warning',
	NOTHING_SEPARATES_EQUALS: 'warning',
	BEST_COUNT_TOO_HIGH: 'warning',
	PREDICTION_BOARD_WITHHELD: 'warning',
	PREDICTION_SCORE_WITHHELD: 'warning',
	PREDICTION_COUNTERS_WITHHELD: 'warning',
	PREDICTION_IDLE: 'warning',
	SCORE_ON_BOARD: 'warning',
	ANSWERS_WHILE_OPEN: 'warning',
	AUDIENCE_WITHOUT_AWARDS: 'warning',
	AWARDS_EXCEED_PEOPLE: 'warning',
	AWARDS_EXCEED_UNITS: 'warning'
} as const satisfies Record<string, Severity>;

export type RuleFindingCode = keyof typeof severities;

/** Every code, in the order of the table. */
export const ruleFindingCodes = Object.keys(severities) as RuleFindingCode[];

/** The place in the rules where a finding is to be mended. */
export type RulePath = readonly (string | number)[];

/** One finding of the check before publishing. */
export interface RuleFinding {
	readonly code: RuleFindingCode;
	readonly severity: Severity;
	readonly params: Readonly<Record<string, string | number>>;
	readonly path: RulePath;
}

/** A finding of a code, with the severity of that code. */
export function finding(
	code: RuleFindingCode,
	path: RulePath,
	params: RuleFinding['params'] = {}
): RuleFinding {
	return { code, severity: severities[code], params, path };
}

/** What the banks hold for the paper of an audience in a round. */
export interface PaperFacts {
	readonly round: string;
	readonly audience: string;
	/** For each line of the blueprint, through all sections: items to draw from, and how many of them
	 * have several right answers. */
	readonly lines: readonly { readonly available: number; readonly multiple: number }[];
	/** Lines that cannot be filled when all are drawn together; `line` counts from 0 through all sections. */
	readonly shortages: readonly {
		readonly line: number;
		readonly needed: number;
		readonly available: number;
	}[];
}

/** What the check looks at beside the rules. */
export interface RuleCheckFacts {
	/** Papers of which nothing is known are not checked. */
	readonly papers: readonly PaperFacts[];
	/** Eligible people of each audience, by its id. */
	readonly eligiblePeople: Readonly<Record<string, number>>;
	/** People of the contest's units who fit no audience. */
	readonly peopleWithoutAudience: number;
	/** The units that compete, each with the headcount of all below it. */
	readonly units: readonly { readonly name: string; readonly headcount: number }[];
	/** Banks of the blueprint that are open for practice. */
	readonly practiceBanks: readonly { readonly bankId: number; readonly title: string }[];
	/** Banks with items that may be drawn and cite a document that no longer holds. */
	readonly outdated: readonly {
		readonly bankId: number;
		readonly slug: string;
		readonly title: string;
		readonly items: number;
	}[];
	/** Other published contests, with the number of eligible units they share with this one. */
	readonly otherContests: readonly {
		readonly title: string;
		readonly sharedUnits: number;
		readonly rounds: readonly { readonly opensAt: number; readonly closesAt: number }[];
	}[];
}
