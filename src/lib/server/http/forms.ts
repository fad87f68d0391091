import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { message, superValidate, type SuperValidated } from 'sveltekit-superforms';
import { zod4, type ZodValidationSchema } from 'sveltekit-superforms/adapters';
import type { z } from 'zod';
import { isAppError } from '#lib/domain/errors.ts';
import { errorText } from '#lib/i18n/errors.ts';
import type { FormMessage } from '#lib/i18n/form-message.ts';

type Validated<Schema extends ZodValidationSchema> = SuperValidated<
	z.output<Schema> & Record<string, unknown>,
	FormMessage,
	z.input<Schema> & Record<string, unknown>
>;

/**
 * Reads a form by its schema and does the work with what it holds. What the schema refuses comes
 * back beside the fields (400); a refusal of the work comes back as the form's message with its
 * status. The work may return a FormMessage, redirect, or return nothing.
 */
export async function handleForm<Schema extends ZodValidationSchema>(
	event: Pick<RequestEvent, 'request'>,
	schema: Schema,
	work: (data: z.output<Schema>, form: Validated<Schema>) => Promise<FormMessage | void>
): Promise<{ form: Validated<Schema> } | ActionFailure<{ form: Validated<Schema> }>> {
	const form = (await superValidate(event.request, zod4(schema))) as unknown as Validated<Schema>;
	if (!form.valid) return fail(400, { form });
	try {
		const done = await work(form.data as z.output<Schema>, form);
		return done ? (message(form as never, done as never) as { form: Validated<Schema> }) : { form };
	} catch (failure) {
		if (!isAppError(failure)) throw failure;
		const refused: FormMessage = {
			kind: 'refused',
			code: failure.code,
			text: errorText(failure.code, failure.params),
			issues: failure.issues
		};
		return message(form as never, refused as never, {
			status: failure.status as never
		}) as ActionFailure<{
			form: Validated<Schema>;
		}>;
	}
}
