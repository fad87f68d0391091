import {
	child,
	children,
	descendant,
	textOf,
	type XmlElement
} from '#lib/server/files/xml-tree.ts';
import { valueOf } from './run-properties.ts';
import { inScript } from './word-signs.ts';

/** Formulas within formulas deeper than this are written as their plain text. */
const deepest = 20;

/**
 * A formula of Word (Office Math, ECMA-376 part 1, 22.1) on one line: powers and indices in Unicode's
 * signs or behind "^" and "_", fractions with "/", roots with "√".
 */
export function linearFormula(element: XmlElement, depth = 0): string {
	if (depth > deepest) return textOf(element);
	const part = (name: string): string => {
		const found = child(element, name);
		return found ? linearFormula(found, depth + 1) : '';
	};
	const base = () => part('e');
	switch (element.name) {
		case 't':
			return textOf(element);
		case 'f':
			return `${grouped(part('num'))}/${grouped(part('den'))}`;
		case 'sSup':
			return base() + script(part('sup'), 'superscript');
		case 'sSub':
			return base() + script(part('sub'), 'subscript');
		case 'sSubSup':
			return base() + script(part('sub'), 'subscript') + script(part('sup'), 'superscript');
		case 'rad': {
			const degree = part('deg').trim();
			return `${degree === '' ? '' : script(degree, 'superscript')}√${grouped(base())}`;
		}
		case 'd': {
			const properties = child(element, 'dPr');
			const inner = children(element, 'e').map((each) => linearFormula(each, depth + 1));
			const separator = valueOf(properties, 'sepChr') ?? '|';
			const [begin, end] = [
				valueOf(properties, 'begChr') ?? '(',
				valueOf(properties, 'endChr') ?? ')'
			];
			return begin + inner.join(separator) + end;
		}
		case 'nary': {
			const sign = valueOf(child(element, 'naryPr'), 'chr') ?? '∫';
			const bounds = script(part('sub'), 'subscript') + script(part('sup'), 'superscript');
			return `${sign}${bounds} ${base()}`;
		}
		default:
			return element.children
				.map((node) => {
					if (typeof node === 'string') return '';
					return /Pr$/.test(node.name) ? '' : linearFormula(node, depth + 1);
				})
				.join('');
	}
}

/** True for a formula that is nothing but signs in a row: its text is all there is to it. */
export function isPlainFormula(element: XmlElement): boolean {
	return (
		children(element).every(
			({ name }) => name === 'r' || name === 'oMathParaPr' || name === 'ctrlPr' || name === 'rPr'
		) && descendant(element, 'r') !== undefined
	);
}

function script(text: string, kind: 'superscript' | 'subscript'): string {
	const plain = text.trim();
	if (plain === '') return '';
	const written = inScript(plain, kind);
	return written === plain ? (kind === 'superscript' ? '^' : '_') + grouped(plain) : written;
}

function grouped(text: string): string {
	const plain = text.trim();
	return /^[\p{L}\p{N}.,]*$/u.test(plain) ? plain : `(${plain})`;
}
