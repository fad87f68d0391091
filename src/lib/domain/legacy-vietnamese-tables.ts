/*
 * Two ways of writing Vietnamese from before Unicode. Both put letters of their own on the places of
 * Latin-1, and a font shows them; read as Latin-1 they look like "NghÞ quyÕt" and "Nghò quyeát".
 */

/**
 * TCVN 5712:1993, set VN3 ("ABC", fonts .VnTime): one byte for each lower-case letter with its tone,
 * capitals without tones only. Characters from U+00A1 on, a point where the set has none.
 */
const vn3 =
	'ĂÂÊÔƠƯĐăâêôơưđ.' + // A1–AF
	'.....àảãáạ.ằẳẵắ.' + // B0–BF
	'......ặầẩẫấậè.ẻẽ' + // C0–CF
	'éẹềểễếệìỉ...ĩíịò' + // D0–DF
	'.ỏõóọồổỗốộờởỡớợù' + // E0–EF
	'.ủũúụừửữứựỳỷỹýỵ.'; // F0–FF

/** Unicode letter of each character of TCVN3. */
export const tcvn3Letters: ReadonlyMap<string, string> = new Map(
	[...vn3].flatMap((letter, index) =>
		letter === '.' ? [] : [[String.fromCharCode(0xa1 + index), letter] as const]
	)
);

/** VNI for Windows: letters that are one character. */
const vniSingles: Readonly<Record<string, string>> = {
	ñ: 'đ',
	ô: 'ơ',
	ö: 'ư',
	í: 'í',
	ì: 'ì',
	æ: 'ỉ',
	ó: 'ĩ',
	ò: 'ị',
	î: 'ỵ'
};

/** The tones: VNI's sign, and the combining mark it stands for. */
const vniTones: readonly (readonly [sign: string, tone: string])[] = [
	['ù', '\u0301'],
	['ø', '\u0300'],
	['û', '\u0309'],
	['õ', '\u0303'],
	['ï', '\u0323']
];

/** Signs after a that make it ă: alone, and with the tones in the order above (ặ last). */
const vniBreve = ['ê', 'é', 'è', 'ú', 'ü', 'ë'] as const;
/** Signs after a, e, o that make them â, ê, ô: alone, and with the tones. */
const vniCircumflex = ['â', 'á', 'à', 'å', 'ã', 'ä'] as const;

/** Unicode letter of each letter of VNI, which is one or two characters; both cases. */
export const vniLetters: ReadonlyMap<string, string> = makeVniLetters();

function makeVniLetters(): Map<string, string> {
	const letters = new Map<string, string>(Object.entries(vniSingles));
	const plainVowels = ['a', 'e', 'o', 'u', 'y'].map((vowel) => [vowel, vowel] as const);
	const hornedVowels = [['ô', 'ơ'] as const, ['ö', 'ư'] as const];
	for (const [written, letter] of [...plainVowels, ...hornedVowels]) {
		for (const [sign, tone] of vniTones) letters.set(written + sign, letter + tone);
	}
	// ỵ has a character of its own.
	letters.delete('yï');
	const toneMarks = ['', ...vniTones.map(([, tone]) => tone)];
	for (const [index, tone] of toneMarks.entries()) {
		letters.set(`a${vniBreve[index]}`, `ă${tone}`);
		for (const vowel of ['a', 'e', 'o']) {
			letters.set(vowel + vniCircumflex[index], `${vowel}\u0302${tone}`);
		}
	}
	const both = new Map<string, string>();
	for (const [written, letter] of letters) {
		const composed = letter.normalize('NFC');
		const [vowel = '', sign = ''] = written;
		both.set(written, composed);
		// Programs that change case leave the sign behind, or change it alone.
		both.set(vowel + sign.toUpperCase(), composed);
		both.set(written.toUpperCase(), composed.toUpperCase());
		both.set(vowel.toUpperCase() + sign, composed.toUpperCase());
	}
	return both;
}

/** Where Windows-1258 has another character than Windows-1252: letters and combining tones. */
export const windows1258Letters: ReadonlyMap<string, string> = new Map([
	['Ã', 'Ă'],
	['ã', 'ă'],
	['Ð', 'Đ'],
	['ð', 'đ'],
	['Õ', 'Ơ'],
	['õ', 'ơ'],
	['Ý', 'Ư'],
	['ý', 'ư'],
	['þ', '₫'],
	['Ì', '\u0300'],
	['Ò', '\u0309'],
	['Þ', '\u0303'],
	['ì', '\u0301'],
	['ò', '\u0323']
]);
