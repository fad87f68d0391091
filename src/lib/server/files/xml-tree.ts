/** An element of an XML document. Texts are as in the file: not trimmed, not normalized. */
export interface XmlElement {
	/** Without its prefix. */
	readonly name: string;
	/** The namespace's URI, '' for none. */
	readonly namespace: string;
	/**
	 * By local name when the attribute has no namespace or that of its element (`w:val` of `w:b`), else
	 * by `{namespace}name`. Namespace declarations are left out. See `attribute`.
	 */
	readonly attributes: Readonly<Record<string, string>>;
	/** Elements and texts in their order; texts side by side are one, CDATA is text. */
	readonly children: readonly XmlNode[];
	/** 1-based line on which the element starts. */
	readonly line: number;
}

export type XmlNode = XmlElement | string;

/** Value of an attribute, undefined where it is not written; `namespace` if it is not the element's. */
export function attribute(
	element: XmlElement,
	name: string,
	namespace?: string
): string | undefined {
	const key = attributeKey(element.namespace, namespace ?? '', name);
	return Object.hasOwn(element.attributes, key) ? element.attributes[key] : undefined;
}

/** Key of an attribute in `attributes`. */
export function attributeKey(
	elementNamespace: string,
	attributeNamespace: string,
	name: string
): string {
	const isOwn = attributeNamespace === '' || attributeNamespace === elementNamespace;
	return isOwn ? name : `{${attributeNamespace}}${name}`;
}

export function isElement(node: XmlNode): node is XmlElement {
	return typeof node !== 'string';
}

/** Elements directly below, of this name (and namespace) if one is given. */
export function children(element: XmlElement, name?: string, namespace?: string): XmlElement[] {
	return element.children
		.filter(isElement)
		.filter(
			(node) =>
				(name === undefined || node.name === name) &&
				(namespace === undefined || node.namespace === namespace)
		);
}

/** First element directly below of this name (and namespace). */
export function child(
	element: XmlElement,
	name: string,
	namespace?: string
): XmlElement | undefined {
	return element.children.find(
		(node): node is XmlElement =>
			isElement(node) &&
			node.name === name &&
			(namespace === undefined || node.namespace === namespace)
	);
}

/** The element at the end of a path of names; undefined when one of them is missing. */
export function descendant(
	element: XmlElement,
	...path: readonly string[]
): XmlElement | undefined {
	let found: XmlElement | undefined = element;
	for (const name of path) found = found && child(found, name);
	return found;
}

/** Elements of this name at any depth below, in the order of the document. */
export function* descendants(element: XmlElement, name: string): Generator<XmlElement> {
	for (const node of element.children) {
		if (!isElement(node)) continue;
		if (node.name === name) yield node;
		yield* descendants(node, name);
	}
}

/** All text below, in the order of the document; '' for no element. */
export function textOf(node: XmlNode | undefined): string {
	if (node === undefined) return '';
	return isElement(node) ? node.children.map(textOf).join('') : node;
}
