import type { ItemOutcome } from '#lib/domain/bank-assembly.ts';
import type { BankFormat, Conversion } from '#lib/domain/bank-import.ts';
import type { PreviewFilter } from '#lib/domain/import-preview.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

const formats: Record<BankFormat, () => string> = {
	hoithi: m.banks_import_format_hoithi,
	xlsx: m.banks_import_format_xlsx,
	csv: m.banks_import_format_csv,
	docx: m.banks_import_format_docx,
	text: m.banks_import_format_text,
	gift: m.banks_import_format_gift,
	aiken: m.banks_import_format_aiken,
	'moodle-xml': m.banks_import_format_moodle,
	qti: m.banks_import_format_qti,
	'tcexam-xml': m.banks_import_format_tcexam
};

/** Name of a kind of file. */
export function formatLabel(format: BankFormat): string {
	return formats[format]();
}

const outcomes: Record<ItemOutcome, () => string> = {
	new: m.banks_import_outcome_new,
	restored: m.banks_import_outcome_restored,
	update: m.banks_import_outcome_update,
	same: m.banks_import_outcome_same,
	skipped: m.banks_import_outcome_skipped
};

/** What becomes of an item. */
export function outcomeLabel(outcome: ItemOutcome): string {
	return outcomes[outcome]();
}

/** Tone of its badge. */
export const outcomeTones = {
	new: 'success',
	restored: 'success',
	update: 'info',
	same: 'neutral',
	skipped: 'warning'
} as const satisfies Record<ItemOutcome, string>;

/** Which items are shown. */
export function filterLabel(filter: PreviewFilter): string {
	if (filter === 'all') return m.banks_import_show_all();
	return filter === 'noticed' ? m.banks_import_show_noticed() : outcomeLabel(filter);
}

const encodings: Record<Conversion['encoding'], string> = {
	tcvn3: 'TCVN3 (ABC)',
	vni: 'VNI',
	'windows-1258': 'Windows-1258'
};

/** Name of an old encoding. */
export function encodingLabel(encoding: Conversion['encoding']): string {
	return encodings[encoding];
}
