import { AppError, type FileIssue } from '#lib/domain/errors.ts';
import type { FileLimits } from './file-limits.ts';

/** A file of a kind that is not read; the issue says which. */
export function unsupportedFile(code: FileIssue['code']): AppError {
	return new AppError('UNSUPPORTED_FILE', {}, [{ row: null, column: null, code }]);
}

/** A file of a kind that is read, but damaged. */
export function unreadableFile(row: number | null = null): AppError {
	return new AppError('INVALID_FILE', { count: 1 }, [
		{ row, column: null, code: 'FILE_UNREADABLE' }
	]);
}

/** A file in which nothing is written. */
export function emptyFile(): AppError {
	return new AppError('INVALID_FILE', { count: 1 }, [
		{ row: null, column: null, code: 'FILE_EMPTY' }
	]);
}

/** A table of more rows than are read; `row` is one beyond. */
export function tooManyRows(row: number | null, limits: Pick<FileLimits, 'rows'>): AppError {
	const issue = { row, column: null, code: 'FILE_TOO_MANY_ROWS' } as const;
	return new AppError('FILE_TOO_LARGE', {}, [{ ...issue, params: { limit: limits.rows } }]);
}

/** A table of more columns than are read; `row` is one that has them. */
export function tooManyColumns(row: number | null, limits: Pick<FileLimits, 'columns'>): AppError {
	const issue = { row, column: null, code: 'FILE_TOO_MANY_COLUMNS' } as const;
	return new AppError('FILE_TOO_LARGE', {}, [{ ...issue, params: { limit: limits.columns } }]);
}

/** A file that takes more memory or time to read than there is. */
export function fileTooComplex(): AppError {
	return new AppError('FILE_TOO_LARGE', {}, [
		{ row: null, column: null, code: 'FILE_TOO_COMPLEX' }
	]);
}

/** A file larger than is read, as uploaded or after unpacking. */
export function fileTooBig(limitBytes: number): AppError {
	const megabytes = limitBytes / 2 ** 20;
	return new AppError('FILE_TOO_LARGE', {}, [
		{ row: null, column: null, code: 'FILE_TOO_BIG', params: { megabytes } }
	]);
}
