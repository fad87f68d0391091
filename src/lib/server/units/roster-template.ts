import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import {
	rosterFields,
	rosterHeadings,
	type RosterField,
	type RosterLanguage
} from '#lib/domain/roster-columns.ts';

type Example = Readonly<Record<RosterField, string>>;

/** A unit alone, and a person who brings a unit along; together they can be imported as they are. */
const examples: Readonly<Record<RosterLanguage, readonly Example[]>> = {
	vi: [
		{
			unitCode: 'SNV',
			unitName: 'Sở Nội vụ',
			parentCode: '',
			block: 'Sở, ban, ngành',
			headcount: '45',
			staffCode: '',
			fullName: '',
			position: '',
			email: '',
			phone: ''
		},
		{
			unitCode: 'SNV.VP',
			unitName: 'Văn phòng Sở',
			parentCode: 'SNV',
			block: 'Sở, ban, ngành',
			headcount: '',
			staffCode: 'CB0001',
			fullName: 'Nguyễn Thị Hoa',
			position: 'Chuyên viên',
			email: 'hoa.nguyen@songhuong.example',
			phone: '0300000001'
		}
	],
	en: [
		{
			unitCode: 'SNV',
			unitName: 'Department of Home Affairs',
			parentCode: '',
			block: 'Departments',
			headcount: '45',
			staffCode: '',
			fullName: '',
			position: '',
			email: '',
			phone: ''
		},
		{
			unitCode: 'SNV.VP',
			unitName: 'Department Office',
			parentCode: 'SNV',
			block: 'Departments',
			headcount: '',
			staffCode: 'CB0001',
			fullName: 'Nguyễn Thị Hoa',
			position: 'Official',
			email: 'hoa.nguyen@songhuong.example',
			phone: '0300000001'
		}
	]
};

const sheetNames: Readonly<Record<RosterLanguage, string>> = { vi: 'Danh sách', en: 'Roster' };

const columnWidths: Readonly<Record<RosterField, number>> = {
	unitCode: 16,
	unitName: 36,
	parentCode: 20,
	block: 20,
	headcount: 12,
	staffCode: 16,
	fullName: 28,
	position: 24,
	email: 34,
	phone: 18
};

/** Rows that carry the text format, so that codes and phone numbers typed there keep their zeros. */
const preparedRows = 500;

/** An XLSX to fill in: the headings and two example rows in the language. */
export async function rosterTemplate(locale: RosterLanguage): Promise<Uint8Array> {
	const heading = rosterFields.map((field): Cell => ({
		value: rosterHeadings[locale][field],
		fontWeight: 'bold',
		backgroundColor: '#F3E4E4',
		alignVertical: 'center',
		height: 26
	}));
	const filled = examples[locale].map((example) =>
		rosterFields.map((field) => textCell(example[field]))
	);
	const prepared = Array.from({ length: preparedRows }, () => rosterFields.map(() => textCell('')));
	const file = writeXlsxFile(
		[heading, ...filled, ...prepared],
		{
			sheet: sheetNames[locale],
			columns: rosterFields.map((field) => ({ width: columnWidths[field] })),
			stickyRowsCount: 1
		},
		{ fontFamily: 'Times New Roman', fontSize: 13 }
	);
	return await file.toBuffer();
}

function textCell(value: string): Cell {
	return { value, type: String, format: '@' };
}
