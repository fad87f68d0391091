/**
 * Rows as lines with aligned columns. A cell is a text, set to the left, or a number, set to the
 * right; a line holds two spaces between columns and none at its end.
 */
export function table(rows: readonly (readonly (string | number)[])[]): string[] {
	const widths: number[] = [];
	for (const row of rows) {
		row.forEach((cell, column) => {
			widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
		});
	}
	return rows.map((row) =>
		row
			.map((cell, column) => {
				const space = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
				return typeof cell === 'number' ? `${space}${cell}` : `${cell}${space}`;
			})
			.join('  ')
			.trimEnd()
	);
}

/** Columns of a terminal: NFC keeps a Vietnamese letter with its marks one character. */
function widthOf(cell: string | number): number {
	return [...String(cell).normalize('NFC')].length;
}
