import type { DocumentStatus } from '#lib/domain/documents.ts';
import type { ItemStatus, ItemType } from '#lib/domain/items.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

const statusLabels: Record<ItemStatus | 'retired', () => string> = {
	draft: m.banks_status_draft,
	reviewed: m.banks_status_reviewed,
	approved: m.banks_status_approved,
	retired: m.banks_status_retired
};

/** Name of how far an item has come. */
export function statusLabel(status: ItemStatus | 'retired'): string {
	return statusLabels[status]();
}

/** Tone of its badge. */
export const statusTones = {
	draft: 'warning',
	reviewed: 'info',
	approved: 'success',
	retired: 'neutral'
} as const satisfies Record<ItemStatus | 'retired', string>;

const typeLabels: Record<ItemType, () => string> = {
	single: m.banks_type_single,
	multiple: m.banks_type_multiple,
	true_false: m.banks_type_true_false
};

/** Name of a kind of question. */
export function typeLabel(type: ItemType): string {
	return typeLabels[type]();
}

const documentLabels: Record<DocumentStatus, () => string> = {
	in_force: m.banks_document_in_force,
	superseded: m.banks_document_superseded,
	expired: m.banks_document_expired
};

/** Whether a document still holds, in words. */
export function documentStatusLabel(status: DocumentStatus): string {
	return documentLabels[status]();
}

/** Tone of its badge. */
export const documentTones = {
	in_force: 'success',
	superseded: 'warning',
	expired: 'neutral'
} as const satisfies Record<DocumentStatus, string>;
