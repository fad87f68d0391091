import type { VietnameseEncoding } from './legacy-vietnamese.ts';

/** How text set in a font is written. */
export interface FontEncoding {
	readonly encoding: VietnameseEncoding;
	/** True for the fonts that show small letters as capitals (.VnTimeH). */
	readonly capitals: boolean;
}

/**
 * What the name of a font says of text set in it; null for a font that says nothing. Text that has
 * letters beyond Latin-1 is Unicode all the same: Word then shows another font.
 */
export function encodingOfFont(fontName: string): FontEncoding | null {
	const name = fontName.trim();
	if (/^\.Vn/i.test(name)) return { encoding: 'tcvn3', capitals: name.endsWith('H') };
	if (/^VNI[- ]/i.test(name)) return { encoding: 'vni', capitals: false };
	return null;
}
