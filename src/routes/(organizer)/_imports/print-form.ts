import { z } from 'zod';
import { text } from '#lib/domain/bank-file.ts';
import type { PrintChoices } from '#lib/domain/printed-paper.ts';

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const count = z.literal('').or(whole(0, 1_000)).default('');
const line = z.literal('').or(text(200)).default('');

/** Most codes of one paper. */
export const mostCodes = 24;

/** What the page that prints a bank asks, as its form sends it. */
const printSchema = z.object({
	title: text(200),
	agency: line,
	parentAgency: line,
	recall: count,
	comprehension: count,
	application: count,
	codes: whole(1, mostCodes).default(1),
	minutes: z.literal('').or(whole(1, 600)).default(''),
	seed: text(40),
	drafts: z.literal('on').optional(),
	explained: z.literal('on').optional()
});

/** The choices as the form sends them; without any number of questions the whole bank is printed. */
export const printChoicesSchema = printSchema.transform((sent): PrintChoices => {
	const { recall, comprehension, application, minutes, drafts, explained, ...rest } = sent;
	const isWhole = recall === '' && comprehension === '' && application === '';
	return {
		...rest,
		counts: isWhole
			? null
			: {
					recall: Number(recall),
					comprehension: Number(comprehension),
					application: Number(application)
				},
		minutes: minutes === '' ? null : minutes,
		approvedOnly: drafts !== 'on',
		explained: explained === 'on'
	};
});
