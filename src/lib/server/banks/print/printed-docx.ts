import {
	AlignmentType,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TabStopType,
	TextRun,
	WidthType
} from 'docx';
import { parseMarkup, type Inline } from '#lib/domain/markup.ts';
import {
	optionLetters,
	type PrintedExam,
	type PrintedPaper,
	type PrintedQuestion
} from '#lib/domain/printed-paper.ts';
import {
	centred,
	millimetres,
	officialDocument,
	officialHead,
	textWidth
} from '#lib/server/files/official-docx.ts';
import { keyRows, keysPerRow, printWords } from './print-words.ts';

/**
 * The papers as a Word document: each code on pages of its own, then the key tables and, if asked for,
 * the explanations. Questions and options are laid out so that the Word importer reads them again.
 */
export async function printedDocx(exam: PrintedExam): Promise<Uint8Array> {
	return officialDocument(exam.title, exam.language, [
		...exam.papers.flatMap((paper, index) => paperPages(exam, paper, index > 0)),
		...exam.papers.flatMap((paper, index) => keyPages(exam, paper, index === 0))
	]);
}

function paperPages(
	exam: PrintedExam,
	paper: PrintedPaper,
	onNewPage: boolean
): (Paragraph | Table)[] {
	const words = printWords[exam.language];
	return [
		...(onNewPage ? [new Paragraph({ pageBreakBefore: true, children: [] })] : []),
		officialHead(exam, exam.language),
		centred([new TextRun({ text: exam.title, bold: true, size: 28 })], 240),
		...(exam.minutes === null
			? []
			: [centred([new TextRun({ text: words.minutes(exam.minutes), italics: true })])]),
		centred([new TextRun({ text: words.summary(paper.questions.length), italics: true })]),
		new Paragraph({
			alignment: AlignmentType.RIGHT,
			children: [new TextRun({ text: `${words.code} ${paper.code}`, bold: true })]
		}),
		blankLine(words.name),
		blankLine(words.unit),
		...paper.questions.flatMap((question) => questionParagraphs(exam, question)),
		centred([new TextRun({ text: words.end, bold: true })], 240)
	];
}

/** "Họ và tên: ………" up to the right margin. */
function blankLine(label: string): Paragraph {
	return new Paragraph({
		tabStops: [{ type: TabStopType.RIGHT, position: textWidth, leader: 'dot' }],
		spacing: { before: 80 },
		children: [new TextRun({ text: `${label}: ` }), new TextRun({ text: '\t' })]
	});
}

function questionParagraphs(
	{ language }: PrintedExam,
	{ number, stem, options, columns, severalRight }: PrintedQuestion
): Paragraph[] {
	const words = printWords[language];
	const label = new TextRun({ text: `${words.question} ${number}. `, bold: true });
	const remark = severalRight ? [new TextRun({ text: ` (${words.several})`, italics: true })] : [];
	const lines = markupLines(stem);
	const stemParagraphs = lines.map(
		(runs, index) =>
			new Paragraph({
				spacing: { before: index === 0 ? 160 : 40 },
				alignment: AlignmentType.JUSTIFIED,
				keepNext: true,
				children: [
					...(index === 0 ? [label] : []),
					...runs,
					...(index === lines.length - 1 ? remark : [])
				]
			})
	);
	const step = textWidth / columns;
	const rows = Array.from({ length: Math.ceil(options.length / columns) }, (_, row) =>
		options.slice(row * columns, (row + 1) * columns)
	);
	return [
		...stemParagraphs,
		...rows.map(
			(row, index) =>
				new Paragraph({
					spacing: { before: 40 },
					indent: { left: columns === 1 ? millimetres(5) : 0 },
					keepNext: index < rows.length - 1,
					tabStops: row.map((_, column) => ({
						type: TabStopType.LEFT,
						position: Math.round(step * column)
					})),
					children: row.flatMap((option, column) => [
						...(column === 0 ? [] : [new TextRun({ text: '\t' })]),
						new TextRun({ text: `${optionLetters[index * columns + column]}. ${option}` })
					])
				})
		)
	];
}

function keyPages(
	exam: PrintedExam,
	paper: PrintedPaper,
	onNewPage: boolean
): (Paragraph | Table)[] {
	const words = printWords[exam.language];
	const explained = exam.explained
		? paper.questions.filter(({ rationale, citation }) => rationale !== '' || citation !== '')
		: [];
	const rows = keyRows(paper.questions);
	return [
		new Paragraph({
			pageBreakBefore: onNewPage,
			alignment: AlignmentType.CENTER,
			spacing: { before: 240, after: 120 },
			children: [
				new TextRun({
					text: `${words.keys} - ${words.code.toLocaleUpperCase('vi')} ${paper.code}`,
					bold: true
				})
			]
		}),
		...(rows.length === 0
			? []
			: [
					new Table({
						width: { size: 100, type: WidthType.PERCENTAGE },
						rows: rows.map(
							(row) =>
								new TableRow({
									children: Array.from(
										{ length: Math.min(keysPerRow, rows[0]?.length ?? 1) },
										(_, column) =>
											new TableCell({
												children: [centred([new TextRun({ text: row[column] ?? '' })])]
											})
									)
								})
						)
					})
				]),
		...(explained.length === 0
			? []
			: [
					centred([new TextRun({ text: words.explanations, bold: true })], 240),
					...explained.flatMap((question) => explanation(exam, question))
				])
	];
}

function explanation(
	{ language }: PrintedExam,
	{ number, key, rationale, citation }: PrintedQuestion
): Paragraph[] {
	const words = printWords[language];
	const lines = rationale === '' ? [[]] : markupLines(rationale);
	const label = new TextRun({ text: `${words.question} ${number} – ${key}. `, bold: true });
	return [
		...lines.map(
			(runs, index) =>
				new Paragraph({
					spacing: { before: index === 0 ? 100 : 20 },
					alignment: AlignmentType.JUSTIFIED,
					children: [...(index === 0 ? [label] : []), ...runs]
				})
		),
		...(citation === ''
			? []
			: [
					new Paragraph({
						children: [new TextRun({ text: `${words.source}: ${citation}.`, italics: true })]
					})
				])
	];
}

/** The lines of a text of stems and rationales, each as the runs of a paragraph. */
function markupLines(text: string): TextRun[][] {
	return parseMarkup(text).flatMap((block) =>
		block.kind === 'paragraph'
			? [runsOf(block.children)]
			: block.items.map((item) => [new TextRun({ text: '– ' }), ...runsOf(item)])
	);
}

function runsOf(nodes: readonly Inline[], style: { bold?: true; italics?: true } = {}): TextRun[] {
	return nodes.flatMap((node): TextRun[] => {
		switch (node.kind) {
			case 'text':
				return [new TextRun({ text: node.text, ...style })];
			case 'code':
				return [new TextRun({ text: node.text, font: 'Courier New', ...style })];
			case 'break':
				return [new TextRun({ break: 1 })];
			case 'strong':
				return runsOf(node.children, { ...style, bold: true });
			case 'emphasis':
				return runsOf(node.children, { ...style, italics: true });
		}
	});
}
