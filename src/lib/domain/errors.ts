/**
 * Every refusal the product can give, with the HTTP status it maps to. The sentence that tells the
 * person what to do is the message `error_<code in lower case>` in `#lib/i18n/messages/errors.*.json`;
 * a test proves that each code has one in every language.
 */
export const errorStatus = {
	// Edges
	INVALID_INPUT: 400,
	INVALID_FILE: 422,
	FILE_TOO_LARGE: 413,
	UNSUPPORTED_FILE: 415,
	NOT_FOUND: 404,
	RATE_LIMITED: 429,
	INTERNAL: 500,
	// Accounts
	UNAUTHENTICATED: 401,
	SESSION_EXPIRED: 401,
	FORBIDDEN: 403,
	BAD_CREDENTIALS: 401,
	ACTIVATION_CODE_INVALID: 400,
	ACCOUNT_ALREADY_ACTIVE: 409,
	SETUP_TOKEN_INVALID: 403,
	SETUP_ALREADY_DONE: 409,
	USERNAME_TAKEN: 409,
	PASSWORD_WRONG: 400,
	// Content
	BANK_NOT_FOUND: 404,
	BANK_SLUG_TAKEN: 409,
	UPLOAD_NOT_FOUND: 404,
	UPLOAD_NOT_READY: 409,
	UPLOADS_BUSY: 503,
	ITEM_NOT_FOUND: 404,
	ITEM_CHANGED_MEANWHILE: 409,
	ITEM_STEP_IMPOSSIBLE: 409,
	FOUR_EYES_NEEDED: 409,
	DOCUMENT_NOT_FOUND: 404,
	DOCUMENT_KNOWN: 409,
	DOCUMENT_SUPERSESSION_CYCLE: 409,
	// Organization
	UNIT_NOT_FOUND: 404,
	PERSON_NOT_FOUND: 404,
	// Contests
	CONTEST_NOT_FOUND: 404,
	CONTEST_NOT_PUBLISHED: 404,
	CONTEST_ALREADY_PUBLISHED: 409,
	CONTEST_NOT_PUBLISHABLE: 422,
	RESULTS_WITHHELD: 403,
	// Exam
	ROUND_NOT_OPEN: 409,
	ROUND_CLOSED: 409,
	NOT_ELIGIBLE: 403,
	NO_ATTEMPTS_LEFT: 409,
	ATTEMPT_NOT_YET: 409,
	ATTEMPT_NOT_FOUND: 404,
	ATTEMPT_FOREIGN: 403,
	ATTEMPT_CLOSED: 409,
	DEADLINE_PASSED: 409,
	ITEM_NOT_ON_PAPER: 400,
	OPTION_NOT_ON_PAPER: 400,
	TOO_MANY_OPTIONS: 400,
	SEQUENCE_CONFLICT: 409
} as const;

/** Code of a refusal; stable, shown to the person and written to the log. */
export type ErrorCode = keyof typeof errorStatus;

/** Values that fill the placeholders of an error's sentence. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/**
 * One problem found in an imported file. `row` is 1-based as the person sees it in the file
 * (the header row counts), `column` is the heading or path of the field; null where the whole file
 * or row is meant. The sentence is the message `issue_<code in lower case>`.
 */
export interface FileIssue {
	readonly row: number | null;
	readonly column: string | null;
	readonly code: FileIssueCode;
	readonly params?: ErrorParams;
}

/** Codes of problems in imported files. */
export const fileIssueCodes = [
	'FILE_EMPTY',
	'FILE_UNREADABLE',
	'FILE_TOO_BIG',
	'FILE_TOO_MANY_ROWS',
	'FILE_TOO_MANY_COLUMNS',
	'FILE_OLD_EXCEL',
	'FILE_OLD_WORD',
	'FILE_MACROS',
	'FILE_ENCRYPTED',
	'FILE_KIND_UNKNOWN',
	'XML_SYNTAX',
	'XML_FORBIDDEN',
	'XML_TOO_COMPLEX',
	'COLUMN_MISSING',
	'COLUMN_DUPLICATE',
	'VALUE_MISSING',
	'VALUE_INVALID',
	'VALUE_TOO_LONG',
	'EMAIL_INVALID',
	'PHONE_INVALID',
	'UNIT_CODE_INVALID',
	'UNIT_PARENT_UNKNOWN',
	'UNIT_PARENT_CYCLE',
	'UNIT_CONFLICT',
	'UNIT_UNKNOWN',
	'STAFF_CODE_DUPLICATE',
	'HEADCOUNT_INVALID',
	'BANK_SYNTAX',
	'BANK_REFERENCE_MARK',
	'BANK_FIELD',
	'BANK_ITEM_DUPLICATE',
	'BANK_REFERENCE_UNKNOWN',
	'BANK_KEY_INVALID',
	// Bank files of other programs
	'ITEM_NO_STEM',
	'ITEM_NO_KEY',
	'ITEM_TOO_FEW_OPTIONS',
	'ITEM_TOO_MANY_OPTIONS',
	'ITEM_KEY_CONTRADICTORY',
	'ITEM_DUPLICATE_IN_FILE',
	'ITEM_REPEATED_WITH_OTHER_KEY',
	'ITEM_KIND_UNSUPPORTED',
	'MEDIA_UNSUPPORTED',
	'FEATURE_UNSUPPORTED',
	'TEXT_UNASSIGNED',
	'CITATION_UNKNOWN',
	'DIFFICULTY_UNKNOWN',
	'NO_ITEMS_FOUND',
	'TOO_MANY_ITEMS',
	'EQUATION_AS_TEXT',
	'OPTION_LETTER_MISSING',
	'OPTION_LETTERS_WRONG',
	'QUESTION_NUMBER_TWICE',
	// Tables of questions
	'CELL_ERROR',
	'CELL_FORMULA',
	'CELL_BECAME_DATE',
	'ITEM_KEY_NOT_SINGLE',
	'ITEM_KEY_AMBIGUOUS',
	'ROWS_HIDDEN',
	'SHEET_NOT_READ',
	'SHEET_HIDDEN',
	'READ_AS_MULTIPLE',
	'ANSWERS_NOT_CLOSED',
	'PACKAGE_FILE_MISSING',
	'MORE_PROBLEMS',
	'FILE_TOO_COMPLEX'
] as const;

/** Code of a problem in an imported file. */
export type FileIssueCode = (typeof fileIssueCodes)[number];

/** Problems of a bank file whose row is a line of the text; that of others is an entry of the bank. */
export const lineIssueCodes: ReadonlySet<FileIssueCode> = new Set([
	'BANK_SYNTAX',
	'BANK_REFERENCE_MARK'
]);

/** A refusal with a code, the values of its sentence and, for files, the list of problems. */
export class AppError extends Error {
	readonly code: ErrorCode;
	readonly params: ErrorParams;
	readonly issues: readonly FileIssue[];

	constructor(code: ErrorCode, params: ErrorParams = {}, issues: readonly FileIssue[] = []) {
		super(code);
		this.name = 'AppError';
		this.code = code;
		this.params = params;
		this.issues = issues;
	}

	/** HTTP status of this refusal. */
	get status(): (typeof errorStatus)[ErrorCode] {
		return errorStatus[this.code];
	}
}

/** True for a refusal of ours, false for a defect or a foreign error. */
export function isAppError(error: unknown): error is AppError {
	return error instanceof AppError;
}
