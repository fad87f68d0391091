import { redirect } from '@sveltejs/kit';
import { attemptRefSchema } from '#lib/domain/attempt-ref.ts';
import { isAppError } from '#lib/domain/errors.ts';
import { orErrorPage, parseInput } from '#lib/server/http/refusals.ts';
import { requireSignIn } from '#lib/server/http/require-sign-in.ts';
import { readAnswers } from '../../_exam/read-answers.ts';
import type { Actions, PageServerLoad } from './$types';

/** The exam; a closed attempt leads on to its result. */
export const load: PageServerLoad = (event) =>
	orErrorPage(async () => {
		const { locals, params, setHeaders } = event;
		const actor = requireSignIn(event);
		const ref = parseInput(attemptRefSchema, params.ref, 'ATTEMPT_NOT_FOUND');
		setHeaders({ 'cache-control': 'no-store' });
		try {
			return { sitting: await locals.app.sittings.exam(actor, ref) };
		} catch (error) {
			if (isAppError(error) && error.code === 'ATTEMPT_CLOSED')
				redirect(303, `/exam/${params.ref}/result`);
			throw error;
		}
	});

export const actions: Actions = {
	/** Without JavaScript: all answers at once; they are saved and the attempt is closed. */
	default: ({ locals, params, request }) =>
		orErrorPage(async () => {
			const ref = parseInput(attemptRefSchema, params.ref, 'ATTEMPT_NOT_FOUND');
			const answers = readAnswers(await request.formData());
			const { refused } = await locals.app.attempts.submitForm(locals.actor, ref, answers);
			const late = refused.find(
				({ code }) => code === 'DEADLINE_PASSED' || code === 'ATTEMPT_CLOSED'
			);
			const note = late ? `?note=${late.code}` : '';
			redirect(303, `/exam/${params.ref}/result${note}`);
		})
};
