import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkup, plainText, type Block, type Inline } from '#lib/domain/markup.ts';
import { normalizeText } from '#lib/domain/text.ts';
import { parseXml } from '#lib/server/files/xml.ts';
import { markupText } from '../../../../../tests/support/random-text.ts';
import { exactHtml, reduceHtml, reducePlain, reduceXml } from './html-text.ts';
import { escapeXml } from './markup-html.ts';

describe('HTML of other programs', () => {
	it.each<[string, string, string]>([
		['paragraphs', '<p>Một</p>\n<p>Hai</p>', 'Một\n\nHai'],
		['line breaks', 'Một<br>Hai<br/>Ba', 'Một\nHai\nBa'],
		['a blank line by two breaks', 'Một<br><br>Hai', 'Một\n\nHai'],
		['marks', '<b>Đậm</b>, <em>nghiêng</em>, <code>mã</code>', '**Đậm**, *nghiêng*, `mã`'],
		['underlined words', 'Việc nào <u>KHÔNG</u> đúng?', 'Việc nào **KHÔNG** đúng?'],
		[
			'styles of a word processor',
			'<span style="font-weight: 700;">Đậm</span> <span style="FONT-STYLE:italic">nghiêng</span>',
			'**Đậm** *nghiêng*'
		],
		['marks with spaces', 'Việc<strong> nào </strong>đúng', 'Việc **nào** đúng'],
		['entities', 'A&nbsp;&amp;&nbsp;B &lt;b&gt; &#272;&uacute;ng &hellip;', 'A & B <b> Đúng …'],
		['decomposed letters', 'Nghi\u0323 quye\u0302\u0301t', 'Nghị quyết'],
		['letters nobody sees', 'Số\u200b hóa\u00ad\ufeff', 'Số hóa'],
		['a list', '<p>Gồm:</p><ul><li>một</li><li><p>hai</p></li></ul>', 'Gồm:\n- một\n- hai'],
		[
			'a list in a list',
			'<ul><li>một<ul><li>một rưỡi</li></ul></li><li>hai</li></ul>',
			'- một\n- một rưỡi\n- hai'
		],
		[
			'an ordered list',
			'<p>Xếp:</p><ol start="2"><li>một</li><li><p>hai</p></li></ol>',
			'Xếp:\n\n2. một\n3. hai'
		],
		['a heading', '<h3>Phần I</h3>Câu hỏi', '**Phần I**\n\nCâu hỏi'],
		['raised and lowered letters', '10<sup>6</sup> m<sup>2</sup>, CO<sub>2</sub>', '10⁶ m², CO₂'],
		['raised letters that there are not', 'x<sup>a+b</sup>, 1<sup>st</sup>', 'x^(a+b), 1st'],
		[
			'a link',
			'<a href="https://chinhphu.vn">Cổng</a> <a href="javascript:x()">x</a>',
			'Cổng (https://chinhphu.vn) x'
		],
		[
			'a table',
			'<table><tr><td>Năm</td><td><p>Số</p></td></tr><tr><td>2025</td><td>1</td></tr></table>',
			'Năm | Số\n2025 | 1'
		],
		['kept lines', '<pre>một\n  hai</pre>', 'một\nhai'],
		['what only looks like a tag', 'Kiểu List<String> và a < b', 'Kiểu List<String> và a < b'],
		['what only looks like an end', 'Tôi </3 bạn', 'Tôi </3 bạn'],
		['signs of our own', '5 * 3 * 2 - `x` \\', '5 \\* 3 \\* 2 - \\`x\\` \\\\'],
		['a line that begins like a list', '<p>- 5 độ</p>', '\\- 5 độ'],
		[
			'what Word leaves behind',
			'<!--[if gte mso 9]><xml>x</xml><![endif]--><p class="MsoNormal">Số<o:p></o:p></p>',
			'Số'
		],
		['a tag that is cut off', 'Câu hỏi <b', 'Câu hỏi <b'],
		['a comment that is cut off', 'Câu <!-- hỏi', 'Câu <!-- hỏi'],
		['tags that cross', '<b>một <i>hai</b> ba</i>', '**một *hai*** ba'],
		['tags that are not closed', '<p><b>một<p>hai', '**một**\n\n**hai**'],
		['CDATA', '<![CDATA[a < b]]>', 'a < b'],
		['nothing', '<p>&nbsp;</p><p></p>', '']
	])('%s', (_, html, markup) => {
		expect(reduceHtml(html)).toMatchObject({ markup });
	});

	it('tells of pictures, sounds, files and formulas', () => {
		expect(
			reduceHtml(
				'Xem <img src="@@PLUGINFILE@@/so%20do.png?x=1" alt="Sơ đồ"> và ' +
					'<video controls><source src="/a/b.mp4">Trình duyệt cũ</video>' +
					'<img alt="chỉ có tên"><object data="data:image/png;base64,AAAA"></object>' +
					'<a href="@@PLUGINFILE@@/a.pdf">tệp</a><audio></audio>' +
					'<math><mi>x</mi><annotation>x</annotation></math>'
			)
		).toEqual({
			markup: 'Xem và tệpx',
			plain: 'Xem và tệpx',
			media: ['so do.png (Sơ đồ)', 'b.mp4', 'chỉ có tên', 'data:image/png', 'a.pdf', 'audio'],
			lost: ['math']
		});
	});

	it('never keeps a script', () => {
		expect(reduceHtml('a<script>alert(1)</script>b<style>p{}</style>')).toMatchObject({
			markup: 'ab',
			lost: ['script']
		});
		expect(reduceHtml('<img src=x onerror=alert(1)>')).toMatchObject({ markup: '', media: ['x'] });
	});

	it('has options without marks', () => {
		expect(reduceHtml('<p>a <b>b</b></p><p>- c</p><ul><li>d</li></ul>').plain).toBe(
			'a b\n\n- c\n\n- d'
		);
	});

	it('nested without end is text without tags', () => {
		const deep = reduceHtml(`${'<div>'.repeat(100_000)}Câu hỏi${'</p>'.repeat(100_000)}`);
		expect(deep).toEqual({ markup: 'Câu hỏi', plain: 'Câu hỏi', media: [], lost: ['html'] });
	});

	it('of any signs by the ten thousand comes to an end', () => {
		const signs = [
			...['<', '>', '&', '"', '</', '<!--', '-->', '<b>', '</b>', '<p>', '<li>', '<b>*</b>', '* '],
			...['<a ', '<a x=', '<![CDATA[', ']]>', '<?', '&#', '&amp', '<script>', '<br>', '`', '<td>']
		];
		for (const sign of signs) expect(() => reduceHtml(sign.repeat(15_000))).not.toThrow();
	});
});

