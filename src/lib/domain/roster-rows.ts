import type { FileIssue } from './errors.ts';
import { rosterFields, type RosterField, type RosterHeader } from './roster-columns.ts';
import { quoted, type IssueLog } from './issue-log.ts';
import type { RosterPerson } from './roster-types.ts';
import type { UnitBook } from './roster-units.ts';
import {
	isSpreadsheetError,
	isUnitCode,
	parseEmail,
	parseHeadcount,
	parsePhone,
	rosterLimits
} from './roster-values.ts';
import type { SheetRow } from './sheet.ts';
import { normalizeText } from './text.ts';

/** Cells of a row by field: '' where empty, null where the cell was refused and reported. */
type RowValues = Record<RosterField, string | null>;

/** Reports a problem of the row being read; `value` is what the person wrote. */
type Report = (
	field: RosterField,
	code: FileIssue['code'],
	params?: Readonly<Record<string, string | number>>
) => void;

const personFields = ['staffCode', 'fullName', 'position', 'email', 'phone'] as const;

/**
 * Reader of the rows below the headings. It tells the book what a row says of its unit, reports what
 * is wrong with the cells, and returns the person of the row when one is there and all is well.
 */
export function rosterRowReader(
	header: RosterHeader,
	heading: (field: RosterField) => string,
	book: UnitBook,
	log: IssueLog
): (row: SheetRow) => RosterPerson | null {
	const rowOfStaffCode = new Map<string, number>();

	return function readRow({ number: row, cells }) {
		const report: Report = (field, code, params) =>
			log.add({ row, column: heading(field), code, ...(params ? { params } : {}) });
		const values = readValues(cells, header, report);
		if (!values) return null;
		const listsPerson = personFields.some((field) => values[field] !== '');
		const unitCode = readUnit(values, row, listsPerson, book, log, report);
		if (!listsPerson) return null;

		if (unitCode !== null) book.refer(unitCode, row);
		const { staffCode, fullName } = values;
		if (staffCode === '') report('staffCode', 'VALUE_MISSING');
		if (fullName === '') report('fullName', 'VALUE_MISSING');
		const email = values.email ? parseEmail(values.email) : null;
		if (values.email && email === null) {
			report('email', 'EMAIL_INVALID', { value: quoted(values.email) });
		}
		const phone = values.phone ? parsePhone(values.phone) : null;
		if (values.phone && phone === null) {
			report('phone', 'PHONE_INVALID', { value: quoted(values.phone) });
		}
		if (!staffCode) return null;
		// Codes serve as user names, where case is not told apart.
		const firstRow = rowOfStaffCode.get(staffCode.toUpperCase());
		if (firstRow !== undefined) {
			report('staffCode', 'STAFF_CODE_DUPLICATE', { code: staffCode, firstRow });
			return null;
		}
		rowOfStaffCode.set(staffCode.toUpperCase(), row);
		const refused =
			values.position === null ||
			(email === null && values.email !== '') ||
			(phone === null && values.phone !== '');
		if (!fullName || unitCode === null || refused) return null;
		return { staffCode, fullName, position: values.position || null, email, phone, unitCode, row };
	};
}

/** Texts of a row's known columns; null for a row that has none. */
function readValues(
	cells: readonly string[],
	header: RosterHeader,
	report: Report
): RowValues | null {
	const values = {} as RowValues;
	let blank = true;
	for (const field of rosterFields) {
		const column = header.columns.get(field);
		const cell = column ? (cells[column.index] ?? '') : '';
		const limit = rosterLimits[field];
		// Far too long a cell is not worth normalizing.
		const text = cell.length > 4 * limit + 100 ? cell : normalizeText(cell);
		values[field] = text;
		if (text === '') continue;
		blank = false;
		if (text.length > limit) {
			report(field, 'VALUE_TOO_LONG', { limit });
			values[field] = null;
		} else if (isSpreadsheetError(text)) {
			report(field, 'VALUE_INVALID', { value: text });
			values[field] = null;
		}
	}
	return blank ? null : values;
}

/** Tells the book what the row says of its unit; returns the unit's code, null if it has none. */
function readUnit(
	values: RowValues,
	row: number,
	listsPerson: boolean,
	book: UnitBook,
	log: IssueLog,
	report: Report
): string | null {
	if (values.unitCode === '') report('unitCode', 'VALUE_MISSING');
	const code = values.unitCode && isUnitCode(values.unitCode) ? values.unitCode : null;
	if (values.unitCode && code === null) {
		report('unitCode', 'UNIT_CODE_INVALID', { value: values.unitCode });
	}
	const parentCode = values.parentCode && isUnitCode(values.parentCode) ? values.parentCode : null;
	if (values.parentCode && parentCode === null) {
		report('parentCode', 'UNIT_CODE_INVALID', { value: values.parentCode });
	}
	const headcount = values.headcount ? parseHeadcount(values.headcount) : null;
	if (values.headcount && headcount === null) {
		report('headcount', 'HEADCOUNT_INVALID', { value: values.headcount });
	}
	if (code === null) return null;

	const name = values.unitName || null;
	const block = values.block || null;
	const flawed =
		values.unitName === null ||
		values.block === null ||
		(parentCode === null && values.parentCode !== '') ||
		(headcount === null && values.headcount !== '');
	const speaksOfUnit =
		flawed || name !== null || parentCode !== null || block !== null || headcount !== null;
	if (speaksOfUnit || !listsPerson) {
		book.state({ row, code, name, parentCode, block, headcount, flawed }, log);
	}
	return code;
}
