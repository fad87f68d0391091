import type { Difficulty } from '#lib/domain/items.ts';
import type { ReleaseTime } from '#lib/domain/release.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

const difficultyLabels: Record<Difficulty, () => string> = {
	recall: m.organizer_difficulty_recall,
	comprehension: m.organizer_difficulty_comprehension,
	application: m.organizer_difficulty_application
};

export function difficultyLabel(difficulty: Difficulty | null): string {
	return difficulty === null ? m.organizer_difficulty_any() : difficultyLabels[difficulty]();
}

const releaseLabels: Record<ReleaseTime, () => string> = {
	at_submit: m.organizer_release_at_submit,
	after_close: m.organizer_release_after_close,
	never: m.organizer_release_never
};

/** When the person's own score or the answers are shown. */
export function releaseLabel(time: ReleaseTime): string {
	return releaseLabels[time]();
}

const boardLabels: Record<ReleaseTime, () => string> = {
	at_submit: m.organizer_release_board_running,
	after_close: m.organizer_release_after_close,
	never: m.organizer_release_board_never
};

/** When everybody sees the boards. */
export function boardLabel(time: ReleaseTime): string {
	return boardLabels[time]();
}

/** Name of a bank's language. */
export function languageLabel(language: string): string {
	return language === 'en' ? m.organizer_language_en() : m.organizer_language_vi();
}