const flat = (nodes: readonly Inline[]): string =>
	nodes
		.map((node) => {
			if (node.kind === 'break') return '\n';
			return 'text' in node ? node.text : flat(node.children);
		})
		.join('');
const read = (blocks: readonly Block[]): string =>
	normalizeText(
		blocks
			.map((each) => (each.kind === 'list' ? each.items.map(flat).join(' ') : flat(each.children)))
			.join(' ')
	);

describe('any HTML', () => {
	const inline = fc.constantFrom('b', 'i', 'em', 'strong', 'u', 'span', 'code', 'font', 'o:p', 'a');
	const blockish = fc.constantFrom('p', 'div', 'ul', 'ol', 'li', 'table', 'tr', 'td', 'h1', 'pre');
	const word = fc
		.stringMatching(/^[\p{L}\p{N}*`\\<>&'"-]{1,6}$/u)
		.map((text) => normalizeText(text))
		.filter((text) => text !== '');
	interface Node {
		name: string;
		inside: (Node | string)[];
	}
	const { node } = fc.letrec<{ node: Node }>((tie) => ({
		node: fc.record({
			name: fc.oneof(inline, blockish),
			inside: fc.array(fc.oneof({ maxDepth: 4 }, word, tie('node')), { maxLength: 4 })
		})
	}));
	const nodes = fc.array(fc.oneof(word, node), { maxLength: 5 });
	const written = (each: Node | string): string =>
		typeof each === 'string'
			? escapeXml(each)
			: `<${each.name}>${each.inside.map(written).join('')}</${each.name}>`;
	const words = (each: Node | string): string[] =>
		typeof each === 'string' ? [each] : each.inside.flatMap(words);

	/** Without spaces, bullets, numbers of lists and bars of tables, which are added. */
	const letters = (text: string) => text.replace(/[\s|]|\d+\. |- /g, '').replace(/[\d.-]/g, '');

	it('says in our Markdown and without marks what it said', () => {
		fc.assert(
			fc.property(nodes, (tree) => {
				const html = tree.map(written).join('');
				const { markup, plain } = reduceHtml(html);
				const said = letters(tree.flatMap(words).join(''));
				expect([...letters(read(parseMarkup(markup)))].sort()).toEqual([...said].sort());
				expect([...letters(plain)].sort()).toEqual([...said].sort());
			}),
			{ numRuns: 500 }
		);
	});

	it('says the same as part of an XML document', () => {
		const isWellFormed = (each: Node | string): boolean =>
			typeof each === 'string' || (each.name !== 'o:p' && each.inside.every(isWellFormed));
		// A parser of HTML closes a paragraph that XML leaves open: only what nests in both is compared.
		const nestsAlike = (each: Node | string, inBlock = false): boolean =>
			typeof each === 'string' ||
			(/^(?:b|i|em|strong|u|span|code)$/.test(each.name) || (each.name === 'div' && !inBlock)
				? each.inside.every((inner) => nestsAlike(inner, inBlock || each.name !== 'div'))
				: false);
		fc.assert(
			fc.property(nodes, (tree) => {
				fc.pre(tree.every((each) => isWellFormed(each) && nestsAlike(each)));
				const html = tree.map(written).join('');
				expect(reduceXml(parseXml(`<x>${html}</x>`).children)).toEqual(reduceHtml(html));
			})
		);
	});

	it('gives no tag, whatever it is made of', () => {
		const piece = fc.oneof(
			fc.constantFrom(
				...['<b>', '</b>', '<p ', '<img src=x onerror=y>', '<script>', '</script>', '<!--', '-->'],
				...[
					'<svg onload=z>',
					'<a href="javascript:a">',
					'"',
					"'",
					'>',
					'<',
					'&lt;',
					'&',
					';',
					'<?'
				],
				...[
					'<![CDATA[',
					']]>',
					'<style>',
					'<table><td>',
					'<li>',
					'<title>',
					'x',
					' ',
					'\0',
					'\ud800'
				]
			),
			fc.string({ unit: 'grapheme', maxLength: 4 })
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
				const { markup, plain } = reduceHtml(pieces.join(''));
				expect(markup.normalize('NFC')).toBe(markup);
				expect(markup.isWellFormed() && plain.isWellFormed()).toBe(true);
				// A tag can only come from an escaped one or from one that is not whole.
				const isWhole = !/&|<!--|<!\[|<\?|["']|<script|<style|<title|<$/.test(pieces.join(''));
				if (isWhole) expect(markup).not.toMatch(/<(?:b|p|img|svg|a|script)\b[^<>]*>/);
			}),
			{ numRuns: 500 }
		);
	});
});

describe('a text of ours', () => {
	it('comes back from its HTML as it was written', () => {
		fc.assert(
			fc.property(markupText, (text) => {
				expect(reduceHtml(exactHtml(text)).markup).toBe(text);
				const xml = parseXml(`<x>${exactHtml(text)}</x>`);
				expect(reduceXml(xml.children).markup).toBe(text);
			}),
			{ numRuns: 500 }
		);
	});

	it('is plain HTML when it is written plainly', () => {
		const text = 'Nghị quyết **57** gồm:\n- một\n- *hai*\n\nHết';
		expect(exactHtml(text)).toBe(
			'<p>Nghị quyết <strong>57</strong> gồm:</p><ul><li>một</li><li><em>hai</em></li></ul><p>Hết</p>'
		);
	});

	it('is not taken from `data-markdown` once the HTML says something else', () => {
		expect(reduceHtml('<div data-markdown="cũ *"><p>mới *</p></div>').markup).toBe('mới \\*');
		expect(reduceHtml('<div data-markdown="5 * 3"><p>5 * 3</p></div>').markup).toBe('5 * 3');
		expect(reduceHtml('<div data-markdown="5 * 3"><p>5 * 3</p></div> thêm').markup).toContain(
			'thêm'
		);
	});

	it('that is plain keeps its lines', () => {
		fc.assert(
			fc.property(markupText, (text) => {
				expect(plainText(reducePlain(text).markup).replace(/\n+/g, '\n')).toBe(
					reducePlain(text).plain.replace(/\n+/g, '\n')
				);
			})
		);
	});
});
