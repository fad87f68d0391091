import { isUtf8 } from 'node:buffer';
import { unreadableFile } from './file-errors.ts';

/**
 * Text of an XML file by its byte-order mark or its declaration, UTF-8 without either. Throws
 * FILE_UNREADABLE with the line when the bytes are not what they are declared to be.
 */
export function decodeXml(bytes: Uint8Array): string {
	const label = encodingOf(bytes);
	let decoder: InstanceType<typeof TextDecoder>;
	try {
		decoder = new TextDecoder(label, { fatal: true });
	} catch {
		// A name that no decoder knows.
		throw unreadableFile(1);
	}
	let text: string;
	try {
		text = decoder.decode(bytes);
	} catch {
		throw unreadableFile(label === 'utf-8' ? firstBrokenLine(bytes) : null);
	}
	// The code page of Vietnamese Windows writes tones as separate marks. It has none that would
	// compose with a sign of markup.
	return decoder.encoding === 'windows-1258' ? text.normalize('NFC') : text;
}

function encodingOf(bytes: Uint8Array): string {
	const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1000));
	const signature = start.toString('hex', 0, 3);
	// A mark, or the sign that any XML starts with.
	if (/^(?:fffe|3c00)/.test(signature)) return 'utf-16le';
	if (/^(?:feff|003c)/.test(signature)) return 'utf-16be';
	if (signature.startsWith('efbbbf')) return 'utf-8';
	const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(
		start.toString('latin1')
	)?.[1];
	// What is read here byte by byte is not UTF-16; programs that build a text in memory declare it so.
	if (declared === undefined || /^utf-?16/i.test(declared)) return 'utf-8';
	// Any letter beyond ASCII that is valid UTF-8 is not there by chance in a text of a code page.
	return isUtf8(bytes) ? 'utf-8' : declared.toLowerCase();
}

function firstBrokenLine(bytes: Uint8Array): number {
	let line = 1;
	for (let start = 0; start < bytes.length; line++) {
		const end = bytes.indexOf(0x0a, start);
		if (end === -1 || !isUtf8(bytes.subarray(start, end))) break;
		start = end + 1;
	}
	return line;
}
