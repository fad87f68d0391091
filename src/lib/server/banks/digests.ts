import { createHash } from 'node:crypto';
import type { BankItem } from '#lib/domain/bank.ts';
import type { DraftedItem } from '#lib/domain/item-draft.ts';
import { itemFingerprint } from '#lib/domain/item-text.ts';

/**
 * Digest of what a version of an item is made of but the document it cites: with the same document,
 * equal exactly when nothing changed. The document counts apart because a bank names it as it likes.
 */
export function itemDigest(item: DraftedItem): Buffer {
	const { type, topic, difficulty, points, content, place, facts } = item;
	const { stem, options, key, rationale } = content;
	const parts = [type, topic, difficulty, points, stem, options, key, rationale, place, facts];
	return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/** A digest by which items that ask the same are found in the database. */
export function fingerprintDigest(content: Pick<BankItem['content'], 'stem' | 'options'>): Buffer {
	return createHash('sha256').update(itemFingerprint(content)).digest();
}
