import type { FileIssue, FileIssueCode } from '#lib/domain/errors.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { fillable } from './errors.ts';

const sentences: Record<FileIssueCode, (params: never) => string> = {
	FILE_EMPTY: m.issue_file_empty,
	FILE_UNREADABLE: m.issue_file_unreadable,
	FILE_TOO_MANY_ROWS: m.issue_file_too_many_rows,
	COLUMN_MISSING: m.issue_column_missing,
	COLUMN_DUPLICATE: m.issue_column_duplicate,
	VALUE_MISSING: m.issue_value_missing,
	VALUE_INVALID: m.issue_value_invalid,
	VALUE_TOO_LONG: m.issue_value_too_long,
	EMAIL_INVALID: m.issue_email_invalid,
	PHONE_INVALID: m.issue_phone_invalid,
	UNIT_CODE_INVALID: m.issue_unit_code_invalid,
	UNIT_PARENT_UNKNOWN: m.issue_unit_parent_unknown,
	UNIT_PARENT_CYCLE: m.issue_unit_parent_cycle,
	UNIT_CONFLICT: m.issue_unit_conflict,
	UNIT_UNKNOWN: m.issue_unit_unknown,
	STAFF_CODE_DUPLICATE: m.issue_staff_code_duplicate,
	HEADCOUNT_INVALID: m.issue_headcount_invalid,
	BANK_SYNTAX: m.issue_bank_syntax,
	BANK_FIELD: m.issue_bank_field,
	BANK_ITEM_DUPLICATE: m.issue_bank_item_duplicate,
	BANK_REFERENCE_UNKNOWN: m.issue_bank_reference_unknown,
	FILE_TOO_BIG: m.issue_file_too_big,
	FILE_TOO_MANY_COLUMNS: m.issue_file_too_many_columns,
	FILE_OLD_EXCEL: m.issue_file_old_excel,
	FILE_OLD_WORD: m.issue_file_old_word,
	FILE_MACROS: m.issue_file_macros,
	FILE_ENCRYPTED: m.issue_file_encrypted,
	FILE_KIND_UNKNOWN: m.issue_file_kind_unknown,
	BANK_KEY_INVALID: m.issue_bank_key_invalid,
	ITEM_NO_STEM: m.issue_item_no_stem,
	ITEM_NO_KEY: m.issue_item_no_key,
	ITEM_TOO_FEW_OPTIONS: m.issue_item_too_few_options,
	ITEM_TOO_MANY_OPTIONS: m.issue_item_too_many_options,
	ITEM_KEY_CONTRADICTORY: m.issue_item_key_contradictory,
	ITEM_DUPLICATE_IN_FILE: m.issue_item_duplicate_in_file,
	ITEM_KIND_UNSUPPORTED: m.issue_item_kind_unsupported,
	MEDIA_UNSUPPORTED: m.issue_media_unsupported,
	FEATURE_UNSUPPORTED: m.issue_feature_unsupported,
	TEXT_UNASSIGNED: m.issue_text_unassigned,
	CITATION_UNKNOWN: m.issue_citation_unknown,
	DIFFICULTY_UNKNOWN: m.issue_difficulty_unknown,
	FILE_TOO_COMPLEX: m.issue_file_too_complex,
	NO_ITEMS_FOUND: m.issue_no_items_found,
	READ_AS_MULTIPLE: m.issue_read_as_multiple,
	ANSWERS_NOT_CLOSED: m.issue_answers_not_closed,
	PACKAGE_FILE_MISSING: m.issue_package_file_missing,
	MORE_PROBLEMS: m.issue_more_problems,
	XML_SYNTAX: m.issue_xml_syntax,
	XML_FORBIDDEN: m.issue_xml_forbidden,
	XML_TOO_COMPLEX: m.issue_xml_too_complex
};

/** The sentence of a problem in an imported file, in the person's language. */
export function issueText(issue: FileIssue): string {
	return sentences[issue.code](fillable(issue.params ?? {}));
}
