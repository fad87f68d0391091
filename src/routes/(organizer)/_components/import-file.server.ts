import { fail, type ActionFailure } from '@sveltejs/kit';
import { AppError, isAppError, type ErrorCode, type FileIssue } from '#lib/domain/errors.ts';
import { errorText } from '#lib/i18n/errors.ts';

/** Why nothing was imported. */
export interface ImportRefusal {
	readonly code: ErrorCode;
	readonly text: string;
	readonly issues: readonly FileIssue[];
	/** Name of the file the problems are in. */
	readonly fileName: string | null;
}

/**
 * Takes the file of a form and imports it. What the import refuses comes back with its code, sentence
 * and the problems of the file.
 */
export async function importFile<Result>(
	data: FormData,
	work: (file: { name: string; bytes: Uint8Array }) => Promise<Result>
): Promise<{ imported: Result } | ActionFailure<{ refused: ImportRefusal }>> {
	const file = data.get('file');
	const chosen = file instanceof File && file.name !== '' ? file : null;
	try {
		if (!chosen) throw new AppError('INVALID_INPUT');
		const bytes = new Uint8Array(await chosen.arrayBuffer());
		return { imported: await work({ name: chosen.name, bytes }) };
	} catch (failure) {
		if (!isAppError(failure)) throw failure;
		return fail(failure.status, {
			refused: {
				code: failure.code,
				text: errorText(failure.code, failure.params),
				issues: failure.issues,
				fileName: chosen?.name ?? null
			}
		});
	}
}
