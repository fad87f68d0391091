import { readdirSync, readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#lib/domain/errors.ts';
import { parseRoster, type ExistingUnit } from '#lib/domain/roster.ts';
import { readRosterFile } from '#lib/server/units/roster-file.ts';
import { rosterTemplate } from '#lib/server/units/roster-template.ts';
import { storedZip } from '#lib/server/files/stored-zip.ts';

const folder = new URL('../fixtures/roster/', import.meta.url);
const inputs = readdirSync(folder).filter((name) => !name.endsWith('.expected.json'));
const existingUnits: ExistingUnit[] = [{ code: 'CO-SAN', name: 'Đơn vị có sẵn', parentCode: null }];

/** What a file gives: the roster, or the refusal as the person meets it. */
async function outcome(fileName: string, bytes: Uint8Array): Promise<unknown> {
	try {
		return parseRoster(await readRosterFile(fileName, bytes), { existingUnits });
	} catch (error) {
		if (!isAppError(error)) throw error;
		return { refused: error.code, issues: error.issues };
	}
}

describe('golden rosters', () => {
	it.each(inputs)('%s', async (name) => {
		const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'));
		expect(await outcome(name, readFileSync(new URL(name, folder)))).toEqual(expected);
	});

	it('tells the kind of file by its content', async () => {
		const bytes = readFileSync(new URL('excel.xlsx', folder));
		expect(await outcome('danh-sach.csv', bytes)).toEqual(await outcome('excel.xlsx', bytes));
	});

	it('gives cells as the person sees them', async () => {
		const sheet = await readRosterFile('a', readFileSync(new URL('excel.xlsx', folder)));
		const cells = sheet.rows.find((row) => row.number === 7)?.cells ?? [];
		expect(cells[0]).toBe('2');
		expect(cells[6]).toBe('000123');
		expect(cells.slice(10)).toEqual(['912345678', '09/02/1980']);
	});
});

describe('template', () => {
	it.each(['vi', 'en'] as const)('in %s can be imported as it is', async (locale) => {
		const roster = parseRoster(await readRosterFile('mau.xlsx', await rosterTemplate(locale)));
		expect(roster).toMatchObject({ issues: [], issueCount: 0 });
		expect(roster.units).toHaveLength(2);
		expect(roster.people).toMatchObject([{ unitCode: 'SNV.VP', phone: '0300000001' }]);
	});
});

describe('CSV', () => {
	const cell = fc
		.stringMatching(/^[\p{L}\p{N} ,;"'=+@\n.-]*$/u)
		.filter((text) => text.trim() !== '');
	const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 6 }), { minLength: 1 });

	it('gives back the cells in every encoding and with every delimiter', async () => {
		const delimiter = fc.constantFrom(',', ';', '\t');
		const encoding = fc.constantFrom('utf8', 'utf8-bom', 'utf16le');
		await fc.assert(
			fc.asyncProperty(table, delimiter, encoding, async (rows, separator, charset) => {
				// The line of headings is what tells the delimiter.
				const headed = [Array.from({ length: 8 }, (_, index) => `Cột ${index}`), ...rows];
				const text = stringify(headed, { delimiter: separator, quoted: true });
				const bytes =
					charset === 'utf16le'
						? Buffer.from(`\ufeff${text}`, 'utf16le')
						: Buffer.from(charset === 'utf8' ? text : `\ufeff${text}`);
				const sheet = await readRosterFile('a.csv', bytes);
				expect(sheet.rows.map((row) => row.cells)).toEqual(headed);
			})
		);
	});

	it('refuses too many rows, columns and bytes', async () => {
		expect(await outcome('a.csv', Buffer.from('a,b\n'.repeat(200_001)))).toMatchObject({
			refused: 'FILE_TOO_LARGE',
			issues: [{ row: 200_001, code: 'FILE_TOO_MANY_ROWS' }]
		});
		expect(await outcome('a.csv', Buffer.from('a,'.repeat(51)))).toMatchObject({
			refused: 'FILE_TOO_LARGE',
			issues: [{ row: 1, code: 'FILE_TOO_MANY_COLUMNS' }]
		});
		expect(await outcome('a.csv', Buffer.alloc(20 * 2 ** 20 + 1, 'a'))).toMatchObject({
			refused: 'FILE_TOO_LARGE',
			issues: [{ code: 'FILE_TOO_BIG' }]
		});
	});

	it('refuses or reads any bytes, and never fails otherwise', async () => {
		const start = fc.constantFrom('', 'PK\u0003\u0004', '\u00d0\u00cf\u0011\u00e0', '\u00ff\u00fe');
		await fc.assert(
			fc.asyncProperty(start, fc.uint8Array({ maxLength: 200 }), async (magic, rest) => {
				await outcome('a.xlsx', Buffer.concat([Buffer.from(magic, 'latin1'), rest]));
			})
		);
	});
});

