import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError, type FileIssue } from '#lib/domain/errors.ts';
import { parseXml, xmlLimits } from './xml.ts';
import {
	attribute,
	child,
	children,
	descendant,
	descendants,
	isElement,
	textOf,
	type XmlElement
} from './xml-tree.ts';

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

describe('a document', () => {
	const root = parseXml(`<?xml version="1.0" encoding="UTF-8"?>
<!-- Câu hỏi -->
<w:body xmlns:w="${word}" xmlns:r="${relations}" xml:lang="vi">
	<w:p
		w:id="1" r:id="r1" plain="2"><w:b w:val="true"/>Nghị <w:i>quyết</w:i> &lt;57&#x3e; <![CDATA[<b>&amp;]]> hết<?skip me?></w:p>
	<p xmlns="urn:other" plain="3"/>
	<w:p/>
</w:body>
`);

	it('is a tree with namespaces and lines', () => {
		expect(root).toMatchObject({ name: 'body', namespace: word, line: 3 });
		const found = children(root).map(({ name, namespace, line }) => [name, namespace, line]);
		expect(found).toEqual([
			['p', word, 4],
			['p', 'urn:other', 6],
			['p', word, 7]
		]);
	});

	it('keeps mixed content in its order', () => {
		const paragraph = child(root, 'p') as XmlElement;
		const inOrder = paragraph.children.map((node) => (isElement(node) ? node.name : node));
		expect(inOrder).toEqual(['b', 'Nghị ', 'i', ' <57> <b>&amp; hết']);
		expect(textOf(paragraph)).toBe('Nghị quyết <57> <b>&amp; hết');
		expect(textOf(undefined)).toBe('');
	});

	it('has attributes by name, and by namespace where it is another', () => {
		const paragraph = child(root, 'p') as XmlElement;
		expect(attribute(paragraph, 'id')).toBe('1');
		expect(attribute(paragraph, 'id', word)).toBe('1');
		expect(attribute(paragraph, 'id', relations)).toBe('r1');
		expect(attribute(paragraph, 'plain')).toBe('2');
		expect(attribute(paragraph, 'constructor')).toBeUndefined();
		expect(attribute(root, 'lang', 'http://www.w3.org/XML/1998/namespace')).toBe('vi');
		expect(Object.keys(child(root, 'p', 'urn:other')?.attributes ?? {})).toEqual(['plain']);
	});

	it('is searched by name', () => {
		expect(children(root, 'p', word)).toHaveLength(2);
		expect(children(root, 'q')).toEqual([]);
		expect(descendant(root, 'p', 'i')?.line).toBe(5);
		expect(descendant(root, 'q', 'i')).toBeUndefined();
		expect([...descendants(root, 'b')]).toHaveLength(1);
	});

	it('comes back as it was written', () => {
		interface Plain {
			name: string;
			value: string;
			children: (Plain | string)[];
		}
		const name = fc.constantFrom('a', 'câu', '__proto__', 'constructor');
		const text = fc.stringMatching(/^[\p{L}\p{N} <>&"'\n\t]+$/u);
		const { node } = fc.letrec<{ node: Plain }>((tie) => ({
			node: fc.record({
				name,
				value: text,
				children: fc.array(fc.oneof({ maxDepth: 3 }, text, tie('node')), { maxLength: 4 })
			})
		}));
		const escaped = (value: string) =>
			value.replace(/[<>&"\n\t]/g, (sign) => `&#${sign.codePointAt(0)};`);
		const written = (plain: Plain | string): string =>
			typeof plain === 'string'
				? escaped(plain)
				: `<${plain.name} v="${escaped(plain.value)}">${plain.children.map(written).join('')}</${plain.name}>`;
		const merged = (nodes: (Plain | string)[]): (Plain | string)[] =>
			nodes.reduce<(Plain | string)[]>((result, next) => {
				const last = result.at(-1);
				if (typeof last === 'string' && typeof next === 'string') {
					return [...result.slice(0, -1), last + next];
				}
				return [...result, typeof next === 'string' ? next : plainOf(next)];
			}, []);
		const plainOf = (plain: Plain): Plain => ({ ...plain, children: merged(plain.children) });
		const read = (element: XmlElement): Plain => ({
			name: element.name,
			value: attribute(element, 'v') ?? '',
			children: element.children.map((part) => (isElement(part) ? read(part) : part))
		});
		fc.assert(
			fc.property(node, (plain) => {
				expect(read(parseXml(written(plain)))).toEqual(plainOf(plain));
			})
		);
	});
});

describe('an encoding', () => {
	const text = 'Đúng – “Nghị quyết”';
	const declared = (encoding: string) =>
		`<?xml version="1.0" encoding="${encoding}"?><a>${text}</a>`;
	// ị = i and a tone of its own; ế = ê and a tone.
	const windows1258 = (source: string): Buffer =>
		Buffer.from(
			[...source.replaceAll('ị', 'i\u00f2').replaceAll('ế', 'ê\u00ec')]
				.map(
					(letter) =>
						({ Đ: '\u00d0', '–': '\u0096', '“': '\u0093', '”': '\u0094' })[letter] ?? letter
				)
				.join(''),
			'latin1'
		);

	it.each([
		['UTF-8', Buffer.from(declared('UTF-8'))],
		['UTF-8 without a declaration', Buffer.from(`<a>${text}</a>`)],
		['UTF-8 with a mark', Buffer.from(`\ufeff${declared('utf-8')}`)],
		['UTF-8 declared as UTF-16', Buffer.from(declared('utf-16'))],
		['UTF-8 declared as a code page', Buffer.from(declared('windows-1252'))],
		['UTF-16 with a mark', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le')],
		['UTF-16 without a mark', Buffer.from(declared('UTF-16'), 'utf16le')],
		['UTF-16 without a declaration', Buffer.from(`<a>${text}</a>`, 'utf16le')],
		['UTF-16 of the other order', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le').swap16()],
		['the same without a mark', Buffer.from(declared('UTF-16'), 'utf16le').swap16()],
		['Windows-1258', windows1258(declared('windows-1258'))]
	])('%s is read', (_, bytes) => {
		expect(textOf(parseXml(bytes))).toBe(text);
	});

	it('of Western Europe is read', () => {
		const bytes = Buffer.from(
			'<?xml version="1.0" encoding="ISO-8859-1"?><a>é\u0080</a>',
			'latin1'
		);
		expect(textOf(parseXml(bytes))).toBe('é€');
	});
});

describe('refused is', () => {
	function refusal(source: Uint8Array | string, limits = xmlLimits): FileIssue | undefined {
		try {
			parseXml(source, limits);
		} catch (error) {
			if (isAppError(error)) return error.issues[0];
			throw error;
		}
		return undefined;
	}

	const laughs = Array.from(
		{ length: 9 },
		(_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`
	);
	const attributes = Array.from({ length: 201 }, (_, index) => `a${index}="1"`).join(' ');

	it.each<[string, Uint8Array | string, FileIssue['code'], number | null]>([
		[
			'a billion laughs',
			`<!DOCTYPE l [<!ENTITY l0 "ha">\n${laughs.join('\n')}]>\n<l>&l9;</l>`,
			'XML_FORBIDDEN',
			1
		],
		[
			'quadratic blow-up',
			`<!DOCTYPE a [<!ENTITY a "${'a'.repeat(100_000)}">]><a>${'&a;'.repeat(50_000)}</a>`,
			'XML_FORBIDDEN',
			1
		],
		[
			'an external entity',
			'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>',
			'XML_FORBIDDEN',
			2
		],
		[
			'a DOCTYPE after a comment',
			'<?xml version="1.0"?>\n<!-- - ? -- >\n-->\n<!DOCTYPE a [<!ELEMENT a ANY>]>\n<a/>',
			'XML_FORBIDDEN',
			4
		],
		['a DOCTYPE in the middle', '<a>\n<!DOCTYPE a [<!ENTITY x "y">]></a>', 'XML_SYNTAX', 2],
		['a DOCTYPE without end', `<!DOCTYPE a ${'b '.repeat(100_000)}`, 'XML_FORBIDDEN', 1],
		[
			'a parameter entity behind a quoted bracket',
			'<!DOCTYPE a SYSTEM "]>" [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]><a/>',
			'XML_FORBIDDEN',
			1
		],
		['an entity nobody declared', '<a>\n&nbsp;</a>', 'XML_SYNTAX', 2],
		['deep nesting', '<a>'.repeat(201) + '</a>'.repeat(201), 'XML_TOO_COMPLEX', 1],
		['endless nesting', '<a>'.repeat(1_000_000), 'XML_TOO_COMPLEX', 1],
		['too many attributes', `<a>\n<b ${attributes}/></a>`, 'XML_TOO_COMPLEX', 2],
		['an attribute written twice', '<a b="1" b="2"/>', 'XML_SYNTAX', 1],
		['NUL', '<a>\n\n\0</a>', 'XML_SYNTAX', 3],
		['NUL as a reference', '<a>&#0;</a>', 'XML_SYNTAX', 1],
		['a truncated document', '<a>\n<b>', 'XML_SYNTAX', 2],
		['a document cut inside a tag', '<a>\n<b c="', 'XML_SYNTAX', 2],
		['crossed tags', '<a>\n<b></a></b>', 'XML_SYNTAX', 2],
		['two roots', '<a/>\n<b/>', 'XML_SYNTAX', 2],
		['text around the root', 'a<a/>', 'XML_SYNTAX', 1],
		['an empty document', '', 'XML_SYNTAX', 1],
		['a prefix without a namespace', '<w:p/>', 'XML_SYNTAX', 1],
		[
			'Windows-1258 declared as UTF-8',
			Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n<a>\n\u00d0\u00fang</a>', 'latin1'),
			'FILE_UNREADABLE',
			3
		],
		[
			'an encoding that nobody knows',
			Buffer.from('<?xml version="1.0" encoding="x-viet"?><a>\u00d0</a>', 'latin1'),
			'FILE_UNREADABLE',
			1
		],
		[
			'half of a UTF-16 character',
			Buffer.from('3c0061002f003e00d8', 'hex'),
			'FILE_UNREADABLE',
			null
		]
	])('%s', (_, source, code, row) => {
		expect(refusal(source)).toEqual({ row, column: null, code });
	});

	it('what is longer or has more elements than the limits say', () => {
		const limits = { ...xmlLimits, bytes: 20, nodes: 2 };
		expect(refusal('<a><b/></a>', limits)).toBeUndefined();
		expect(refusal('<a><b/><c/></a>', limits)).toMatchObject({ code: 'XML_TOO_COMPLEX' });
		expect(refusal(`<a>${'b'.repeat(20)}</a>`, limits)).toMatchObject({ code: 'FILE_TOO_BIG' });
	});

	it('nothing that only names a DTD', () => {
		const html = '<!DOCTYPE a PUBLIC "-//X//[1]//EN" "http://example.org/a.dtd"><a>1</a>';
		expect(textOf(parseXml(html))).toBe('1');
	});

	it('or read whatever else comes, never anything worse', () => {
		const piece = fc.constantFrom(
			'<a>',
			'</a>',
			'<b c="',
			'"',
			'/>',
			'<!DOCTYPE ',
			'[',
			']>',
			'&',
			';',
			'<![CDATA[',
			']]>',
			'<!--',
			'-->',
			'<?',
			'?>',
			'x',
			'\0',
			' '
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
				refusal(pieces.join(''));
			}),
			{ numRuns: 1000 }
		);
		fc.assert(fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => void refusal(bytes)));
	});
});
