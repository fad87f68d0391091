/**
 * A Vietnamese number in groups, "0912 345 678". Spreadsheets take it for text and so keep the zero
 * in front. What is not such a number stays as it is.
 */
export function formatPhone(phone: string): string {
	return phone.replace(/^(0\d{3})(\d{3})(\d{3,4})$/, '$1 $2 $3');
}
