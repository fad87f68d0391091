/** How large an uploaded file may be. */
export interface FileLimits {
	/** Of the file as uploaded. */
	readonly bytes: number;
	/** Of everything a zip archive holds (XLSX, DOCX …), after unpacking. */
	readonly unpackedBytes: number;
	/** Rows of a table; of a workbook, of all its sheets together. */
	readonly rows: number;
	readonly columns: number;
}
