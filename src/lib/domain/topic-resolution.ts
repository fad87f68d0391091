import type { BankTopic } from './bank.ts';
import { freeName, slugOf } from './item-keys.ts';
import { comparable } from './item-text.ts';

/**
 * Finds the topics that the items of a file name, by the id that the file's own head gives them, by
 * title, or by the id in the bank; what nobody knows becomes a new topic. Two banks may use one id for
 * different topics: an id of the file stands for the bank's topic of this id only where the file is one
 * of this bank (`isOwnFile`), whose titles then are the newer ones; else titles decide.
 */
export function resolveTopics(
	ofFile: readonly BankTopic[],
	ofBank: readonly BankTopic[],
	isOwnFile: boolean
) {
	const topics = new Map(ofBank.map((topic) => [topic.id, topic]));
	const byTitle = new Map<string, string>();
	for (const { id, title } of ofBank) if (!byTitle.has(name(title))) byTitle.set(name(title), id);

	/** The topic of this title; a new one, under the id if it is free, when there is none. */
	function titled(title: string, id = slugOf(title)): string {
		const known = byTitle.get(name(title));
		if (known !== undefined) return known;
		const free = freeName(id || 'chu-de', topics);
		topics.set(free, { id: free, title: title.trim() });
		byTitle.set(name(title), free);
		return free;
	}
	function own({ id, title }: BankTopic): string {
		topics.set(id, { id, title });
		if (!byTitle.has(name(title))) byTitle.set(name(title), id);
		return id;
	}
	// A file may have two topics of one title; they stay two.
	const seen = new Set<string>();
	const byId = new Map<string, string>();
	for (const topic of ofFile) {
		const isSecond = seen.has(name(topic.title));
		seen.add(name(topic.title));
		if (isOwnFile || (isSecond && !topics.has(topic.id))) byId.set(topic.id, own(topic));
		else byId.set(topic.id, titled(topic.title, topic.id));
	}

	return {
		/** The id within the bank of a topic as an item names it. */
		idOf(said: string): string {
			const known = byId.get(said) ?? byTitle.get(name(said));
			return known ?? (topics.has(said) ? said : titled(said));
		},
		/** The ids within the bank of the topics that the file's head names. */
		ofFile: (): ReadonlySet<string> => new Set(byId.values()),
		/** The bank's topics, then new ones. */
		all: (): BankTopic[] => [...topics.values()]
	};
}

/** A title as it is compared; one of signs alone stands for itself. */
function name(title: string): string {
	return comparable(title) || title;
}
