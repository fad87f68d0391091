import type { ActionFailure } from '@sveltejs/kit';

interface AnsweredForm {
	form: { data: Record<string, unknown> };
}

/** The answer to a form with the named fields emptied: a password that was sent is not sent back. */
export function withoutPasswords<Answer extends AnsweredForm | ActionFailure<AnsweredForm>>(
	answer: Answer,
	...fields: readonly string[]
): Answer {
	const { data } = 'form' in answer ? answer.form : answer.data.form;
	for (const field of fields) data[field] = '';
	return answer;
}