describe('XLSX made to exhaust the server', () => {
	const relations =
		'<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>';

	function workbook(sheetData: string): Buffer {
		const parts = {
			'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
			'xl/_rels/workbook.xml.rels': relations,
			'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`
		};
		const files = Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)] as const);
		return Buffer.concat([...storedZip(new Map(files))]);
	}

	it('reads an ordinary one', async () => {
		const bytes = workbook('<row><c r="A1" t="str"><v>Mã đơn vị</v></c></row>');
		expect(await readRosterFile('a.xlsx', bytes)).toEqual({
			rows: [{ number: 1, cells: ['Mã đơn vị'] }]
		});
	});

	it.each([
		['a row far away', '<row r="999999999"><c r="A1"><v>1</v></c></row>', 'FILE_UNREADABLE'],
		['hidden behind a sign', '<row x=">" r="999999999"></row>', 'FILE_UNREADABLE'],
		['hidden behind a prefix', '<x:row y:r="999999999"></x:row>', 'FILE_UNREADABLE'],
		['said twice', '<row r="1" r="999999999"></row>', 'FILE_UNREADABLE'],
		['written as an entity', '<row r="&#57;99999999"></row>', 'FILE_UNREADABLE'],
		['without quotes', '<row r=999999999></row>', 'FILE_UNREADABLE'],
		['a column far away', '<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>', 'FILE_UNREADABLE'],
		['too many columns', '<row r="1"><c r="AY1"><v>1</v></c></row>', 'FILE_TOO_MANY_COLUMNS'],
		['too many rows', '<row r="200001"><c r="A200001"><v>1</v></c></row>', 'FILE_TOO_MANY_ROWS'],
		['endless empty rows', '<row/>'.repeat(1_100_000), 'FILE_TOO_MANY_ROWS']
	])('refuses %s', async (_, sheetData, code) => {
		expect(await outcome('a.xlsx', workbook(sheetData))).toMatchObject({ issues: [{ code }] });
	});

	/** One compressed part whose size the directory gives as `claimed`. */
	function bomb(content: Buffer, claimed: number): Buffer {
		const name = Buffer.from('xl/workbook.xml');
		const packed = deflateRawSync(content);
		const fields = Buffer.alloc(26);
		fields.writeUInt16LE(20, 0);
		fields.writeUInt16LE(8, 4);
		fields.writeUInt32LE(crc32(content), 10);
		fields.writeUInt32LE(packed.length, 14);
		fields.writeUInt32LE(claimed, 18);
		fields.writeUInt16LE(name.length, 22);
		const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, name, packed]);
		const rest = Buffer.alloc(14);
		const entry = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, rest, name]);
		const end = Buffer.alloc(22);
		end.write('PK\u0005\u0006');
		end.writeUInt16LE(1, 10);
		end.writeUInt32LE(entry.length, 12);
		end.writeUInt32LE(local.length, 16);
		return Buffer.concat([local, entry, end]);
	}

	it('refuses a bomb before unpacking it', async () => {
		const bytes = bomb(Buffer.alloc(100), 201 * 2 ** 20);
		expect(await outcome('a.xlsx', bytes)).toMatchObject({
			refused: 'FILE_TOO_LARGE',
			issues: [{ code: 'FILE_TOO_BIG', params: { megabytes: 200 } }]
		});
	});

	it('stops unpacking a part that is longer than promised', async () => {
		const bytes = bomb(Buffer.alloc(50 * 2 ** 20), 1000);
		expect(await outcome('a.xlsx', bytes)).toMatchObject({
			refused: 'INVALID_FILE',
			issues: [{ code: 'FILE_UNREADABLE' }]
		});
	});
});
