import { z } from 'zod';
import { AppError } from '#lib/domain/errors.ts';
import { optionIds } from '#lib/domain/items.ts';

/** Most questions a paper may have; see `blueprintSchema`. */
const maxItems = 200;

const fieldName = /^q(0|[1-9]\d{0,2})$/;
const position = z.coerce
	.number<string>()
	.int()
	.max(maxItems - 1);
const option = z
	.string()
	.regex(/^\d$/)
	.transform(Number)
	.refine((value) => value < optionIds.length);
const options = z.array(option).max(optionIds.length);

/** Name of the field that holds the choice of the question at a position of the paper, from 0. */
export function answerField(item: number): string {
	return `q${item}`;
}

/**
 * Reads the choices of a plain exam form: each field `q<position>` holds the shown positions of the
 * chosen options, both from 0. Questions without a choice are absent, other fields are left alone.
 * Throws INVALID_INPUT for what no form of ours would send.
 */
export function readAnswers(form: FormData): Map<number, number[]> {
	const answers = new Map<number, number[]>();
	for (const name of new Set(form.keys())) {
		const digits = fieldName.exec(name)?.[1];
		if (digits === undefined) continue;
		const item = position.safeParse(digits);
		const chosen = options.safeParse(form.getAll(name));
		if (!item.success || !chosen.success) throw new AppError('INVALID_INPUT');
		answers.set(
			item.data,
			[...new Set(chosen.data)].sort((left, right) => left - right)
		);
	}
	return answers;
}
