import type { ItemStatus } from '#lib/domain/items.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatDateTime, type Locale } from '#lib/ui/format.ts';
import type { HistoryStep } from './item-history.ts';

const sentences: Record<ItemStatus, (inputs: { name: string; time: string }) => string> = {
	draft: m.banks_step_draft,
	reviewed: m.banks_step_reviewed,
	approved: m.banks_step_approved
};

/** Who took the step and when. */
export function stepSentence({ status, name, at }: HistoryStep, locale: Locale): string {
	const time = formatDateTime(at, locale);
	return sentences[status]({ name: name ?? m.banks_installation(), time });
}
