import type { RosterField } from './roster-columns.ts';
import { quoted, type IssueLog } from './issue-log.ts';
import { parentsFirst } from './roster-tree.ts';
import type { ExistingUnit, RosterUnit } from './roster-types.ts';

/** What one row says of a unit; null where it says nothing. */
export interface UnitStatement {
	readonly row: number;
	readonly code: string;
	readonly name: string | null;
	readonly parentCode: string | null;
	readonly block: string | null;
	readonly headcount: number | null;
	/** A cell was refused: the unit exists, but what is missing of it is already reported. */
	readonly flawed: boolean;
}

type StatedField = 'name' | 'parentCode' | 'block' | 'headcount';
const stated = [
	['name', 'unitName'],
	['parentCode', 'parentCode'],
	['block', 'block'],
	['headcount', 'headcount']
] as const satisfies readonly (readonly [StatedField, RosterField])[];

interface UnitDraft {
	readonly code: string;
	readonly row: number;
	flawed: boolean;
	readonly values: Map<StatedField, { readonly value: string | number; readonly row: number }>;
}

/** Units of a file and of the system, found by code without regard to case. */
export interface UnitBook {
	/** Adds what a row says; a value that differs from an earlier row is a conflict. */
	state(statement: UnitStatement, log: IssueLog): void;
	/** Notes that a person of a row belongs to the unit. */
	refer(code: string, row: number): void;
	/** The unit's code as the system or its first row writes it; null for an unknown unit. */
	find(code: string): string | null;
	/** Names the rows that refer to a unit nobody defines; to be asked after the last row. */
	reportUnknown(log: IssueLog): void;
	/** The units of the file, parents first; those with a problem and all below them are left out. */
	resolve(log: IssueLog): RosterUnit[];
}

/** An empty book over the units of the system; `heading` names a column as the file does. */
export function unitBook(
	existingUnits: readonly ExistingUnit[],
	heading: (field: RosterField) => string
): UnitBook {
	const existing = new Map(existingUnits.map((unit) => [keyOf(unit.code), unit]));
	const drafts = new Map<string, UnitDraft>();
	const references: { readonly code: string; readonly row: number }[] = [];

	const find = (code: string): string | null =>
		existing.get(keyOf(code))?.code ?? drafts.get(keyOf(code))?.code ?? null;

	/** Parent in the tree as it will be: what the file says, else what the system has. */
	function parentOf(key: string): string | null {
		const parentCode =
			(drafts.get(key)?.values.get('parentCode')?.value as string | undefined) ??
			existing.get(key)?.parentCode ??
			null;
		return parentCode === null ? null : keyOf(parentCode);
	}

	function state(statement: UnitStatement, log: IssueLog): void {
		const key = keyOf(statement.code);
		let draft = drafts.get(key);
		if (!draft) {
			const code = existing.get(key)?.code ?? statement.code;
			draft = { code, row: statement.row, flawed: false, values: new Map() };
			drafts.set(key, draft);
		}
		draft.flawed ||= statement.flawed;
		for (const [field, column] of stated) {
			const value = statement[field];
			if (value === null) continue;
			const first = draft.values.get(field);
			if (!first) {
				draft.values.set(field, { value, row: statement.row });
			} else if (!sameValue(field, first.value, value)) {
				log.add({
					row: statement.row,
					column: heading(column),
					code: 'UNIT_CONFLICT',
					params: {
						code: draft.code,
						value: quoted(String(value)),
						firstRow: first.row,
						firstValue: quoted(String(first.value))
					}
				});
				draft.flawed = true;
			}
		}
	}

	function refer(code: string, row: number): void {
		if (find(code) === null) references.push({ code, row });
	}

	function reportUnknown(log: IssueLog): void {
		for (const { code, row } of references) {
			if (find(code) !== null) continue;
			log.add({ row, column: heading('unitCode'), code: 'UNIT_UNKNOWN', params: { code } });
		}
	}

	/** Reports what is wrong with a unit by itself and returns it when nothing is. */
	function check(key: string, draft: UnitDraft, log: IssueLog): RosterUnit | null {
		const name = draft.values.get('name')?.value ?? existing.get(key)?.name;
		if (name === undefined && !draft.flawed) {
			log.add({
				row: draft.row,
				column: heading('unitName'),
				code: 'VALUE_MISSING',
				params: { code: draft.code }
			});
		}
		const parent = draft.values.get('parentCode');
		const parentCode = parent
			? find(String(parent.value))
			: (existing.get(key)?.parentCode ?? null);
		if (parent && parentCode === null) {
			log.add({
				row: parent.row,
				column: heading('parentCode'),
				code: 'UNIT_PARENT_UNKNOWN',
				params: { code: quoted(String(parent.value)) }
			});
			return null;
		}
		if (name === undefined || draft.flawed) return null;
		return {
			code: draft.code,
			name: String(name),
			parentCode,
			block: (draft.values.get('block')?.value as string | undefined) ?? null,
			headcount: (draft.values.get('headcount')?.value as number | undefined) ?? null,
			row: draft.row
		};
	}

	function resolve(log: IssueLog): RosterUnit[] {
		const result = new Map<string, RosterUnit>();
		const refused = new Set<string>();
		const checked = new Map([...drafts].map(([key, draft]) => [key, check(key, draft, log)]));
		const { order, cycles } = parentsFirst(drafts.keys(), parentOf);
		for (const cycle of cycles) reportCycle(cycle, log);
		for (const key of order) {
			const parent = parentOf(key);
			const unit = checked.get(key);
			if (unit === null || (parent !== null && refused.has(parent))) refused.add(key);
			else if (unit) result.set(key, unit);
		}
		return [...result.values()];
	}

	function reportCycle(cycle: readonly string[], log: IssueLog): void {
		const codes = cycle.map((key) => find(key) ?? key);
		const shown = codes.length > 6 ? [...codes.slice(0, 6), '…'] : codes;
		for (const key of cycle) {
			const draft = drafts.get(key);
			if (!draft) continue;
			log.add({
				row: draft.values.get('parentCode')?.row ?? draft.row,
				column: heading('parentCode'),
				code: 'UNIT_PARENT_CYCLE',
				params: { code: draft.code, cycle: [...shown, codes[0]].join(' → ') }
			});
		}
	}

	return { state, refer, find, reportUnknown, resolve };
}

function keyOf(code: string): string {
	return code.toUpperCase();
}

function sameValue(field: StatedField, first: string | number, second: string | number): boolean {
	if (field === 'parentCode') return keyOf(String(first)) === keyOf(String(second));
	return first === second;
}
