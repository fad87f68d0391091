/** Signs of Word's symbol fonts that mean something in questions, by their code below 256. */
const symbolFonts: readonly (readonly [font: RegExp, signs: Readonly<Record<number, string>>])[] = [
	[
		/^wingdings$/i,
		{ 0xfc: '✓', 0xfe: '☑', 0xfb: '✗', 0xfd: '☒', 0xa8: '☐', 0x6f: '☐', 0x78: '☒', 0xe0: '→' }
	],
	[/^wingdings 2$/i, { 0x50: '✓', 0x52: '☑', 0x4f: '✗', 0x53: '☒', 0xa3: '☐', 0x2a: '☐' }],
	[
		/^symbol$/i,
		{
			...{ 0xa3: '≤', 0xb3: '≥', 0xb9: '≠', 0xb1: '±', 0xb4: '×', 0xb8: '÷', 0xb0: '°', 0xa5: '∞' },
			...{ 0xae: '→', 0xde: '⇒', 0xd6: '√', 0xce: '∈', 0xb7: '•', 0x61: 'α', 0x62: 'β' },
			...{ 0x67: 'γ', 0x64: 'δ', 0x44: 'Δ', 0x6c: 'λ', 0x6d: 'μ', 0x70: 'π', 0x53: 'Σ', 0x57: 'Ω' }
		}
	]
];

/** The sign that a symbol font shows for a code; null where it is not known. */
export function symbolOf(font: string | undefined, code: number): string | null {
	const signs = symbolFonts.find(([name]) => name.test(font ?? ''))?.[1];
	return signs?.[code & 0xff] ?? null;
}

/** Text in which signs of symbol fonts stand at their private places in Unicode. */
export function withSymbols(text: string, font: string | undefined): string {
	if (!/[\uf000-\uf0ff]/.test(text)) return text;
	return text.replace(
		/[\uf000-\uf0ff]/g,
		(sign) => symbolOf(font, sign.charCodeAt(0)) ?? symbolOf('Wingdings', sign.charCodeAt(0)) ?? '□'
	);
}

const raised = new Map(
	[...'0123456789+-=()ni'].map((sign, index) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ'][index] as string])
);
const lowered = new Map(
	[...'0123456789+-=()aeoxhklmnpst'].map((sign, index) => [
		sign,
		[...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ'][index] as string
	])
);

/** Raised or lowered text in Unicode's own signs, where it has them all; else the text as it is. */
export function inScript(text: string, script: 'superscript' | 'subscript'): string {
	const signs = script === 'superscript' ? raised : lowered;
	const written = [...text].map((sign) => (sign === '−' ? signs.get('-') : signs.get(sign)));
	return written.every((sign) => sign !== undefined) ? written.join('') : text;
}
