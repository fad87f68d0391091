import {
	decodeTcvn3,
	decodeVni,
	decodeWindows1258,
	type VietnameseEncoding
} from './legacy-conversion.ts';
import {
	isConvincing,
	isOddInTcvn3,
	isOddInVni,
	isOddInWindows1258,
	isPossible,
	isVietnameseAsItStands,
	weigh,
	weight,
	type LegacyLook
} from './legacy-vietnamese-evidence.ts';

export { toUnicode, type VietnameseEncoding } from './legacy-conversion.ts';

type LegacyEncoding = Exclude<VietnameseEncoding, 'unicode'>;

/** What a text was probably written in. */
export interface EncodingGuess {
	readonly encoding: VietnameseEncoding;
	/** From 0 to 1. At most 0.5 means: the text alone cannot tell, a legacy reading makes sense too. */
	readonly confidence: number;
}

const looks: Readonly<Record<LegacyEncoding, LegacyLook>> = {
	tcvn3: {
		word: /[A-Za-z\u00a1-\u00ff]+/g,
		decode: decodeTcvn3,
		isOdd: isOddInTcvn3
	},
	vni: {
		word: /[A-Za-zÀ-ÖØ-öø-ÿ]+/g,
		decode: decodeVni,
		isOdd: isOddInVni
	},
	'windows-1258': {
		word: /[A-Za-zÀ-ÖØ-öø-ÿ]+/g,
		decode: decodeWindows1258,
		isOdd: isOddInWindows1258
	}
};
const legacyEncodings = Object.keys(looks) as LegacyEncoding[];

/** A letter or a combining mark that Latin-1 does not have: the text has been Unicode all along. */
const beyondLatin = /(?![\0-\u00ff])[\p{L}\p{M}]/u;
const accented = /[\u00a1-\u00ff]/;

/**
 * Tells what one piece of text (a paragraph, a cell) was written in. A piece is called legacy only on
 * evidence that no proper text gives: what is Vietnamese as it stands stays Unicode.
 */
export function detectVietnameseEncoding(text: string): EncodingGuess {
	if (beyondLatin.test(text) || !accented.test(text)) return { encoding: 'unicode', confidence: 1 };
	const candidates = legacyEncodings
		.map((encoding) => ({ encoding, evidence: weigh(text, looks[encoding]) }))
		.sort((a, b) => weight(b.evidence) - weight(a.evidence));
	const mayBe = candidates.some(({ evidence }) => isPossible(evidence));
	const found = candidates.find(({ evidence }) => isConvincing(evidence));
	if (!found) {
		const proper = isVietnameseAsItStands(text) ? 0.9 : 0.8;
		return { encoding: 'unicode', confidence: mayBe ? 0.5 : proper };
	}
	const { words, decoded, strong, weak } = found.evidence;
	const share = decoded / words;
	return { encoding: found.encoding, confidence: share * (1 - 0.5 ** (1 + strong + weak / 3)) };
}

/**
 * Tells what each piece of a document was written in, in the document's order. A piece that alone
 * cannot tell ("Bé" is a word, and "Bộ" in TCVN3) goes with the pieces around it when those before
 * and after it agree.
 */
export function detectVietnameseEncodings(pieces: readonly string[]): EncodingGuess[] {
	const guesses = pieces.map((piece) => detectVietnameseEncoding(piece));
	const tells = pieces.map((piece, index) => {
		const { encoding, confidence } = guesses[index] as EncodingGuess;
		const saysSomething = accented.test(piece) || beyondLatin.test(piece);
		return saysSomething && confidence > 0.5 ? encoding : null;
	});
	const before = nearest(tells);
	const after = nearest(tells.toReversed()).reverse();
	return guesses.map((guess, index) => {
		if (tells[index] !== null || guess.confidence > 0.5) return guess;
		const around = before[index] ?? after[index];
		if (around === undefined || around === 'unicode') return guess;
		if ((after[index] ?? around) !== around) return guess;
		const evidence = weigh(pieces[index] as string, looks[around]);
		return isPossible(evidence) ? { encoding: around, confidence: 0.5 } : guess;
	});
}

/** The last value before each place that is not null. */
function nearest<T>(values: readonly (T | null)[]): (T | undefined)[] {
	let last: T | undefined;
	return values.map((value) => {
		const previous = last;
		last = value ?? last;
		return previous;
	});
}
