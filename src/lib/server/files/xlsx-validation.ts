import { columnLetters } from '#lib/domain/question-table/reading.ts';
import type writeXlsxFile from 'write-excel-file/node';
import {
	getOrderOfSiblings,
	getSelfClosingTagMarkup,
	insertElementMarkupAccordingToOrderOfSiblings,
	sanitizeTextContent
} from 'write-excel-file/utility';

/** What adds to a workbook as it is written; the library does not name the type for Node. */
type XlsxFeature = NonNullable<
	NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']
>[number];

/** What may be typed into a column of a sheet; rows and columns from 1. */
export interface ColumnChoice {
	readonly column: number;
	readonly fromRow: number;
	readonly toRow: number;
	/** Offered in a list; together at most 255 characters, none with a comma or a quotation mark. */
	readonly choices: readonly string[];
	/** Whether other values are refused; else the list only helps. */
	readonly strict: boolean;
	/** Shown when another value is typed. */
	readonly message: string;
}

/** Longest list that a spreadsheet takes (ECMA-376 part 1, 18.3.1.33; Excel refuses the file beyond). */
const longestList = 255;

/** Adds lists to choose from to the sheet of this name. */
export function columnChoices(sheet: string, choices: readonly ColumnChoice[]): XlsxFeature {
	const rules = choices.map(validationMarkup).join('');
	const markup = `<dataValidations count="${choices.length}">${rules}</dataValidations>`;
	return {
		files: {
			transform: {
				'xl/worksheets/sheet{id}.xml': {
					transform: (xml, options) =>
						options.sheet === sheet && choices.length > 0
							? insertElementMarkupAccordingToOrderOfSiblings(
									xml,
									markup,
									getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [],
									'worksheet'
								)
							: xml
				}
			}
		}
	};
}

function validationMarkup(choice: ColumnChoice): string {
	const list = choice.choices.join(',');
	if (list.length > longestList || choice.choices.some((each) => /[",]/.test(each))) {
		throw new RangeError('a list for a spreadsheet is too long or has commas in its entries');
	}
	const letters = columnLetters(choice.column - 1);
	const opening = getSelfClosingTagMarkup('dataValidation', {
		type: 'list',
		errorStyle: choice.strict ? 'stop' : 'warning',
		allowBlank: 1,
		showInputMessage: 1,
		showErrorMessage: 1,
		error: choice.message,
		sqref: `${letters}${choice.fromRow}:${letters}${choice.toRow}`
	}).replace(/\/>$/, '>');
	return `${opening}<formula1>${sanitizeTextContent(`"${list}"`)}</formula1></dataValidation>`;
}
