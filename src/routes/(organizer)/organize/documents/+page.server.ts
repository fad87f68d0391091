import { z } from 'zod';
import { documentStatuses } from '#lib/domain/documents.ts';
import { foldVietnamese } from '#lib/domain/text.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import type { PageServerLoad } from './$types';

const filterSchema = z.object({
	q: z.string().trim().max(200).catch(''),
	status: z.enum([...documentStatuses, '']).catch('')
});

export const load: PageServerLoad = ({ locals, url }) =>
	orErrorPage(async () => {
		const { documents } = locals.app;
		const register = await documents.list(locals.actor);
		const filter = filterSchema.parse(Object.fromEntries(url.searchParams));
		const words = foldVietnamese(filter.q)
			.split(' ')
			.filter((word) => word !== '');
		const fitting = register.filter(({ symbol, title, issuer, status }) => {
			const text = foldVietnamese(`${symbol} ${title} ${issuer}`);
			const isOfStatus = filter.status === '' || status === filter.status;
			return isOfStatus && words.every((word) => text.includes(word));
		});
		return {
			filter,
			total: register.length,
			counts: Object.fromEntries(
				documentStatuses.map((status) => [
					status,
					register.filter((document) => document.status === status).length
				])
			) as Record<(typeof documentStatuses)[number], number>,
			documents: fitting.map(({ edited: _, note: __, ...document }) => document),
			mayManage: documents.mayManage(locals.actor)
		};
	});
