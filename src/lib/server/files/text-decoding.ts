import { isUtf8 } from 'node:buffer';
import { detectVietnameseEncoding, toUnicode } from '#lib/domain/legacy-vietnamese.ts';

/** What the bytes of a text were. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'tcvn3' | 'vni';

/** A text, and what it was before. */
export interface DecodedText {
	readonly text: string;
	readonly encoding: TextEncoding;
}

/** As much as tells the code page of a text; weighing each word of a long one would take long. */
const sampleLength = 100_000;

/**
 * Text of a file: UTF-16 with a byte-order mark or without, UTF-8 when it is valid, else a code page:
 * TCVN3 or VNI when its words say so, otherwise Windows-1258, the code page of Vietnamese Windows.
 * Text of the code pages is NFC, other text is as it was typed. Null when the bytes are no text.
 */
export function decodeTextFile(bytes: Uint8Array): DecodedText | null {
	const encoding = encodingOf(bytes);
	let text: string;
	try {
		text = decode(bytes, encoding);
	} catch {
		// Cut off or damaged; in another encoding every letter of it would be wrong.
		return null;
	}
	// eslint-disable-next-line no-control-regex -- no text has them, every other kind of file does
	return /[\u0000-\u0008\u000e-\u0019\u001c-\u001f]/.test(text) ? null : { text, encoding };
}

/** The text alone; see `decodeTextFile`. */
export function decodeText(bytes: Uint8Array): string | null {
	return decodeTextFile(bytes)?.text ?? null;
}

function encodingOf(bytes: Uint8Array): TextEncoding {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	const wide = wideWithoutMark(bytes);
	if (wide) return wide;
	if (isUtf8(bytes) || isDamagedUtf8(bytes)) return 'utf-8';
	const latin = new TextDecoder('windows-1252').decode(bytes);
	const start = Math.max(0, latin.search(/[\u00a1-\u00ff]/) - sampleLength / 2);
	const found = detectVietnameseEncoding(latin.slice(start, start + sampleLength)).encoding;
	return found === 'tcvn3' || found === 'vni' ? found : 'windows-1258';
}

function decode(bytes: Uint8Array, encoding: TextEncoding): string {
	if (encoding === 'tcvn3' || encoding === 'vni') {
		return toUnicode(new TextDecoder('windows-1252').decode(bytes), encoding);
	}
	const text = new TextDecoder(encoding, { fatal: encoding !== 'windows-1258' }).decode(bytes);
	// The code page writes tones as separate marks; composed, the text reads as it was typed.
	return encoding === 'windows-1258' ? text.normalize('NFC') : text;
}

/** UTF-8 that is cut off or has a few wrong bytes: no other encoding has its sequences by chance. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
	const text = new TextDecoder('utf-8').decode(bytes.subarray(0, sampleLength));
	const wrong = text.match(/\ufffd/g)?.length ?? 0;
	const right = text.match(/(?!\ufffd)[^\0-\x7f]/g)?.length ?? 0;
	return right > 10 * wrong;
}

/**
 * UTF-16 without a mark, by its zeros: in Vietnamese, every other byte is one more often than not,
 * and they are all on one side.
 */
function wideWithoutMark(bytes: Uint8Array): TextEncoding | null {
	const length = Math.min(bytes.length, 4096) & ~1;
	const zeros = [0, 0] as [number, number];
	for (let index = 0; index < length; index++) {
		if (bytes[index] === 0) zeros[index % 2 === 0 ? 0 : 1]++;
	}
	const [even, odd] = zeros;
	if (odd > length / 8 && even < length / 40) return 'utf-16le';
	return even > length / 8 && odd < length / 40 ? 'utf-16be' : null;
}
