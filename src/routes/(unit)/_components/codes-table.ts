import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { IssuedCode } from '#lib/server/accounts/activation.service.ts';
import { formatDate } from '#lib/ui/format.ts';
import { formatPhone } from './phone.ts';

/** Issued codes as rows of a file for mail merge; `address` is where they are used. */
export function codesTable(
	codes: readonly IssuedCode[],
	address: string
): (string | number | null)[][] {
	const locale = getLocale();
	return [
		[
			m.unit_column(),
			m.unit_person(),
			m.unit_staff_code(),
			m.unit_position(),
			m.unit_slip_code(),
			m.unit_slip_until(),
			m.unit_slip_open(),
			m.unit_email(),
			m.unit_phone()
		],
		...codes.map((person) => [
			person.unitName,
			person.fullName,
			person.staffCode,
			person.position,
			person.code,
			formatDate(person.expiresAt, locale),
			address,
			person.email,
			person.phone && formatPhone(person.phone)
		])
	];
}
