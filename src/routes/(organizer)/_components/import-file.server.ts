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

type Refused = ActionFailure<{ refused: ImportRefusal }>;

/** A refusal as the page shows it. */
export function refusalOf(
	{ code, params, issues }: Pick<AppError, 'code' | 'params' | 'issues'>,
	fileName: string | null
): ImportRefusal {
	return { code, text: errorText(code, params), issues, fileName };
}

/** Does the work of an action; a refusal of it comes back with its code, sentence and problems. */
export async function orRefusal<Result>(
	work: () => Promise<Result>,
	fileName: () => string | null = () => null
): Promise<Result | Refused> {
	try {
		return await work();
	} catch (failure) {
		if (!isAppError(failure)) throw failure;
		return fail(failure.status, { refused: refusalOf(failure, fileName()) });
	}
}

/**
 * Takes the file of a form and imports it. What the import refuses comes back with its code, sentence
 * and the problems of the file.
 */
export async function importFile<Result>(
	data: FormData,
	work: (file: { name: string; bytes: Uint8Array }) => Promise<Result>
): Promise<{ imported: Result } | Refused> {
	const file = data.get('file');
	const chosen = file instanceof File && file.name !== '' ? file : null;
	return orRefusal(
		async () => {
			if (!chosen) throw new AppError('INVALID_INPUT');
			const bytes = new Uint8Array(await chosen.arrayBuffer());
			return { imported: await work({ name: chosen.name, bytes }) };
		},
		() => chosen?.name ?? null
	);
}
