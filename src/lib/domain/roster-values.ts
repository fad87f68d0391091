import { z } from 'zod';
import type { RosterField } from './roster-columns.ts';

/** Longest text of each column, in characters. */
export const rosterLimits: Readonly<Record<RosterField, number>> = {
	unitCode: 40,
	unitName: 250,
	parentCode: 40,
	block: 100,
	headcount: 40,
	staffCode: 50,
	fullName: 120,
	position: 200,
	email: 254,
	phone: 40
};

const unitCodePattern = /^[A-Za-z0-9._-]{1,40}$/;
const headcountPattern = /^\d{1,7}$/;
const spreadsheetErrorPattern = /^#(N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/;
/** Mobile numbers have ten digits, landlines (02…) eleven. */
const phonePattern = /^0(?:[35789]\d{8}|2\d{9})$/;
const emailSchema = z.email();

/** True for letters without marks, digits, `.`, `-` and `_`, at most 40. */
export function isUnitCode(text: string): boolean {
	return unitCodePattern.test(text);
}

/** True for what a spreadsheet shows in place of a value it could not compute. */
export function isSpreadsheetError(text: string): boolean {
	return spreadsheetErrorPattern.test(text);
}

/** Whole number of people, or null when the text is not one. */
export function parseHeadcount(text: string): number | null {
	return headcountPattern.test(text) ? Number(text) : null;
}

/** Address in lower case, or null when it is not one. */
export function parseEmail(text: string): string | null {
	const email = text.toLowerCase();
	return emailSchema.safeParse(email).success ? email : null;
}

/**
 * Vietnamese number as 0xxxxxxxxx, or null when it is not one. +84, 0084 and 84 become 0; a leading
 * zero that a spreadsheet dropped by taking the number for a quantity is put back.
 */
export function parsePhone(text: string): string | null {
	const digits = text
		.replace(/[\s.()-]/g, '')
		.replace(/^(?:\+|00)84(?:0(?=\d{9}))?/, '0')
		.replace(/^84(?=(?:[35789]\d{8}|2\d{9})$)/, '0');
	const repaired = /^(?:[35789]\d{8}|2\d{9})$/.test(digits) ? `0${digits}` : digits;
	return phonePattern.test(repaired) ? repaired : null;
}
