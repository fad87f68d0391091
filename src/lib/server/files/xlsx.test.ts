import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { FileLimits } from './file-limits.ts';
import { storedZip } from './stored-zip.ts';
import { readFirstSheet, readSheets } from './xlsx.ts';

const limits: FileLimits = { bytes: 2 ** 20, unpackedBytes: 10 * 2 ** 20, rows: 100, columns: 5 };

/** A workbook whose sheets hold this XML; a null stands for a chart on a sheet of its own. */
function workbook(sheets: readonly (string | null)[]): Buffer {
	const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';
	const listed = sheets.map((_, index) => `<sheet name="S${index + 1}" r:id="r${index}"/>`);
	const relations = sheets.map(
		(data, index) =>
			`<Relationship Id="r${index}" Target="worksheets/s${index}.xml" Type="${type}${data === null ? 'chartsheet' : 'worksheet'}"/>`
	);
	const files = new Map([
		['xl/workbook.xml', `<workbook><sheets>${listed.join('')}</sheets></workbook>`],
		['xl/_rels/workbook.xml.rels', `<Relationships>${relations.join('')}</Relationships>`]
	]);
	for (const [index, data] of sheets.entries()) {
		if (data === null) continue;
		const text = `<worksheet><sheetData>${data}</sheetData></worksheet>`;
		files.set(`xl/worksheets/s${index}.xml`, text);
	}
	const contents = [...files].map(([name, text]) => [name, Buffer.from(text)] as const);
	return Buffer.concat([...storedZip(new Map(contents))]);
}

const row = (number: number, text: string): string =>
	`<row r="${number}"><c r="B${number}" t="str"><v>${text}</v></c></row>`;

describe('sheets of a workbook', () => {
	it('come with their names, in their order, also empty ones', async () => {
		const file = await writeXlsxFile([
			{ sheet: 'Câu hỏi', data: [['Câu 1'], [], ['Câu 2', 2]] },
			{ sheet: 'Trống', data: [] },
			{
				sheet: 'Chủ đề',
				data: [[true, new Date('2026-11-21T00:00:00Z')]],
				dateFormat: 'dd/mm/yyyy'
			}
		]).toBuffer();
		const questions = [
			{ number: 1, cells: ['Câu 1', ''] },
			{ number: 3, cells: ['Câu 2', '2'] }
		];
		expect(await readSheets(file, limits)).toEqual([
			{ name: 'Câu hỏi', rows: questions },
			{ name: 'Trống', rows: [] },
			{ name: 'Chủ đề', rows: [{ number: 1, cells: ['TRUE', '21/11/2026'] }] }
		]);
		expect(await readFirstSheet(file, limits)).toEqual(questions);
	});

	it('do not include charts', async () => {
		const bytes = workbook([null, row(2, 'a')]);
		expect(await readSheets(bytes, limits)).toEqual([
			{ name: 'S2', rows: [{ number: 2, cells: ['', 'a'] }] }
		]);
	});

	it('have at most as many rows together as a file may have', async () => {
		expect(await readSheets(workbook([row(50, 'a'), row(50, 'b')]), limits)).toHaveLength(2);
		const bytes = workbook([row(50, 'a'), row(51, 'b')]);
		await expect(readSheets(bytes, limits)).rejects.toMatchObject({
			issues: [{ code: 'FILE_TOO_MANY_ROWS', params: { limit: 100 } }]
		});
		expect(await readFirstSheet(bytes, limits)).toHaveLength(1);
	});

	it('are refused when their empty rows alone would fill the memory', async () => {
		const sheet = `${row(1, 'a')}<row r="1048576"/>`;
		expect(await readSheets(workbook([sheet, sheet]), limits)).toHaveLength(2);
		await expect(readSheets(workbook([sheet, sheet, sheet]), limits)).rejects.toMatchObject({
			issues: [{ code: 'FILE_TOO_MANY_ROWS' }]
		});
	});
});
