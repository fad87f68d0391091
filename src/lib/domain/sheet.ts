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

/** Why the text of a cell may not be what the person means. */
export type CellNote =
	/** An error of a formula: #N/A, #REF! … */
	| 'error'
	/** A formula of which the file holds no result. */
	| 'formula'
	/** A date without day or year ("1-Thg2"): the spreadsheet made it of what was typed ("1/2"). */
	| 'date';

/** A row with what the texts of its cells do not say. Positions are those of `cells`. */
export interface NotedRow extends SheetRow {
	/** Texts in our markup, of cells with words in bold or italics. */
	readonly markup?: ReadonlyMap<number, string>;
	/** Cells that stand out as a whole: bold, underlined or coloured. */
	readonly strong?: ReadonlySet<number>;
	readonly notes?: ReadonlyMap<number, CellNote>;
	/** Texts of merged cells that reach down into this row. */
	readonly covered?: ReadonlyMap<number, string>;
}
