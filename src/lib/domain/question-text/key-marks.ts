import { shareOf, type MarkedText, type Marks } from './marked-text.ts';

/** An option as far as looks go. */
export interface MarkedOption {
	readonly label: MarkedText;
	readonly text: MarkedText;
}

/** A question as far as the looks of its options go. */
export interface MarkedItem {
	readonly options: readonly MarkedOption[];
	/** The key that is written in words, in a list or by a sign; null where there is none. */
	readonly stated: number | null;
}

/** Keys by what options look like. */
export interface LookedKeys {
	/** Bit mask over the options of each item; null where looks do not tell. */
	readonly keys: readonly (number | null)[];
	/** Items in which two looks that mark keys mark different options. */
	readonly contradictory: ReadonlySet<number>;
}

/** Share of an option that looks so when the option looks so. */
const whole = 0.8;
/** Share of all questions that a look has to part before it may be the way keys are marked. */
const leastShare = 0.2;

type Look = (marks: Marks) => boolean;

/**
 * Finds out, over the whole file, which looks mark keys, and reads the keys by them. A look marks keys
 * when it parts the options of questions: some have it, some do not. It does not when it is mostly on
 * all options of a question or none, when too few questions show it, or when it often disagrees with
 * keys that are written out. Italics, which stress words, count only where nothing else does.
 */
export function keysByLook(items: readonly MarkedItem[]): LookedKeys {
	const looks = looksIn(items);
	const strong = usedAsKey(items, looks.strong);
	const used = strong.length > 0 ? strong : usedAsKey(items, looks.weak);
	const contradictory = new Set<number>();
	const keys = items.map((_, index) => {
		const found = new Set(used.map((masks) => masks[index] ?? 0).filter((mask) => mask !== 0));
		if (found.size > 1) contradictory.add(index);
		return found.size === 1 ? ([...found][0] as number) : null;
	});
	return { keys, contradictory };
}

/** Every look that occurs in options, apart from the usual. */
function looksIn(items: readonly MarkedItem[]): { strong: Look[]; weak: Look[] } {
	const colors = new Map<string, number>();
	const highlights = new Set<string>();
	for (const { options } of items) {
		for (const { text, label } of options) {
			for (const { marks } of [...label, ...text]) {
				const color = hueOf(marks.color);
				colors.set(color, (colors.get(color) ?? 0) + 1);
				if (marks.highlight !== null) highlights.add(marks.highlight);
			}
		}
	}
	const usual = [...colors].sort((left, right) => right[1] - left[1])[0]?.[0] ?? 'dark';
	return {
		strong: [
			(marks) => marks.bold,
			(marks) => marks.underline,
			...[...colors.keys()]
				.filter((color) => color !== usual)
				.map(
					(color): Look =>
						(marks) =>
							hueOf(marks.color) === color
				),
			// Different colours behind texts mark the same thing.
			...(highlights.size > 0 ? [(marks: Marks) => marks.highlight !== null] : [])
		],
		weak: [(marks) => marks.italic]
	};
}

/** The masks of those looks that mark keys in this file. */
function usedAsKey(items: readonly MarkedItem[], looks: readonly Look[]): number[][] {
	const candidates = items.filter(({ options }) => options.length >= 2).length;
	return looks.flatMap((look) => {
		const masks = masksOf(items, look);
		let shown = 0;
		let parting = 0;
		let disagreeing = 0;
		const parts = masks.map(({ mask, isShown }, index) => {
			const { options, stated } = items[index] as MarkedItem;
			if (isShown) shown++;
			const isParting = mask !== 0 && mask !== (1 << options.length) - 1;
			if (!isParting) return 0;
			parting++;
			if (stated !== null && stated !== mask) disagreeing++;
			return mask;
		});
		const isUsual = parting >= Math.max(1, candidates * leastShare) && parting >= shown * 0.75;
		const agrees = disagreeing <= Math.max(1, parting * 0.2) && disagreeing < parting;
		// In a short file a disagreement proves nothing: the person is asked.
		return isUsual && (agrees || candidates < 5) ? [parts] : [];
	});
}

/**
 * Which options of each item have the look: on the letter, or on (nearly) all of the text. Letters that
 * have it throughout the file ("**A.** …") have it for their own sake.
 */
function masksOf(items: readonly MarkedItem[], look: Look): { mask: number; isShown: boolean }[] {
	const each = items.map(({ options }) => {
		const all = (1 << options.length) - 1;
		let labels = 0;
		let texts = 0;
		options.forEach(({ label, text }, index) => {
			if (shareOf(lettersIn(label), look) >= whole) labels |= 1 << index;
			if (shareOf(text, look) >= whole) texts |= 1 << index;
		});
		return { labels, texts, all };
	});
	const asked = each.filter(({ all }) => all > 1);
	const styled = asked.filter(({ labels, all }) => labels === all).length;
	const isStyle = styled >= Math.max(1, asked.length * 0.25);
	return each.map(({ labels, texts, all }) => {
		const isShown = labels !== 0 || texts !== 0;
		if (isStyle) return { mask: texts, isShown: texts !== 0 };
		if (labels === all || labels === 0) return { mask: texts, isShown };
		if (texts === all) return { mask: labels, isShown };
		return { mask: labels | texts, isShown };
	});
}

/** A label without what stands around its letter, which people rarely mark with it. */
function lettersIn(label: MarkedText): MarkedText {
	return label.map(({ text, marks }) => ({ text: text.replace(/[^A-Za-z]+/g, ''), marks }));
}

/** The name of a colour as people tell them apart; 'dark' for black, greys and none. */
function hueOf(color: string | null): string {
	const value = /^[0-9a-f]{6}$/i.test(color ?? '') ? Number.parseInt(color as string, 16) : 0;
	const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255] as [
		number,
		number,
		number
	];
	const high = Math.max(red, green, blue);
	const range = high - Math.min(red, green, blue);
	if (range < 48) return high > 230 ? 'white' : 'dark';
	// Very dark shades of Word's themes pass for black.
	if (high < 90) return 'dark';
	const sector =
		high === red
			? ((green - blue) / range + 6) % 6
			: high === green
				? (blue - red) / range + 2
				: (red - green) / range + 4;
	const degrees = sector * 60;
	if (degrees < 18 || degrees >= 335) return 'red';
	if (degrees < 45) return 'orange';
	if (degrees < 70) return 'yellow';
	if (degrees < 165) return 'green';
	return degrees < 260 ? 'blue' : 'purple';
}
