import { AppError } from '#lib/domain/errors.ts';
import { fileTooBig } from '#lib/server/files/file-errors.ts';

/** What the parts of a form take besides its file, in bytes, generously. */
const formBytes = 64 * 1024;

/** A file of a form. */
export interface UploadedFile {
	readonly name: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The file that a form sends as `file`. What is too large is refused by the length that its request
 * announces, before anything of it is read; without one, as soon as the server has had enough of it.
 * Throws FILE_TOO_LARGE, or INVALID_INPUT without a file.
 */
export async function readUploadedFile(request: Request, mostBytes: number): Promise<UploadedFile> {
	if (Number(request.headers.get('content-length') ?? 0) > mostBytes + formBytes)
		throw fileTooBig(mostBytes);
	const file = (await readForm(request, mostBytes)).get('file');
	if (!(file instanceof File) || file.name === '') throw new AppError('INVALID_INPUT');
	if (file.size > mostBytes) throw fileTooBig(mostBytes);
	return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

async function readForm(request: Request, mostBytes: number): Promise<FormData> {
	try {
		return await request.formData();
	} catch (error) {
		// The server's own limit, of a body that announced no length.
		if ((error as { status?: unknown }).status === 413) throw fileTooBig(mostBytes);
		throw new AppError('INVALID_INPUT');
	}
}
