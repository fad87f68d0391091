/**
 * Consonants a Vietnamese syllable may start with, the longest first; p alone (pin) is in borrowed words
 * only. Every word has an onset, if an empty one.
 */
const onsetPattern = /^(?:ngh|[cgknpt]h|gi|ng|qu|tr|[bcdđghklmnrstvx])?/;

/** Rhymes by their vowels: what may follow them, '' for nothing. */
const endings: Readonly<Record<string, string>> = {
	a: ',c,ch,i,m,n,ng,nh,o,p,t,u,y',
	ă: 'c,m,n,ng,p,t',
	â: 'c,m,n,ng,p,t,u,y',
	e: ',c,m,n,ng,o,p,t',
	ê: ',c,ch,m,n,ng,nh,p,t,u',
	i: ',a,ch,m,n,nh,p,t,u',
	iê: 'c,m,n,ng,p,t,u',
	o: ',c,i,m,n,ng,p,t',
	oa: ',c,ch,i,m,n,ng,nh,o,p,t,y',
	oă: 'c,m,n,ng,t',
	oe: ',m,n,o,t',
	oo: 'c,ng',
	ô: ',c,i,m,n,ng,p,t',
	ơ: ',i,m,n,p,t',
	u: ',a,c,i,m,n,ng,p,t',
	uâ: 'n,ng,t,y',
	uê: ',ch,nh',
	uô: 'c,i,m,n,ng,t',
	uơ: '',
	uy: ',a,ch,n,nh,p,t,u',
	uyê: 'n,t',
	ư: ',a,c,i,m,n,ng,t,u',
	ươ: 'c,i,m,n,ng,p,t,u',
	y: ',ch,nh,t',
	yê: 'm,n,ng,t,u'
};

/** Letters of a rhyme that may carry its tone: where it is written, in the old way or the new. */
function tonePositions(vowels: string, ending: string): readonly number[] {
	// A vowel with a mark of its own takes the tone too: the last of them (ươ).
	const marked = [...vowels].findLastIndex((letter) => 'ăâêôơư'.includes(letter));
	if (marked !== -1) return [marked];
	if (vowels.length === 1) return [0];
	// hòa or hoà, but only hoàn, ngoài.
	return ending === '' ? [0, 1] : [1];
}

const rhymes = new Map(
	Object.entries(endings).flatMap(([vowels, list]) =>
		list.split(',').map((ending) => [vowels + ending, tonePositions(vowels, ending)] as const)
	)
);

const toneMarks = '\u0300\u0301\u0303\u0309\u0323';
/** The letter without its tone, and the tone, of each letter that has one. */
const tonedLetters = new Map(
	[...'aăâeêioôơuưy'].flatMap((letter) =>
		[...toneMarks].map((tone) => [(letter + tone).normalize('NFC'), { letter, tone }] as const)
	)
);
/** After these only sắc and nặng are possible. */
const stopped = /(?:ch|[cpt])$/;
const highOrHeavy = '\u0301\u0323';
/** No syllable is longer (nghiêng), even with every mark apart. */
const mostCharacters = 10;

/**
 * True when a word without spaces is written as a Vietnamese syllable can be: onset, rhyme, at most
 * one tone, on the letter where it belongs. Case does not matter, NFC or NFD neither.
 */
export function isVietnameseSyllable(word: string): boolean {
	if (word === '' || word.length > mostCharacters) return false;
	let plain = '';
	let tone = '';
	let toneAt = -1;
	for (const letter of word.toLowerCase().normalize('NFC')) {
		const toned = tonedLetters.get(letter);
		if (toned) {
			if (tone !== '') return false;
			tone = toned.tone;
			toneAt = plain.length;
		}
		plain += toned?.letter ?? letter;
	}
	const onset = onsetPattern.exec(plain)?.[0] ?? '';
	// In gì, gìn, gia the i belongs to the rhyme too.
	const others = onset === 'gi' ? ['g'] : [];
	return [onset, ...others].some((start) => fits(start, plain.slice(start.length), tone, toneAt));
}

/** QĐ, HĐND, BCĐTW: capitals that are no syllable. */
export function isAbbreviation(word: string): boolean {
	return /^[BCDĐGHKLMNPQRSTVWX]{2,6}$/.test(word);
}

function fits(onset: string, rhyme: string, tone: string, toneAt: number): boolean {
	const positions = rhymes.get(rhyme);
	if (!positions || !isSpelledTogether(onset, rhyme)) return false;
	if (stopped.test(rhyme) && (tone === '' || !highOrHeavy.includes(tone))) {
		// "tat" may be a name or an abbreviation; "tât" is nothing.
		return tone === '' && /^[a-z]*$/.test(rhyme);
	}
	return tone === '' || positions.includes(toneAt - onset.length);
}

/** The same sound is written with another onset before e, ê, i, y than before the rest. */
function isSpelledTogether(onset: string, rhyme: string): boolean {
	const first = rhyme[0] ?? '';
	const isFront = 'eêiy'.includes(first);
	// yêu and quyên, quỳnh; elsewhere i is written.
	if (first === 'y' && rhyme.length > 1 && onset !== 'qu') {
		return onset === '' && rhyme.startsWith('yê');
	}
	if (onset === 'k' || onset === 'gh' || onset === 'ngh') return isFront;
	if (onset === 'c' || onset === 'ng') return !isFront;
	// gì, gìn; what else would follow is written gi + rhyme.
	if (onset === 'g') return !isFront || rhyme === 'i' || rhyme === 'in' || rhyme === 'ia';
	if (onset === 'gi') return first !== 'i' && first !== 'y';
	if (onset === 'qu') return !'ouư'.includes(first);
	return true;
}
