/**
 * Text of a file: UTF-16 by its byte-order mark, else UTF-8 when it is valid, else Windows-1258, the
 * code page of Vietnamese Windows. Null when the bytes are no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
	const [first, second] = bytes;
	let text: string;
	if (first === 0xff && second === 0xfe) text = new TextDecoder('utf-16le').decode(bytes);
	else if (first === 0xfe && second === 0xff) text = new TextDecoder('utf-16be').decode(bytes);
	else {
		try {
			text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		} catch {
			// The code page writes tones as separate marks; composed, the text reads as it was typed.
			text = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
		}
	}
	// eslint-disable-next-line no-control-regex -- no text has them, every other kind of file does
	return /[\u0000-\u0008\u000e-\u0019\u001c-\u001f]/.test(text) ? null : text;
}
