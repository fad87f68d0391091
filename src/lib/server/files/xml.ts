import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes';
import { AppError, type FileIssueCode } from '#lib/domain/errors.ts';
import { fileTooBig } from './file-errors.ts';
import { forbiddenDoctypeLine } from './xml-doctype.ts';
import { decodeXml } from './xml-text.ts';
import { attributeKey, type XmlElement, type XmlNode } from './xml-tree.ts';

/** How large an XML document may be. */
export interface XmlLimits {
	/** Bytes, or characters of a text. */
	readonly bytes: number;
	/** Elements and attributes together. */
	readonly nodes: number;
	/** Elements inside one another. */
	readonly depth: number;
	/** Of one element. */
	readonly attributes: number;
}

/** Enough for 20,000 questions of Moodle. */
export const xmlLimits: XmlLimits = {
	bytes: 64 * 2 ** 20,
	nodes: 1_500_000,
	depth: 200,
	attributes: 200
};

interface OpenElement extends XmlElement {
	readonly attributes: Record<string, string>;
	children: XmlNode[];
}

/** Shared by all elements without; most have no attribute or nothing inside. */
const noAttributes: Record<string, string> = {};
const noChildren: XmlNode[] = [];
const namespaceOfDeclarations = 'http://www.w3.org/2000/xmlns/';

/**
 * Reads a whole XML document as a tree. Nothing outside the file is ever read and no entity but the
 * five of XML is known: a DOCTYPE that declares anything is refused, one that only names a DTD is
 * passed over. Throws an AppError whose issue has the line: XML_FORBIDDEN, XML_SYNTAX for what is not
 * well-formed, XML_TOO_COMPLEX; FILE_UNREADABLE for a wrong encoding, FILE_TOO_BIG.
 */
export function parseXml(source: Uint8Array | string, limits: XmlLimits = xmlLimits): XmlElement {
	if (source.length > limits.bytes) throw fileTooBig(limits.bytes);
	const text = typeof source === 'string' ? source.replace(/^\ufeff/, '') : decodeXml(source);
	const parser = new SaxesParser({ xmlns: true });
	const refuse = (code: FileIssueCode, row = parser.line) =>
		new AppError('INVALID_FILE', { count: 1 }, [{ row, column: null, code }]);
	const doctypeLine = forbiddenDoctypeLine(text);
	if (doctypeLine !== null) throw refuse('XML_FORBIDDEN', doctypeLine);
	const open: OpenElement[] = [];
	const names = new Map<string, string>();
	let root: XmlElement | undefined;
	let count = 0;
	let startLine = 0;
	let attributeCount = 0;

	const append = (node: XmlNode) => {
		const parent = open.at(-1);
		if (!parent) return;
		if (parent.children === noChildren) parent.children = [node];
		else parent.children.push(node);
	};
	/** One string for all elements of a name, instead of one each. */
	const sameText = (name: string) => {
		const known = names.get(name);
		if (known === undefined) names.set(name, name);
		return known ?? name;
	};

	parser.on('error', () => {
		throw refuse('XML_SYNTAX');
	});
	parser.on('opentagstart', () => {
		attributeCount = 0;
		// The parser has already read the character after the name.
		startLine = parser.column === 0 ? parser.line - 1 : parser.line;
		if (open.length >= limits.depth || ++count > limits.nodes) throw refuse('XML_TOO_COMPLEX');
	});
	parser.on('attribute', () => {
		if (++attributeCount > limits.attributes || ++count > limits.nodes) {
			throw refuse('XML_TOO_COMPLEX');
		}
	});
	parser.on('opentag', (tag) => {
		const attributes = attributeCount === 0 ? noAttributes : readAttributes(tag);
		const element: OpenElement = {
			name: sameText(tag.local),
			namespace: tag.uri,
			attributes,
			children: noChildren,
			line: startLine
		};
		append(element);
		open.push(element);
		root ??= element;
	});
	parser.on('closetag', () => {
		open.pop();
	});
	const addText = (piece: string) => {
		const siblings = open.at(-1)?.children;
		// White space around the root is not part of the document.
		if (!siblings || piece === '') return;
		const last = siblings.at(-1);
		if (typeof last === 'string') siblings[siblings.length - 1] = last + piece;
		else append(piece);
	};
	parser.on('text', addText);
	parser.on('cdata', addText);

	parser.write(text).close();
	if (!root) throw refuse('XML_SYNTAX');
	return root;
}

function readAttributes(tag: SaxesTagNS): Record<string, string> {
	const attributes: Record<string, string> = {};
	for (const name in tag.attributes) {
		const { uri, local, value } = tag.attributes[name] as SaxesAttributeNS;
		if (uri === namespaceOfDeclarations || (local === '__proto__' && uri === '')) continue;
		const key = attributeKey(tag.uri, uri, local);
		// What is written without a prefix goes before what the prefix only repeats.
		if (uri === '' || !Object.hasOwn(attributes, key)) attributes[key] = value;
	}
	return attributes;
}
