import type { ErrorCode, ErrorParams } from '#lib/domain/errors.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';

type Sentence = (params: never, options?: { locale?: 'vi' | 'en' }) => string;

// Listed one by one: the compiler proves that no code is without its sentence, and only these messages
// reach the browser.
const sentences: Record<ErrorCode, Sentence> = {
	INVALID_INPUT: m.error_invalid_input,
	INVALID_FILE: m.error_invalid_file,
	FILE_TOO_LARGE: m.error_file_too_large,
	UNSUPPORTED_FILE: m.error_unsupported_file,
	NOT_FOUND: m.error_not_found,
	RATE_LIMITED: m.error_rate_limited,
	INTERNAL: m.error_internal,
	UNAUTHENTICATED: m.error_unauthenticated,
	SESSION_EXPIRED: m.error_session_expired,
	FORBIDDEN: m.error_forbidden,
	BAD_CREDENTIALS: m.error_bad_credentials,
	ACTIVATION_CODE_INVALID: m.error_activation_code_invalid,
	ACCOUNT_ALREADY_ACTIVE: m.error_account_already_active,
	SETUP_TOKEN_INVALID: m.error_setup_token_invalid,
	SETUP_ALREADY_DONE: m.error_setup_already_done,
	USERNAME_TAKEN: m.error_username_taken,
	PASSWORD_WRONG: m.error_password_wrong,
	BANK_NOT_FOUND: m.error_bank_not_found,
	BANK_SLUG_TAKEN: m.error_bank_slug_taken,
	UPLOAD_NOT_FOUND: m.error_upload_not_found,
	UPLOAD_NOT_READY: m.error_upload_not_ready,
	UPLOADS_BUSY: m.error_uploads_busy,
	ITEM_NOT_FOUND: m.error_item_not_found,
	ITEM_CHANGED_MEANWHILE: m.error_item_changed_meanwhile,
	ITEM_STEP_IMPOSSIBLE: m.error_item_step_impossible,
	FOUR_EYES_NEEDED: m.error_four_eyes_needed,
	DOCUMENT_NOT_FOUND: m.error_document_not_found,
	DOCUMENT_KNOWN: m.error_document_known,
	DOCUMENT_SUPERSESSION_CYCLE: m.error_document_supersession_cycle,
	UNIT_NOT_FOUND: m.error_unit_not_found,
	PERSON_NOT_FOUND: m.error_person_not_found,
	CONTEST_NOT_FOUND: m.error_contest_not_found,
	CONTEST_NOT_PUBLISHED: m.error_contest_not_published,
	CONTEST_ALREADY_PUBLISHED: m.error_contest_already_published,
	CONTEST_NOT_PUBLISHABLE: m.error_contest_not_publishable,
	RESULTS_WITHHELD: m.error_results_withheld,
	ROUND_NOT_OPEN: m.error_round_not_open,
	ROUND_CLOSED: m.error_round_closed,
	NOT_ELIGIBLE: m.error_not_eligible,
	NO_ATTEMPTS_LEFT: m.error_no_attempts_left,
	ATTEMPT_NOT_YET: m.error_attempt_not_yet,
	ATTEMPT_NOT_FOUND: m.error_attempt_not_found,
	ATTEMPT_FOREIGN: m.error_attempt_foreign,
	ATTEMPT_CLOSED: m.error_attempt_closed,
	DEADLINE_PASSED: m.error_deadline_passed,
	ITEM_NOT_ON_PAPER: m.error_item_not_on_paper,
	OPTION_NOT_ON_PAPER: m.error_option_not_on_paper,
	TOO_MANY_OPTIONS: m.error_too_many_options,
	SEQUENCE_CONFLICT: m.error_sequence_conflict
};

/** The sentence of a refusal in the person's language, or in `locale`. */
export function errorText(code: ErrorCode, params: ErrorParams = {}, locale = getLocale()): string {
	return sentences[code](fillable(params, locale), { locale });
}

/**
 * Parameters with numbers written as the language writes them; `until` is an instant in ms, written as
 * the time in Vietnam.
 */
export function fillable(params: ErrorParams, locale = getLocale()): never {
	const tag = locale === 'vi' ? 'vi-VN' : 'en-GB';
	const format = new Intl.NumberFormat(tag);
	return Object.fromEntries(
		Object.entries(params).map(([name, value]) => {
			if (typeof value !== 'number') return [name, value];
			return [name, name === 'until' ? instantText(value, tag) : format.format(value)];
		})
	) as never;
}

function instantText(instant: number, tag: string): string {
	return new Intl.DateTimeFormat(tag, {
		timeZone: 'Asia/Ho_Chi_Minh',
		dateStyle: 'short',
		timeStyle: 'short'
	}).format(instant);
}
