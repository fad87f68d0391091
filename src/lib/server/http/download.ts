import { foldVietnamese } from '#lib/domain/text.ts';

/** A file to download under its name, which may be Vietnamese. */
export function downloadResponse(file: {
	readonly name: string;
	readonly mediaType: string;
	readonly content: string | Uint8Array;
}): Response {
	// Signs that file systems do not take are left out of the name.
	const name = file.name
		.toWellFormed()
		.replace(/[\p{Cc}/\\:*?"<>|]+/gu, ' ')
		.trim();
	// Browsers take the second name; the first is for those that know ASCII only.
	const plain = foldVietnamese(name).replace(/[^a-z0-9._-]+/g, '-');
	const { content } = file;
	return new Response(typeof content === 'string' ? content : new Uint8Array(content), {
		headers: {
			'content-type': file.mediaType,
			'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeName(name)}`,
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff'
		}
	});
}

/** Percent-encoding of RFC 8187, which forbids more characters than a URL does. */
function encodeName(name: string): string {
	return encodeURIComponent(name).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
	);
}
