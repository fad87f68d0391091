import { m } from '#lib/i18n/paraglide/messages.js';

/** Kinds of file that a bank is written as; `format` stands in the address. */
export const exportFormats = [
	{ format: 'xlsx', label: m.banks_export_xlsx, detail: m.banks_export_xlsx_text },
	{ format: 'docx', label: m.banks_export_docx, detail: m.banks_export_docx_text },
	{ format: 'pdf', label: m.banks_export_pdf, detail: m.banks_export_pdf_text },
	{ format: 'hoithi', label: m.banks_export_yaml, detail: m.banks_export_yaml_text },
	{ format: 'gift', label: m.banks_export_gift, detail: m.banks_export_gift_text },
	{ format: 'moodle-xml', label: m.banks_export_moodle, detail: m.banks_export_moodle_text },
	{ format: 'qti', label: m.banks_export_qti, detail: m.banks_export_qti_text }
] as const;
