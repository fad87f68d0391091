import { z } from 'zod';
import { bankLanguages } from './bank.ts';
import { bankSlug, slug, text } from './bank-file.ts';
import { rowIdSchema } from './row-id.ts';

/** Largest number of topics of a bank. */
export const maxTopics = 200;

/** What may be set of a bank by hand. */
export const bankSettingsSchema = z.object({
	title: text(200),
	/** SPDX name. */
	license: text(60),
	/** Anybody may practise with it and sees the answers. */
	practice: z.boolean().default(false),
	/** Approval takes somebody else than who wrote or reviewed the version. */
	fourEyes: z.boolean().default(false)
});
export type BankSettings = z.infer<typeof bankSettingsSchema>;

/** What somebody enters to found a bank. */
export const newBankSchema = z.object({
	title: text(200),
	language: z.enum(bankLanguages).default('vi'),
	/** Name in addresses and files; null lets it be made of the title. */
	slug: bankSlug.nullable().default(null),
	/** Unit that owns it; null is the whole installation. */
	unitId: rowIdSchema.nullable().default(null)
});
export type NewBank = z.infer<typeof newBankSchema>;

/** A topic in the order the person wants; a new one has no key yet. */
export interface ArrangedTopic {
	readonly key: string | null;
	readonly title: string;
}

/** The topics of a bank as somebody arranges them. */
export const arrangedTopicsSchema = z
	.array(z.object({ key: slug.nullable(), title: text(200) }))
	.min(1)
	.max(maxTopics);
