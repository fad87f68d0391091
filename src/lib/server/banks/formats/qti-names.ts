import { children, isElement, type XmlElement } from '#lib/server/files/xml-tree.ts';

/*
 * QTI 3 says "qti-simple-choice" with "response-identifier" where QTI 2 says "simpleChoice" with
 * "responseIdentifier". Here both go by the names of QTI 2.
 */

/** Name of an element as in QTI 2. */
export function qtiName({ name }: XmlElement): string {
	return camelCase(name.replace(/^qti-/, ''));
}

/** Value of an attribute by its name in QTI 2. */
export function qtiAttribute(element: XmlElement, name: string): string | undefined {
	const { attributes } = element;
	const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
	return (Object.hasOwn(attributes, name) ? attributes[name] : attributes[dashed])?.trim();
}

/** Elements directly below of this name in QTI 2. */
export function qtiChildren(element: XmlElement | undefined, name: string): XmlElement[] {
	return element ? children(element).filter((node) => qtiName(node) === name) : [];
}

/** Elements at any depth below whose name in QTI 2 fits, in the order of the document. */
export function* qtiDescendants(
	element: XmlElement,
	fits: (name: string) => boolean
): Generator<XmlElement> {
	for (const node of element.children) {
		if (!isElement(node)) continue;
		if (fits(qtiName(node))) yield node;
		yield* qtiDescendants(node, fits);
	}
}

function camelCase(name: string): string {
	return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
