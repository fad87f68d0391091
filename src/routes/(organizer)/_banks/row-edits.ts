/** A change of a list of rows, as a button names it: "add", "remove:2", "up:3", "down:0". */
export type RowEdit = 'add' | `${'remove' | 'up' | 'down'}:${number}`;

/** The rows after the change; what cannot be done changes nothing. */
export function editRows<Row>(
	rows: readonly Row[],
	edit: string,
	{ blank, most }: { blank: Row; most: number }
): Row[] {
	const [, action = '', digits = ''] = /^(add|remove|up|down)(?::(\d{1,3}))?$/.exec(edit) ?? [];
	if (action === 'add') return rows.length < most ? [...rows, blank] : [...rows];
	const at = Number(digits);
	const row = rows[at];
	if (digits === '' || row === undefined) return [...rows];
	if (action === 'remove') return rows.toSpliced(at, 1);
	const to = action === 'up' ? at - 1 : at + 1;
	const other = rows[to];
	return other === undefined ? [...rows] : rows.with(at, other).with(to, row);
}
