import {
	tcvn3Letters,
	vniLetters,
	windows1258Letters
} from '#lib/domain/legacy-vietnamese-tables.ts';

function inverted(letters: ReadonlyMap<string, string>): Map<string, string> {
	const inverse = new Map<string, string>();
	// Of several ways to write a letter the first is the usual one.
	for (const [written, letter] of letters) if (!inverse.has(letter)) inverse.set(letter, written);
	return inverse;
}

const toTcvn3 = inverted(tcvn3Letters);
const toVni = inverted(vniLetters);
const toWindows1258 = inverted(windows1258Letters);
const tones = /[\u0300\u0301\u0303\u0309\u0323]/;

/** Text as TCVN3 looks when it is read as Latin-1; capitals with tones as their small letters. */
export function encodeTcvn3(text: string): string {
	const encode = (letter: string) => toTcvn3.get(letter) ?? toTcvn3.get(letter.toLowerCase());
	return [...text.normalize('NFC')].map((letter) => encode(letter) ?? letter).join('');
}

/** Text as VNI looks when it is read as Latin-1. */
export function encodeVni(text: string): string {
	return [...text.normalize('NFC')].map((letter) => toVni.get(letter) ?? letter).join('');
}

/** Text as Windows-1258 looks when it is read as Latin-1. */
export function encodeWindows1258(text: string): string {
	return [...text.normalize('NFC')]
		.map((letter) => {
			const parts = letter.normalize('NFD');
			const tone = tones.exec(parts)?.[0] ?? '';
			const base = parts.replace(tones, '').normalize('NFC');
			return (toWindows1258.get(base) ?? base) + (toWindows1258.get(tone) ?? '');
		})
		.join('');
}
