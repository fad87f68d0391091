import { z } from 'zod';
import { bankSlug } from '#lib/domain/bank-file.ts';
import {
	arrangedTopicsSchema,
	newBankSchema,
	type ArrangedTopic
} from '#lib/domain/bank-settings.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** A new bank as a plain form carries it: without a name in addresses one is made of the title. */
export const newBankFormSchema = newBankSchema.extend({
	slug: z
		.string()
		.trim()
		.superRefine((value, context) => {
			if (value !== '' && !bankSlug.safeParse(value).success)
				context.addIssue({ code: 'custom', message: m.banks_slug_invalid() });
		})
});

/** Topics as parallel lists; a new one has no key, and one without a title is no topic yet. */
export const topicsFormSchema = z
	.object({ keys: z.array(z.string()), titles: z.array(z.string()) })
	.superRefine((form, context) => {
		const { rows, topics } = arrangedTopics(form);
		for (const { path, message } of arrangedTopicsSchema.safeParse(topics).error?.issues ?? []) {
			const row = rows[Number(path[0])];
			context.addIssue({
				code: 'custom',
				path: row === undefined ? ['titles'] : ['titles', row],
				message
			});
		}
	});
export type TopicsForm = z.infer<typeof topicsFormSchema>;

/** The topics of the form, each with the row it stands in. */
export function arrangedTopics({ keys, titles }: TopicsForm): {
	rows: number[];
	topics: ArrangedTopic[];
} {
	const rows = titles.flatMap((title, row) =>
		// A topic that is there keeps its title: emptying it is a mistake, not a removal.
		title.trim() === '' && (keys[row] ?? '') === '' ? [] : [row]
	);
	return {
		rows,
		topics: rows.map((row) => ({ key: keys[row] || null, title: titles[row] as string }))
	};
}
