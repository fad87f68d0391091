/** Far enough for every XML declaration, comment and DOCTYPE that people put before an element. */
const sampleBytes = 16_384;

/** Local name of the first element of an XML file, by a look at its beginning; null when it has none. */
export function rootName(bytes: Uint8Array): string | null {
	const start = Buffer.from(
		bytes.buffer,
		bytes.byteOffset,
		Math.min(bytes.byteLength, sampleBytes)
	);
	const text = decoded(start);
	for (let at = text.indexOf('<'); at >= 0;) {
		const close = text.startsWith('<!--', at) ? '-->' : /^<[?!]/.test(text.slice(at)) ? '>' : null;
		if (close === null)
			return (
				/^<(?:[\w.-]{1,100}:)?([\w.-]{1,100})[\s/>]/.exec(text.slice(at, at + 300))?.[1] ?? null
			);
		const end = text.indexOf(close, at + 2);
		at = end < 0 ? -1 : text.indexOf('<', end);
	}
	return null;
}

/** Names of elements are ASCII in every format here: only the width of letters counts. */
function decoded(start: Buffer): string {
	const signature = start.toString('hex', 0, 2);
	if (signature === 'fffe' || signature === '3c00') return start.toString('utf16le');
	if (signature !== 'feff' && signature !== '003c') return start.toString('latin1');
	const even = Buffer.from(start.subarray(0, start.length - (start.length % 2)));
	return even.swap16().toString('utf16le');
}
