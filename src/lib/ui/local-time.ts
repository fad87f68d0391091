import { vietnamParts, type Instant } from './format.ts';

/**
 * Between an instant and the text of a native datetime-local field, on the wall clock of Vietnam.
 * Vietnam has kept UTC+7 without daylight saving since 1975.
 */
export function toLocalInput(instant: Instant | null | undefined): string {
	const parts = vietnamParts(instant);
	if (!parts) return '';
	return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** "2026-11-21T14:05" or "2026-11-21" (midnight) → the instant; anything else → null. */
export function fromLocalInput(text: string | null | undefined): Date | null {
	const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?)?$/.exec(text ?? '');
	if (!match) return null;
	const date = new Date(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? ':00'}+07:00`);
	if (Number.isNaN(date.getTime())) return null;
	// The engine may carry 31 February over into March; such a text names no instant.
	return toLocalInput(date).startsWith(match[1] ?? '') ? date : null;
}
