/** How a `style` attribute sets text, as far as a bank can keep it. */
export interface TextStyle {
	readonly strong: boolean;
	readonly emphasis: boolean;
}

const plain: TextStyle = { strong: false, emphasis: false };

/** Reads what word processors write instead of `<b>` and `<i>`. */
export function textStyle(style: string | undefined): TextStyle {
	if (style === undefined) return plain;
	const rules = new Map(
		style.split(';').map((rule) => {
			const [name = '', value = ''] = rule.split(':', 2);
			return [name.trim().toLowerCase(), value.trim().toLowerCase()];
		})
	);
	const isBold = /^(?:bold|bolder|[6-9]00)\b/.test(rules.get('font-weight') ?? '');
	const isUnderlined = ['text-decoration', 'text-decoration-line'].some((name) =>
		rules.get(name)?.startsWith('underline')
	);
	const isItalic = /^(?:italic|oblique)\b/.test(rules.get('font-style') ?? '');
	return { strong: isBold || isUnderlined, emphasis: isItalic };
}

const superscripts: Readonly<Record<string, string>> = {
	...{ 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' },
	...{ '+': '⁺', '-': '⁻', '−': '⁻', '=': '⁼', '(': '⁽', ')': '⁾', n: 'ⁿ' }
};
const subscripts: Readonly<Record<string, string>> = {
	...{ 0: '₀', 1: '₁', 2: '₂', 3: '₃', 4: '₄', 5: '₅', 6: '₆', 7: '₇', 8: '₈', 9: '₉' },
	...{ '+': '₊', '-': '₋', '−': '₋', '=': '₌', '(': '₍', ')': '₎' }
};

/**
 * A raised or lowered text in plain characters: x², H₂O; x^(a+b) where there are none. "10" and a raised
 * "6" must not become "106".
 */
export function shifted(text: string, position: 'sup' | 'sub'): string {
	const bare = text.trim();
	if (bare === '') return text;
	const letters = position === 'sup' ? superscripts : subscripts;
	const mapped = [...bare].map((letter) => letters[letter]);
	if (!mapped.includes(undefined)) return mapped.join('');
	// 1st, 2nd; a trade mark.
	if (position === 'sup' && /^(?:st|nd|rd|th|tm|®|o|a)$/i.test(bare)) return text;
	return `${position === 'sup' ? '^' : '_'}(${bare})`;
}
