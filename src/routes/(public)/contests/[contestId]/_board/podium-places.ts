import { m } from '#lib/i18n/paraglide/messages.js';
import type { BoardPerson } from '#lib/realtime/events.ts';
import { formatDuration, formatScore, type Locale } from '#lib/ui/format.ts';

interface Place {
	readonly rank: 1 | 2 | 3;
	readonly rankLabel: string;
	readonly name: string;
	readonly detail: string;
	readonly score: string;
}

/** The first three for the podium; `personId` is the reader. */
export function podiumPlaces(
	people: readonly BoardPerson[],
	personId: number | null,
	locale: Locale
): Place[] {
	return people.slice(0, 3).flatMap((person) => {
		const { rank } = person;
		if (rank !== 1 && rank !== 2 && rank !== 3) return [];
		const label = m.public_board_rank_number({ rank });
		return {
			rank,
			rankLabel: person.personId === personId ? m.public_board_rank_you({ label }) : label,
			name: person.name,
			detail: `${person.unit} · ${formatDuration(person.duration, locale)}`,
			score: formatScore(person.score / 100, locale, person.maxScore / 100)
		};
	});
}
