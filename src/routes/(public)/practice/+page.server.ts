import { orErrorPage } from '#lib/server/http/refusals.ts';
import { toPracticeBank } from '../_components/practice-bank.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { app } }) =>
	orErrorPage(async () => ({ banks: (await app.banks.listForPractice()).map(toPracticeBank) }));
