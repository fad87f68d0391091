/** A row of a file; `number` is its 1-based row as the person sees it. */
export interface SheetRow {
	readonly number: number;
	readonly cells: readonly string[];
}

/** A file as a table of texts; blank rows are left out. */
export interface SheetRows {
	readonly rows: readonly SheetRow[];
}

/** A sheet of a workbook. */
export interface Sheet extends SheetRows {
	readonly name: string;
}
