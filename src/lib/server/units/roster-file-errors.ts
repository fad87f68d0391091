import { AppError, type FileIssue } from '#lib/domain/errors.ts';

/** How large a roster file may be. */
export const rosterFileLimits = {
	/** Of the file as uploaded. */
	bytes: 20 * 2 ** 20,
	/** Of an XLSX after unpacking. */
	unpackedBytes: 200 * 2 ** 20,
	rows: 200_000,
	columns: 50
} as const;

/** A file of a kind that is not read; the issue says which. */
export function unsupportedFile(code: FileIssue['code']): AppError {
	return new AppError('UNSUPPORTED_FILE', {}, [{ row: null, column: null, code }]);
}

/** A file of a kind that is read, but damaged. */
export function unreadableFile(row: number | null = null): AppError {
	return new AppError('INVALID_FILE', {}, [{ row, column: null, code: 'FILE_UNREADABLE' }]);
}

/** A table of more rows than are read; `row` is one beyond. */
export function tooManyRows(row: number | null): AppError {
	const limit = rosterFileLimits.rows;
	return new AppError('FILE_TOO_LARGE', {}, [
		{ row, column: null, code: 'FILE_TOO_MANY_ROWS', params: { limit } }
	]);
}

/** A table of more columns than are read; `row` is one that has them. */
export function tooManyColumns(row: number | null): AppError {
	const limit = rosterFileLimits.columns;
	return new AppError('FILE_TOO_LARGE', {}, [
		{ row, column: null, code: 'FILE_TOO_MANY_COLUMNS', params: { limit } }
	]);
}

/** A file larger than is read, as uploaded or after unpacking. */
export function fileTooBig(limitBytes: number): AppError {
	const megabytes = limitBytes / 2 ** 20;
	return new AppError('FILE_TOO_LARGE', {}, [
		{ row: null, column: null, code: 'FILE_TOO_BIG', params: { megabytes } }
	]);
}
