import type { BankItem } from '#lib/domain/bank.ts';
import {
	difficulties,
	itemStatuses,
	itemTypes,
	type Difficulty,
	type ItemStatus,
	type ItemType
} from '#lib/domain/items.ts';

/*
 * What GIFT, Moodle XML and QTI have no field for travels in tags, which all three keep: "topic:muc-tieu",
 * "difficulty:recall", "place:Khoản 1, Mục II". Signs that a tag cannot hold are written %5D as in an
 * address. Moodle keeps the first 50 characters of a tag when it imports.
 */

/** What the tags of an item say; null where they say nothing. */
export interface ItemTags {
	readonly type: ItemType | null;
	readonly topic: string | null;
	readonly difficulty: Difficulty | null;
	/** Hundredths of a point. */
	readonly points: number | null;
	readonly status: ItemStatus | null;
	readonly document: string | null;
	readonly place: string;
	readonly facts: readonly string[];
	/** Tags that are not ours. */
	readonly others: readonly string[];
}

/** Tags of an item; `type` and `points` only for formats that cannot say them. */
export function itemTags(
	item: BankItem,
	{ type = false, points = false }: { type?: boolean; points?: boolean } = {}
): string[] {
	const said: (readonly [name: string, value: string | null])[] = [
		['type', type ? item.type : null],
		['topic', item.topic],
		['difficulty', item.difficulty],
		['points', points ? String(item.points / 100) : null],
		['status', item.status],
		['document', item.document],
		['place', item.place || null],
		...item.facts.map((fact) => ['fact', fact] as const)
	];
	return said.flatMap(([name, value]) => (value === null ? [] : [`${name}:${encoded(value)}`]));
}

/** Reads tags, ours and others; a value that we do not know makes a tag one of others. */
export function readItemTags(tags: readonly string[]): ItemTags {
	const values = new Map<string, string>();
	const facts: string[] = [];
	const others: string[] = [];
	for (const tag of tags) {
		const [, name = '', value = ''] = /^([a-z]{1,20}):(.+)$/s.exec(tag.trim()) ?? [];
		if (name === 'fact') facts.push(decoded(value));
		else if (readers[name]?.(decoded(value)) && !values.has(name)) values.set(name, decoded(value));
		else if (tag.trim() !== '') others.push(tag.trim());
	}
	return {
		type: oneOf(itemTypes, values.get('type')),
		topic: values.get('topic') ?? null,
		difficulty: oneOf(difficulties, values.get('difficulty')),
		points: pointsOf(values.get('points') ?? ''),
		status: oneOf(itemStatuses, values.get('status')),
		document: values.get('document') ?? null,
		place: values.get('place') ?? '',
		facts,
		others
	};
}

/** For each tag of ours whether a value is one that it can have. */
const readers: Readonly<Record<string, ((value: string) => boolean) | undefined>> = {
	type: (value) => oneOf(itemTypes, value) !== null,
	topic: (value) => value !== '',
	difficulty: (value) => oneOf(difficulties, value) !== null,
	points: (value) => pointsOf(value) !== null,
	status: (value) => oneOf(itemStatuses, value) !== null,
	document: (value) => value !== '',
	place: (value) => value !== ''
};

/** Points as other programs write them ("1.0000000") in hundredths; null for none or too many. */
export function pointsOf(value: string): number | null {
	if (!/^\s*\d{1,4}(?:[.,]\d{1,10})?\s*$/.test(value)) return null;
	const points = Math.round(Number(value.replace(',', '.')) * 100);
	return points >= 1 && points <= 10_000 ? points : null;
}

function oneOf<Value extends string>(
	values: readonly Value[],
	value: string | undefined
): Value | null {
	return values.find((each) => each === value) ?? null;
}

function encoded(value: string): string {
	// eslint-disable-next-line no-control-regex -- no tag holds control characters
	return value.replace(/[\u0000-\u001f%[\]<>`\\]/g, (sign) => encodeURIComponent(sign));
}

function decoded(value: string): string {
	return value.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) =>
		String.fromCharCode(Number.parseInt(code, 16))
	);
}
