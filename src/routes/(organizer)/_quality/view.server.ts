import { z } from 'zod';
import { itemOrders, usualDirection, type ItemOrder } from '#lib/domain/item-analysis-order.ts';
import type { ListView } from '#lib/server/quality/quality.service.ts';
import { parseInput } from '#lib/server/http/refusals.ts';

/** Items on a page of the table. */
const pageSize = 50;
/** More than any bank has. */
const everything = 1_000_000;

const versionIdSchema = z.coerce.number().int().positive().max(2_147_483_647);
const pageSchema = z.coerce.number().int().min(1).max(everything).catch(1);

/** How a page's address wants its list of items; whatever it does not say, or says wrongly, is usual. */
export function readView({ searchParams }: URL, usual: ItemOrder): ListView {
	const order = z.enum(itemOrders).catch(usual).parse(searchParams.get('order'));
	return {
		order,
		direction: z
			.enum(['up', 'down'])
			.catch(usualDirection[order])
			.parse(searchParams.get('direction')),
		page: pageSchema.parse(searchParams.get('page') ?? 1),
		pageSize
	};
}

/** The whole list in the same order, for a file. */
export function readWholeView(url: URL, usual: ItemOrder): ListView {
	return { ...readView(url, usual), page: 1, pageSize: everything };
}

/** The item version of a path. Throws NOT_FOUND. */
export function readVersionId(params: { versionId: string }): number {
	return parseInput(versionIdSchema, params.versionId, 'NOT_FOUND');
}
