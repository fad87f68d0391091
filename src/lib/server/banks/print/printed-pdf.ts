import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { parseMarkup, type Inline } from '#lib/domain/markup.ts';
import {
	optionLetters,
	type PrintedExam,
	type PrintedPaper,
	type PrintedQuestion
} from '#lib/domain/printed-paper.ts';
import { keyRows, keysPerRow, printWords } from './print-words.ts';

const { resolve } = createRequire(import.meta.url);
/** Tinos has the metrics of Times New Roman, Vietnamese letters, and a free licence. */
const face = (name: string, file: string): string =>
	resolve(`@expo-google-fonts/tinos/${name}/Tinos_${file}.ttf`);
/** Points in a millimetre. */
const millimetre = 72 / 25.4;
/** Left, top, right, bottom as Nghị định 30/2020/NĐ-CP, Appendix I. */
const margins = [30, 20, 15, 20].map((length) => length * millimetre);

let prepared = false;

/** The library keeps fonts and what it may read for the whole process. */
function prepare(): void {
	if (prepared) return;
	prepared = true;
	const files = {
		normal: face('400Regular', '400Regular'),
		bold: face('700Bold', '700Bold'),
		italics: face('400Regular_Italic', '400Regular_Italic'),
		bolditalics: face('700Bold_Italic', '700Bold_Italic')
	};
	pdfmake.setFonts({ Tinos: files });
	pdfmake.setUrlAccessPolicy(() => false);
	pdfmake.setLocalAccessPolicy((path) => Object.values(files).includes(path));
}

/**
 * The papers as a PDF to be printed on A4: each code on pages of its own, then the key tables and, if
 * asked for, the explanations.
 */
export async function printedPdf(exam: PrintedExam): Promise<Uint8Array> {
	prepare();
	const words = printWords[exam.language];
	const definition: TDocumentDefinitions = {
		pageSize: 'A4',
		pageMargins: margins as [number, number, number, number],
		info: { title: exam.title },
		language: exam.language,
		defaultStyle: { font: 'Tinos', fontSize: 13, lineHeight: 1.15 },
		footer: (page, pages) => ({
			text: `${words.page} ${page}/${pages}`,
			alignment: 'center',
			fontSize: 11,
			margin: [0, 16, 0, 0]
		}),
		content: [
			...exam.papers.flatMap((paper, index) => paperPages(exam, paper, index > 0)),
			...exam.papers.flatMap((paper, index) => keyPages(exam, paper, index === 0))
		]
	};
	return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
}

function paperPages(exam: PrintedExam, paper: PrintedPaper, onNewPage: boolean): Content[] {
	const words = printWords[exam.language];
	return [
		{
			...(onNewPage ? { pageBreak: 'before' as const } : {}),
			columns: [
				{
					width: '46%',
					alignment: 'center',
					fontSize: 12,
					stack: [
						{ text: exam.parentAgency.toLocaleUpperCase('vi') || ' ' },
						{ text: exam.agency.toLocaleUpperCase('vi') || ' ', bold: true }
					]
				},
				{
					width: '54%',
					alignment: 'center',
					fontSize: 12,
					bold: true,
					stack: [{ text: words.nation }, { text: words.motto, decoration: 'underline' }]
				}
			]
		},
		{ text: exam.title, bold: true, fontSize: 14, alignment: 'center', margin: [0, 14, 0, 2] },
		...(exam.minutes === null
			? []
			: [{ text: words.minutes(exam.minutes), italics: true, alignment: 'center' as const }]),
		{ text: words.summary(paper.questions.length), italics: true, alignment: 'center' },
		{ text: `${words.code} ${paper.code}`, bold: true, alignment: 'right', margin: [0, 4, 0, 4] },
		blankLine(words.name),
		blankLine(words.unit),
		...paper.questions.map((question) => questionBlock(exam, question)),
		{ text: words.end, bold: true, alignment: 'center', margin: [0, 12, 0, 0] }
	];
}

/** "Họ và tên: ………" up to the right margin. */
function blankLine(label: string): Content {
	return {
		margin: [0, 2, 0, 0],
		columns: [
			{ width: 'auto', text: `${label}: ` },
			{
				width: '*',
				margin: [2, 12, 0, 0],
				canvas: [
					{
						type: 'line',
						...{ x1: 0, y1: 0, x2: 370, y2: 0 },
						lineWidth: 0.7,
						dash: { length: 1, space: 2 }
					}
				]
			}
		]
	};
}

