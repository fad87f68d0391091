import { m } from '#lib/i18n/paraglide/messages.js';

/** Kinds of file that questions are read from, the likeliest first, with templates to begin from. */
export const readableFormats = [
	{
		name: m.banks_import_format_docx,
		text: m.banks_import_format_docx_text,
		templates: [{ href: '/organize/banks/template/docx', label: m.banks_import_template_docx }]
	},
	{
		name: m.banks_import_formats_table,
		text: m.banks_import_formats_table_text,
		templates: [{ href: '/organize/banks/template/xlsx', label: m.banks_import_template_xlsx }]
	},
	{
		name: m.banks_import_format_text,
		text: m.banks_import_format_text_text,
		templates: []
	},
	{
		name: m.banks_import_formats_moodle,
		text: m.banks_import_formats_moodle_text,
		templates: []
	},
	{
		name: m.banks_import_formats_exchange,
		text: m.banks_import_formats_exchange_text,
		templates: []
	},
	{
		name: m.banks_import_format_hoithi,
		text: m.banks_import_format_hoithi_text,
		templates: []
	}
];
