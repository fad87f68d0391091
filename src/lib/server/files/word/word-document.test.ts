import { describe, expect, it } from 'vitest';
import type { TextBlock, TextParagraph } from '#lib/domain/question-text/blocks.ts';
import { textOf } from '#lib/domain/question-text/marked-text.ts';
import { isAppError } from '#lib/domain/errors.ts';
import { readZip } from '#lib/server/files/zip.ts';
import { makeZip } from '../../../../../tests/support/zip.ts';
import { readWord } from './word-document.ts';

const namespaces = [
	'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
	'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
	'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
	'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
	'xmlns:v="urn:schemas-microsoft-com:vml"',
	'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
].join(' ');
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationships = (list: readonly (readonly [string, string, string])[]) =>
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
		.map(
			([id, type, target]) =>
				`<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
		)
		.join('')}</Relationships>`;

interface Parts {
	readonly styles?: string;
	readonly numbering?: string;
}

async function read(body: string, { styles = '', numbering = '' }: Parts = {}, rows = 1000) {
	const part = (root: string, content: string) => `<w:${root} ${namespaces}>${content}</w:${root}>`;
	const bytes = makeZip([
		{
			name: '_rels/.rels',
			content: relationships([['r1', 'officeDocument', '/word/document2.xml']])
		},
		{
			name: 'word/_rels/document2.xml.rels',
			content: relationships([
				['s', 'styles', 'styles.xml'],
				['n', 'numbering', 'numbering.xml'],
				['i', 'image', 'media/hinh.png']
			])
		},
		{ name: 'word/document2.xml', content: part('document', `<w:body>${body}</w:body>`) },
		{ name: 'word/styles.xml', content: part('styles', styles) },
		{ name: 'word/numbering.xml', content: part('numbering', numbering) }
	]);
	return readWord(readZip(bytes, { unpackedBytes: 2 ** 28 }), { rows });
}

const run = (text: string, properties = '') =>
	`<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content: string, properties = '') =>
	`<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const listed = (id: number, level: number, text = 'x') =>
	paragraph(run(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`);

const paragraphs = (blocks: readonly TextBlock[]) =>
	blocks.filter((block): block is TextParagraph => block.kind === 'paragraph');
const texts = (blocks: readonly TextBlock[]) => paragraphs(blocks).map(({ runs }) => textOf(runs));
const labels = (blocks: readonly TextBlock[]) => paragraphs(blocks).map(({ label }) => label?.text);

describe('lists', () => {
	const level = (number: number, format: string, text: string, more = '') =>
		`<w:lvl w:ilvl="${number}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
	const numbering = `
		<w:abstractNum w:abstractNumId="1">
			${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', 'Câu %2:', '<w:lvlRestart w:val="0"/>')}${level(2, 'lowerLetter', '%3)')}
		</w:abstractNum>
		<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="List"/></w:abstractNum>
		<w:abstractNum w:abstractNumId="3"><w:styleLink w:val="List"/>${level(0, 'decimalZero', '%1-')}</w:abstractNum>
		<w:abstractNum w:abstractNumId="4">${level(0, 'bullet', '')}</w:abstractNum>
		<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
		<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
		<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
		<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
		<w:num w:numId="5"><w:abstractNumId w:val="4"/></w:num>`;

	it('count by level, restart, and go on in lists of one definition', async () => {
		const body = [
			...[listed(1, 0), listed(1, 1), listed(1, 2), listed(1, 2), listed(1, 1), listed(1, 2)],
			...[listed(2, 0), listed(2, 1), listed(3, 1), listed(3, 1), listed(4, 0), listed(5, 0)]
		].join('');
		const { blocks } = await read(body, { numbering });
		expect(labels(blocks)).toEqual([
			...['I.', 'Câu 1:', 'a)', 'b)', 'Câu 2:', 'a)'],
			...['II.', 'Câu 3:', 'Câu 1:', 'Câu 2:', '01-', '•']
		]);
		expect(paragraphs(blocks).at(-1)?.label?.bullet).toBe(true);
	});

	it('may come with a style, which number 0 takes away', async () => {
		const styles = `<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Q"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`;
		const style = '<w:pStyle w:val="Q"/>';
		const body =
			paragraph(run('x'), style) +
			paragraph(run('x'), `${style}<w:numPr><w:numId w:val="0"/></w:numPr>`) +
			paragraph(run('x'), style);
		expect(labels((await read(body, { numbering, styles })).blocks)).toEqual([
			'Câu 1:',
			undefined,
			'Câu 2:'
		]);
	});
});

describe('looks', () => {
	it('are inherited, toggled and taken back', async () => {
		const styles = `
			<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr></w:style>
			<w:style w:type="paragraph" w:styleId="B"><w:name w:val="heading 2"/><w:basedOn w:val="A"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
			<w:style w:type="paragraph" w:styleId="L1"><w:name w:val="x"/><w:basedOn w:val="L2"/></w:style>
			<w:style w:type="paragraph" w:styleId="L2"><w:name w:val="y"/><w:basedOn w:val="L1"/></w:style>
			<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:b/></w:rPr></w:style>`;
		const body =
			paragraph(
				run('1') +
					run('2', '<w:rStyle w:val="C"/>') +
					run('3', '<w:b w:val="0"/><w:color w:val="auto"/>'),
				'<w:pStyle w:val="B"/>'
			) +
			paragraph(run('4', '<w:highlight w:val="yellow"/>'), '<w:pStyle w:val="L1"/>') +
			paragraph(run('5'), '<w:shd w:val="clear" w:fill="FFFF00"/>') +
			paragraph(
				`<w:hyperlink r:id="x">${run('6', '<w:u w:val="single"/><w:color w:val="0000FF"/>')}</w:hyperlink>`
			);
		const { blocks } = await read(body, { styles });
		const looks = paragraphs(blocks).flatMap(({ runs }) =>
			runs.map(({ text, marks }) => [
				text,
				marks.bold,
				marks.underline,
				marks.color,
				marks.highlight
			])
		);
		expect(looks).toEqual([
			['1', true, true, 'FF0000', null],
			['2', false, true, 'FF0000', null],
			['3', false, true, null, null],
			['4', false, false, null, 'yellow'],
			['5', false, false, null, 'FFFF00'],
			['6', false, false, null, null]
		]);
		expect(paragraphs(blocks)[0]?.heading).toBe(2);
	});
});

describe('text', () => {
	it.each([
		[
			'breaks and tabs',
			'<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:noBreakHyphen/></w:r>',
			'a\nb\t-'
		],
		[
			'inserted, deleted and moved',
			`<w:ins>${run('a')}</w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:moveFrom>${run('c')}</w:moveFrom><w:moveTo>${run('d')}</w:moveTo>`,
			'ad'
		],
		[
			'controls and tags',
			`<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>${run('a')}</w:sdtContent></w:sdt><w:smartTag>${run('b')}</w:smartTag>`,
			'ab'
		],
		[
			'fields',
			`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>no</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('7')}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="DATE">${run('8')}</w:fldSimple>`,
			'78'
		],
		[
			'signs',
			'<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="MS Gothic" w:char="2612"/></w:r>',
			'✓☒'
		],
		[
			'scripts',
			`${run('m')}${run('2', '<w:vertAlign w:val="superscript"/>')}${run(' H')}${run('2', '<w:vertAlign w:val="subscript"/>')}${run('O')}${run('TM', '<w:vertAlign w:val="superscript"/>')}`,
			'm² H₂OTM'
		],
		[
			'formulas',
			'<m:oMath><m:rad><m:deg/><m:e><m:r><m:t>x+1</m:t></m:r></m:e></m:rad></m:oMath>',
			'√(x+1)'
		]
	])('has %s', async (_, content, text) => {
		expect(texts((await read(paragraph(content))).blocks)).toEqual([text]);
	});

	it('of a paragraph whose end was deleted goes on in the next', async () => {
		const deleted = '<w:rPr><w:del w:id="1"/></w:rPr>';
		expect(texts((await read(paragraph(run('a'), deleted) + paragraph(run('b')))).blocks)).toEqual([
			'ab'
		]);
	});

	it('of boxes is read once, pictures and hidden text are named', async () => {
		const box = (text: string) => `<w:txbxContent>${paragraph(run(text))}</w:txbxContent>`;
		const content =
			`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box('b')}</w:drawing></mc:Choice>` +
			`<mc:Fallback><w:pict><v:shape>${box('b')}</v:shape></w:pict></mc:Fallback></mc:AlternateContent>` +
			`<w:drawing><a:blip r:embed="i"/></w:drawing></w:r>${run('h', '<w:vanish/>')}`;
		const { blocks } = await read(paragraph(run('a') + content));
		expect(texts(blocks)).toEqual(['a', 'b']);
		expect(paragraphs(blocks)[0]?.leftovers).toEqual([
			{ code: 'MEDIA_UNSUPPORTED', value: 'hinh.png' },
			{ code: 'TEXT_UNASSIGNED', value: 'h' }
		]);
	});

	it('of old fonts is converted, of the same fonts in Unicode it is not', async () => {
		const font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>';
		const body = paragraph(run('Tr­êng häc', font)) + paragraph(run('Trường học', font));
		const { blocks, conversionCount } = await read(body);
		expect(texts(blocks)).toEqual(['Trường học', 'Trường học']);
		expect(conversionCount).toBe(1);
	});

	it('of cells that are merged stands in the first', async () => {
		const cell = (text: string, merge = '') =>
			`<w:tc><w:tcPr>${merge}</w:tcPr>${paragraph(run(text))}</w:tc>`;
		const body = `<w:tbl><w:tr>${cell('a', '<w:vMerge w:val="restart"/>')}${cell('b')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('c')}</w:tr></w:tbl>`;
		const [table] = (await read(body)).blocks;
		expect(table?.kind === 'table' && table.rows.map((row) => row.map(texts))).toEqual([
			[['a'], ['b']],
			[[], ['c']]
		]);
	});
});

describe('too much', () => {
	it('of paragraphs is refused', async () => {
		await expect(read('<w:p/>'.repeat(200_000), {}, 100_000)).rejects.toSatisfy(
			(error) => isAppError(error) && error.issues[0]?.code === 'FILE_TOO_MANY_ROWS'
		);
	});

	it('of nesting is read as far as XML is', async () => {
		const deep = `${'<w:sdt><w:sdtContent>'.repeat(80)}${paragraph(run('x'))}${'</w:sdtContent></w:sdt>'.repeat(80)}`;
		expect(texts((await read(deep + paragraph(run('y')))).blocks)).toEqual(['x', 'y']);
	});
});
