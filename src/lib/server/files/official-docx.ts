import {
	AlignmentType,
	BorderStyle,
	Document,
	Footer,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType,
	type IBorderOptions
} from 'docx';

/** Twentieths of a point in a millimetre. */
const perMillimetre = 1440 / 25.4;
/** A length in mm, in twentieths of a point. */
export const millimetres = (length: number): number => Math.round(length * perMillimetre);
/** Half points: 13 pt, as official documents are written. */
const size = 26;
/** A4 with the margins of Nghị định 30/2020/NĐ-CP, Appendix I. */
const margin = {
	top: millimetres(20),
	bottom: millimetres(20),
	left: millimetres(30),
	right: millimetres(15)
};
/** Width of the text, in twentieths of a point. */
export const textWidth = millimetres(210 - 30 - 15);
const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
/** A table that nobody sees. */
const noBorders = {
	...{ top: none, bottom: none, left: none, right: none },
	...{ insideHorizontal: none, insideVertical: none }
};

/** Words of the frame of an official document, in its language. */
export const officialWords = {
	vi: {
		nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
		motto: 'Độc lập - Tự do - Hạnh phúc',
		page: 'Trang'
	},
	en: {
		nation: 'SOCIALIST REPUBLIC OF VIET NAM',
		motto: 'Independence - Freedom - Happiness',
		page: 'Page'
	}
} as const;
export type OfficialLanguage = keyof typeof officialWords;

/** A Word file laid out as official documents are, with numbered pages. */
export async function officialDocument(
	title: string,
	language: OfficialLanguage,
	children: (Paragraph | Table)[]
): Promise<Uint8Array> {
	const document = new Document({
		title,
		styles: { default: { document: { run: { font: 'Times New Roman', size } } } },
		sections: [
			{
				properties: {
					page: { size: { width: millimetres(210), height: millimetres(297) }, margin }
				},
				footers: { default: pageFooter(officialWords[language].page) },
				children
			}
		]
	});
	return new Uint8Array(await Packer.toBuffer(document));
}

function pageFooter(word: string): Footer {
	const numbers = [`${word} `, PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES];
	return new Footer({
		children: [
			new Paragraph({
				alignment: AlignmentType.CENTER,
				children: [new TextRun({ size: 22, children: numbers })]
			})
		]
	});
}

/** Agency on the left, the name of the State on the right. */
export function officialHead(
	{ agency, parentAgency }: { readonly agency: string; readonly parentAgency: string },
	language: OfficialLanguage
): Table {
	const { nation, motto } = officialWords[language];
	const cell = (
		share: number,
		lines: readonly { text: string; bold: boolean; underline?: object }[]
	) =>
		new TableCell({
			width: { size: share, type: WidthType.PERCENTAGE },
			borders: noBorders,
			children: lines.map((line) => centred([new TextRun({ ...line, size: 24 })]))
		});
	return new Table({
		width: { size: 100, type: WidthType.PERCENTAGE },
		borders: noBorders,
		rows: [
			new TableRow({
				children: [
					cell(40, [
						{ text: parentAgency.toLocaleUpperCase('vi'), bold: false },
						{ text: agency.toLocaleUpperCase('vi'), bold: true }
					]),
					cell(60, [
						{ text: nation, bold: true },
						{ text: motto, bold: true, underline: {} }
					])
				]
			})
		]
	});
}

/** A centred line, with so many twentieths of a point of space before it. */
export function centred(children: TextRun[], before = 0): Paragraph {
	return new Paragraph({
		alignment: AlignmentType.CENTER,
		spacing: { before, after: 40 },
		children
	});
}
