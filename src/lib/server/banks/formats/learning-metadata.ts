import type { Difficulty } from '#lib/domain/items.ts';
import { children, descendants, textOf, type XmlElement } from '#lib/server/files/xml-tree.ts';
import { readItemTags, type ItemTags } from './exchange-tags.ts';

/** Difficulties of IEEE 1484.12.1 (LOM, 5.8) and our levels, as far as the two can be compared. */
const difficultyOf: Readonly<Record<string, Difficulty>> = {
	'very easy': 'recall',
	easy: 'recall',
	medium: 'comprehension',
	difficult: 'application',
	'very difficult': 'application'
};

export const difficultyNames: Readonly<Record<Difficulty, string>> = {
	recall: 'easy',
	comprehension: 'medium',
	application: 'difficult'
};

/** What the LOM record of a resource says: keywords are tags, and its difficulty is one of three. */
export function readLearningMetadata(resource: XmlElement | undefined): ItemTags {
	const keywords = resource ? [...descendants(resource, 'keyword')] : [];
	const tags = readItemTags(
		keywords.flatMap((keyword) => {
			const strings = children(keyword).map((string) => textOf(string));
			return strings.length > 0 ? strings : [textOf(keyword)];
		})
	);
	const [difficulty] = resource ? descendants(resource, 'difficulty') : [];
	const value =
		difficulty &&
		children(difficulty, 'value')
			.map((each) => textOf(each))
			.join('');
	return {
		...tags,
		difficulty: tags.difficulty ?? difficultyOf[value?.trim().toLowerCase() ?? ''] ?? null
	};
}
