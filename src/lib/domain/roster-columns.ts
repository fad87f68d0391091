import { foldVietnamese, normalizeText } from './text.ts';

/** Columns a roster may have, in the order of the template. */
export const rosterFields = [
	'unitCode',
	'unitName',
	'parentCode',
	'block',
	'headcount',
	'staffCode',
	'fullName',
	'position',
	'email',
	'phone'
] as const;
export type RosterField = (typeof rosterFields)[number];

/** Languages the headings of a roster are written in. */
export type RosterLanguage = 'vi' | 'en';

/** Headings as the template writes them and as a missing column is named. */
export const rosterHeadings: Readonly<
	Record<RosterLanguage, Readonly<Record<RosterField, string>>>
> = {
	vi: {
		unitCode: 'Mã đơn vị',
		unitName: 'Tên đơn vị',
		parentCode: 'Mã đơn vị cấp trên',
		block: 'Khối',
		headcount: 'Biên chế',
		staffCode: 'Mã cán bộ',
		fullName: 'Họ và tên',
		position: 'Chức vụ',
		email: 'Email',
		phone: 'Số điện thoại'
	},
	en: {
		unitCode: 'Unit code',
		unitName: 'Unit name',
		parentCode: 'Parent unit code',
		block: 'Block',
		headcount: 'Headcount',
		staffCode: 'Staff code',
		fullName: 'Full name',
		position: 'Position',
		email: 'E-mail',
		phone: 'Phone'
	}
};

/** Headings agencies write, as `headingKey` sees them; those above are added below. */
const aliases: Readonly<Record<RosterField, readonly string[]>> = {
	unitCode: ['madv', 'madinhdanhdonvi'],
	unitName: ['donvi', 'tendv', 'tencoquandonvi', 'unit'],
	parentCode: [
		'madonvicha',
		'madonvicaptrentructiep',
		'madonviquanly',
		'madvcaptren',
		'madvcha',
		'parentcode',
		'parentunit',
		'parent'
	],
	block: ['khoithidua', 'tenkhoi', 'khoidonvi'],
	headcount: ['songuoi', 'tongbienche', 'sobienche', 'tongsonguoi', 'siso'],
	staffCode: [
		'manhanvien',
		'macbccvc',
		'macbcc',
		'macb',
		'manv',
		'macanbocongchucvienchuc',
		'employeecode',
		'employeeid',
		'staffid'
	],
	fullName: ['hoten', 'hotencanbo', 'name'],
	position: ['chucdanh', 'chucvuchucdanh', 'jobtitle', 'title'],
	email: ['thudientu', 'diachiemail', 'diachithudientu', 'emailaddress'],
	phone: ['dienthoai', 'sodt', 'sdt', 'dtdd', 'didong', 'dienthoaididong', 'phonenumber', 'mobile']
};

/** Field of each heading key and, where the heading belongs to one language, that language. */
const fieldOfHeading = new Map<string, { field: RosterField; language: RosterLanguage | null }>();
for (const field of rosterFields) {
	for (const alias of aliases[field]) fieldOfHeading.set(alias, { field, language: null });
	for (const language of ['en', 'vi'] as const) {
		const key = headingKey(rosterHeadings[language][field]);
		fieldOfHeading.set(key, { field, language: field === 'email' ? null : language });
	}
}

/** How many rows may stand above the headings: title, agency, date. */
const headerSearchRows = 10;
/** Headings are short; a longer cell is a sentence and need not be folded to know that. */
const headingLimit = 120;

/** Where the columns of a roster are. */
export interface RosterHeader {
	/** Index of the heading row among the rows of the sheet. */
	readonly rowIndex: number;
	readonly language: RosterLanguage;
	/** Position and heading of each column found. */
	readonly columns: ReadonlyMap<RosterField, { readonly index: number; readonly heading: string }>;
	/** Headings whose field an earlier column already has. */
	readonly duplicates: readonly string[];
}

/** A heading without case, marks, spaces, signs and remarks in brackets: "Họ và tên (*)" → "hovaten". */
function headingKey(heading: string): string {
	return foldVietnamese(heading)
		.replace(/\([^)]*\)/g, '')
		.replace(/[^a-z0-9]/g, '');
}

/** The row among the first ten that names most columns; null when none names any. */
export function findRosterHeader(
	rows: readonly { readonly cells: readonly string[] }[]
): RosterHeader | null {
	let best: RosterHeader | null = null;
	for (const [rowIndex, row] of rows.slice(0, headerSearchRows).entries()) {
		const header = readHeader(row.cells, rowIndex);
		if (header.columns.size > (best?.columns.size ?? 0)) best = header;
	}
	return best;
}

function readHeader(cells: readonly string[], rowIndex: number): RosterHeader {
	const columns = new Map<RosterField, { index: number; heading: string }>();
	const duplicates: string[] = [];
	let english = 0;
	let vietnamese = 0;
	for (const [index, cell] of cells.entries()) {
		if (cell.length === 0 || cell.length > headingLimit) continue;
		const found = fieldOfHeading.get(headingKey(cell));
		if (!found) continue;
		const heading = normalizeText(cell);
		if (columns.has(found.field)) duplicates.push(heading);
		else columns.set(found.field, { index, heading });
		if (found.language === 'en') english++;
		if (found.language === 'vi') vietnamese++;
	}
	return { rowIndex, language: english > vietnamese ? 'en' : 'vi', columns, duplicates };
}

/**
 * Columns a roster cannot do without: the unit code; staff code and full name when people are
 * listed; the unit name when only units are.
 */
export function missingRosterColumns(header: RosterHeader | null): RosterField[] {
	if (!header) return ['unitCode', 'unitName', 'staffCode', 'fullName'];
	const personFields = ['staffCode', 'fullName', 'position', 'email', 'phone'] as const;
	const listsPeople = personFields.some((field) => header.columns.has(field));
	const needed: RosterField[] = listsPeople
		? ['unitCode', 'staffCode', 'fullName']
		: ['unitCode', 'unitName'];
	return needed.filter((field) => !header.columns.has(field));
}
