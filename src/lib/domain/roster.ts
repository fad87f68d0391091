import type { FileIssue } from './errors.ts';
import {
	findRosterHeader,
	missingRosterColumns,
	rosterHeadings,
	type RosterField,
	type RosterHeader
} from './roster-columns.ts';
import { issueLog, mergeIssues, type IssueLog } from './issue-log.ts';
import { rosterRowReader } from './roster-rows.ts';
import type { ExistingUnit, ParsedRoster, RosterPerson } from './roster-types.ts';
import { unitBook } from './roster-units.ts';
import type { SheetRow, SheetRows } from './sheet.ts';

export type { ExistingUnit, ParsedRoster, RosterPerson, RosterUnit } from './roster-types.ts';

const emptyFile: FileIssue = { row: null, column: null, code: 'FILE_EMPTY' };

/**
 * Reads units and people from a table. Units may be defined in any order, together with people or
 * alone, and may refer to `existingUnits`. Every problem is named with its row and column.
 */
export function parseRoster(
	sheet: SheetRows,
	options: { readonly existingUnits?: readonly ExistingUnit[] } = {}
): ParsedRoster {
	const existingUnits = options.existingUnits ?? [];
	const log = issueLog();
	if (sheet.rows.length === 0) return refused(log, [emptyFile]);
	const header = findRosterHeader(sheet.rows);
	const missing = missingRosterColumns(header);
	const headings = rosterHeadings[header?.language ?? 'vi'];
	const headingRow = header ? (sheet.rows[header.rowIndex]?.number ?? null) : null;
	for (const column of header?.duplicates ?? []) {
		log.add({ row: headingRow, column, code: 'COLUMN_DUPLICATE' });
	}
	if (!header || missing.length > 0) {
		const code = 'COLUMN_MISSING';
		return refused(
			log,
			missing.map((field) => ({ row: headingRow, column: headings[field], code }))
		);
	}
	const heading = (field: RosterField) => header.columns.get(field)?.heading ?? headings[field];
	const book = unitBook(existingUnits, heading);
	const readRow = rosterRowReader(header, heading, book, log);
	const listed: RosterPerson[] = [];
	for (const row of dataRows(sheet, header)) {
		const person = readRow(row);
		if (person) listed.push(person);
	}
	const unknownLog = issueLog();
	book.reportUnknown(unknownLog);
	const unitLog = issueLog();
	const units = book.resolve(unitLog);
	const known = new Set([...existingUnits, ...units].map((unit) => unit.code));
	const people: RosterPerson[] = [];
	for (const person of listed) {
		const unitCode = book.find(person.unitCode);
		if (unitCode !== null && known.has(unitCode)) people.push({ ...person, unitCode });
	}
	const { issues, count } = mergeIssues([log, unknownLog, unitLog]);
	if (count === 0 && units.length === 0 && people.length === 0) return refused(log, [emptyFile]);
	return { units, people, issues, issueCount: count };
}

function refused(log: IssueLog, issues: readonly FileIssue[]): ParsedRoster {
	for (const issue of issues) log.add(issue);
	return { units: [], people: [], issues: [...log.issues], issueCount: log.count };
}

/** Rows below the headings, without the row "(1) (2) (3) …" that official tables put there. */
function dataRows(sheet: SheetRows, header: RosterHeader): readonly SheetRow[] {
	const rows = sheet.rows.slice(header.rowIndex + 1);
	const numbers = (rows[0]?.cells ?? [])
		.filter((cell) => cell.trim() !== '')
		.map((cell) => /^\((\d+)\)$|^(\d+)$/.exec(cell.trim())?.slice(1).join(''));
	const counts =
		numbers.length >= 3 &&
		numbers.every((text, index) => Number(text) === index + Number(numbers[0]));
	return counts ? rows.slice(1) : rows;
}
