import type { ImportOverview } from '#lib/domain/import-preview.ts';
import type { ChoiceFields } from './choices.ts';

/** The choices that the page offers before anybody made one. Files say some; the rest is the careful way. */
export function offeredChoices(
	{ slug, title, language, practice }: ImportOverview,
	context: {
		readonly fileName: string;
		/** Slug of the bank whose page led here; empty for none. */
		readonly bank: string;
		readonly banks: readonly { readonly slug: string }[];
		/** Topics of the bank that the items go to. */
		readonly topics: readonly { readonly title: string }[];
		readonly owner: string;
	}
): ChoiceFields {
	const isThere = (name: string | null) => context.banks.some((bank) => bank.slug === name);
	// A file of a bank comes back to it unless somebody says otherwise.
	const to = [context.bank, slug ?? ''].find((name) => isThere(name)) ?? '';
	const [onlyTopic] = context.topics.length === 1 ? context.topics : [];
	return {
		to,
		title:
			title ??
			context.fileName
				.replace(/\.[^.]*$/, '')
				.replaceAll('_', ' ')
				.trim(),
		slug: slug !== null && !isThere(slug) ? slug : '',
		owner: context.owner,
		language: language ?? 'vi',
		practice: practice ? 'on' : '',
		mode: 'add',
		duplicates: 'skip',
		topic: onlyTopic?.title ?? (language === 'en' ? 'General' : 'Chung'),
		difficulty: 'recall',
		document: '',
		place: '',
		status: 'draft'
	};
}
