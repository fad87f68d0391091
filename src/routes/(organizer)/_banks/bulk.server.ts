import { fail, type ActionFailure } from '@sveltejs/kit';
import { z } from 'zod';
import { isAppError, type ErrorCode } from '#lib/domain/errors.ts';
import { difficulties } from '#lib/domain/items.ts';
import { itemPoints, optionalText, slug } from '#lib/domain/bank-file.ts';
import { errorText } from '#lib/i18n/errors.ts';
import type { BulkResult } from '#lib/server/banks/editing.service.ts';
import { parseInput } from '#lib/server/http/refusals.ts';
import { readBankFilter } from './bank-filter.ts';
import { maxBulk, type BulkAction, type BulkAnswer } from './bulk.ts';
import { toItemFilter } from './item-filter.server.ts';

const bulkSchema = z.object({
	action: z.enum(['reviewed', 'approved', 'draft', 'retire', 'restore', 'change']),
	/** Everything that fits the filter, instead of what is ticked. */
	all: z.boolean(),
	keys: z.array(slug).max(maxBulk),
	note: optionalText(1000),
	topic: z.string(),
	difficulty: z.enum(difficulties).nullable(),
	points: itemPoints.nullable()
});
type BulkForm = z.infer<typeof bulkSchema>;

/** Does with many items of a bank what the form asks for, and tells what it came to. */
export async function runBulk(
	{ app, actor }: App.Locals,
	bankSlug: string,
	{ data, url }: { data: FormData; url: URL }
): Promise<{ bulk: BulkAnswer } | ActionFailure<{ bulk: { refusal: string; code: ErrorCode } }>> {
	try {
		const form = readForm(data);
		const bank = await app.catalogue.bank(actor, bankSlug);
		const filter = toItemFilter(readBankFilter(url.searchParams), bank);
		const fitting = form.all
			? await app.catalogue.itemKeys(actor, bankSlug, filter, maxBulk + 1)
			: form.keys;
		const keys = fitting.slice(0, maxBulk);
		const result = await change(form, keys);
		return { bulk: { ...answer(form.action, result), limited: fitting.length > maxBulk } };
	} catch (failure) {
		if (!isAppError(failure)) throw failure;
		const { status, code, params } = failure;
		return fail(status, { bulk: { refusal: errorText(code, params), code } });
	}

	function change(form: BulkForm, keys: readonly string[]): Promise<BulkResult> {
		const { editing } = app;
		switch (form.action) {
			case 'retire':
				return editing.retire(actor, bankSlug, keys);
			case 'restore':
				return editing.restore(actor, bankSlug, keys);
			case 'change': {
				const { difficulty, points } = form;
				const topicId = form.topic === '' ? null : Number(form.topic);
				return editing.changeMany(actor, bankSlug, keys, { topicId, difficulty, points });
			}
			default:
				return editing.step(actor, bankSlug, keys, form.action, form.note);
		}
	}
}

function readForm(data: FormData): BulkForm {
	const text = (name: string) => String(data.get(name) ?? '');
	const points = text('points').trim();
	return parseInput(bulkSchema, {
		action: text('action'),
		all: data.get('all') === 'on',
		keys: data.getAll('keys'),
		note: text('note'),
		topic: text('topic'),
		difficulty: text('difficulty') || null,
		points: points === '' ? null : Number(points)
	});
}

function answer(action: BulkAction, { done, same, refused }: BulkResult) {
	const codes = [...new Set(refused.map(({ code }) => code))];
	return {
		action,
		done: done.length,
		same: same.length,
		refused: codes.map((code) => ({
			code,
			text: errorText(code),
			keys: refused.filter((each) => each.code === code).map(({ key }) => key)
		}))
	};
}
