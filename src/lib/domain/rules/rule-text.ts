import { z } from 'zod';
import { isStorable } from '../text.ts';

/** Schema of a text of the rules, from `min` to `max` characters without the spaces around it, NFC. */
export function ruleTextSchema(min: number, max: number) {
	return z
		.string()
		.trim()
		.min(min)
		.max(max)
		.refine(isStorable)
		.transform((value) => value.normalize('NFC'));
}

/** Schema of the name of a part of the rules within its contest: "tuan-1", "can-bo". It never changes. */
export const ruleIdSchema = z
	.string()
	.max(40)
	.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