function questionBlock(
	{ language }: PrintedExam,
	{ number, stem, options, columns, severalRight }: PrintedQuestion
): Content {
	const words = printWords[language];
	const lines = markupLines(stem);
	const rows = Array.from({ length: Math.ceil(options.length / columns) }, (_, row) =>
		options.slice(row * columns, (row + 1) * columns)
	);
	return {
		// A question that fits on a page is not torn apart.
		unbreakable: true,
		margin: [0, 8, 0, 0],
		stack: [
			...lines.map((runs, index): Content => ({
				alignment: 'justify',
				text: [
					...(index === 0 ? [{ text: `${words.question} ${number}. `, bold: true }] : []),
					...runs,
					...(index === lines.length - 1 && severalRight
						? [{ text: ` (${words.several})`, italics: true }]
						: [])
				]
			})),
			...rows.map((row, index): Content => ({
				margin: [columns === 1 ? 14 : 0, 2, 0, 0],
				columnGap: 8,
				columns: Array.from({ length: columns }, (_, column) => ({
					width: '*',
					text:
						row[column] === undefined
							? ''
							: `${optionLetters[index * columns + column]}. ${row[column]}`
				}))
			}))
		]
	};
}

function keyPages(exam: PrintedExam, paper: PrintedPaper, onNewPage: boolean): Content[] {
	const words = printWords[exam.language];
	const rows = keyRows(paper.questions);
	const width = Math.min(keysPerRow, rows[0]?.length ?? 0);
	const explained = exam.explained
		? paper.questions.filter(({ rationale, citation }) => rationale !== '' || citation !== '')
		: [];
	return [
		{
			...(onNewPage ? { pageBreak: 'before' as const } : {}),
			text: `${words.keys} - ${words.code.toLocaleUpperCase('vi')} ${paper.code}`,
			bold: true,
			alignment: 'center',
			margin: [0, 14, 0, 6]
		},
		...(width === 0
			? []
			: [
					{
						table: {
							widths: Array.from({ length: width }, () => '*'),
							body: rows.map((row) =>
								Array.from({ length: width }, (_, column): TableCell => ({
									text: row[column] ?? '',
									alignment: 'center',
									fontSize: 12
								}))
							)
						}
					}
				]),
		...(explained.length === 0
			? []
			: [
					{
						text: words.explanations,
						bold: true,
						alignment: 'center' as const,
						margin: [0, 14, 0, 4] as [number, number, number, number]
					},
					...explained.map((question) => explanation(exam, question))
				])
	];
}

function explanation(
	{ language }: PrintedExam,
	{ number, key, rationale, citation }: PrintedQuestion
): Content {
	const words = printWords[language];
	const lines = rationale === '' ? [[]] : markupLines(rationale);
	const label = { text: `${words.question} ${number} – ${key}. `, bold: true };
	return {
		margin: [0, 5, 0, 0],
		stack: [
			...lines.map((runs, index): Content => ({
				alignment: 'justify',
				text: [...(index === 0 ? [label] : []), ...runs]
			})),
			...(citation === '' ? [] : [{ text: `${words.source}: ${citation}.`, italics: true }])
		]
	};
}

interface Run {
	text: string;
	bold?: true;
	italics?: true;
}

/** The lines of a text of stems and rationales, each as the runs of a paragraph. */
function markupLines(text: string): Run[][] {
	return parseMarkup(text).flatMap((block) =>
		block.kind === 'paragraph'
			? [runsOf(block.children)]
			: block.items.map((item) => [{ text: '– ' }, ...runsOf(item)])
	);
}

function runsOf(nodes: readonly Inline[], style: Omit<Run, 'text'> = {}): Run[] {
	return nodes.flatMap((node): Run[] => {
		switch (node.kind) {
			case 'text':
			case 'code':
				return [{ text: node.text, ...style }];
			case 'break':
				return [{ text: '\n' }];
			case 'strong':
				return runsOf(node.children, { ...style, bold: true });
			case 'emphasis':
				return runsOf(node.children, { ...style, italics: true });
		}
	});
}
