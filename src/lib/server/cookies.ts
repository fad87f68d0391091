/** Value of a cookie in a Cookie header, or undefined. */
export function readCookie(header: string | undefined, name: string): string | undefined {
	if (!header) return undefined;
	for (let start = 0; start < header.length;) {
		let end = header.indexOf(';', start);
		if (end < 0) end = header.length;
		const equals = header.indexOf('=', start);
		if (equals >= 0 && equals < end && header.slice(start, equals).trim() === name) {
			return header.slice(equals + 1, end).trim();
		}
		start = end + 1;
	}
	return undefined;
}
