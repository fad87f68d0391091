import type { BankLanguage } from '#lib/domain/bank.ts';
import { AppError } from '#lib/domain/errors.ts';
import { wordTemplate } from './docx-template.ts';
import { xlsxTemplate } from './xlsx-template.ts';

const templates = {
	xlsx: {
		write: xlsxTemplate,
		names: { vi: 'Mẫu câu hỏi', en: 'Question template' },
		mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
	},
	docx: {
		write: wordTemplate,
		names: { vi: 'Mẫu câu hỏi', en: 'Question template' },
		mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
	}
} as const;

/** A file to begin writing questions in. Throws NOT_FOUND for kinds without one. */
export async function bankTemplate(
	format: string,
	language: BankLanguage
): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
	if (!Object.hasOwn(templates, format)) throw new AppError('NOT_FOUND');
	const { write, names, mediaType } = templates[format as keyof typeof templates];
	const bytes = await write(language);
	return { name: `${names[language]}.${format}`, mediaType, bytes };
}
