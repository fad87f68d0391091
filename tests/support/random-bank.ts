import fc from 'fast-check';
import {
	bankLanguages,
	trueFalseOptions,
	type Bank,
	type BankDocument,
	type BankItem,
	type BankLanguage,
	type BankTopic
} from '#lib/domain/bank.ts';
import { difficulties, itemStatuses, maskOf, optionIds } from '#lib/domain/items.ts';
import { markupText, optionText, plainLine } from './random-text.ts';

/*
 * Banks as they could stand in the database: everything the schema of the bank file allows, written as
 * the product keeps it.
 */

/** Names as banks have them: "nq57-001", "2030", "cau-7". */
export const slugs: fc.Arbitrary<string> = fc
	.array(fc.constantFrom('nq57', 'cau', '001', '2030', 'a', 'chuyen-doi-so', '7', 'true', 'null'), {
		minLength: 1,
		maxLength: 3
	})
	.map((parts) => parts.join('-'));

const days = fc
	.tuple(
		fc.integer({ min: 1990, max: 2026 }),
		fc.integer({ min: 1, max: 12 }),
		fc.integer({ min: 1, max: 28 })
	)
	.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-'));

/** Symbols are used again in other years: several documents of a bank may share one. */
const symbols = fc.constantFrom('57-NQ/TW', '03/NQ-CP', '749/QĐ-TTg', '24/2018/QH14', '06/QĐ-TTg');

const documents: fc.Arbitrary<BankDocument[]> = fc.uniqueArray(
	fc.record({ id: slugs, symbol: symbols, title: plainLine, issuer: plainLine, date: days }),
	{
		maxLength: 5,
		comparator: (left, right) =>
			left.id === right.id || (left.symbol === right.symbol && left.date === right.date)
	}
);

const topics: fc.Arbitrary<BankTopic[]> = fc.uniqueArray(
	fc.record({ id: slugs, title: plainLine }),
	{ minLength: 1, maxLength: 4, selector: ({ id }) => id }
);

const points = fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 10_000 }));
const facts = fc.uniqueArray(fc.constantFrom('F-57-01', 'F-57-12', 'F-QD749-3', 'F-06-100'), {
	maxLength: 3
});

function answers(language: BankLanguage): fc.Arbitrary<{
	type: BankItem['type'];
	options: string[];
	key: number;
}> {
	const options = fc.array(optionText, { minLength: 2, maxLength: optionIds.length });
	return fc.oneof(
		{
			weight: 3,
			arbitrary: options.chain((list) =>
				fc.record({
					type: fc.constant('single' as const),
					options: fc.constant(list),
					key: fc.nat(list.length - 1).map((position) => 1 << position)
				})
			)
		},
		{
			weight: 2,
			arbitrary: options.chain((list) =>
				fc.record({
					type: fc.constant('multiple' as const),
					options: fc.constant(list),
					key: fc
						.uniqueArray(fc.nat(list.length - 1), { minLength: 1, maxLength: list.length })
						.map(maskOf)
				})
			)
		},
		{
			weight: 1,
			arbitrary: fc.record({
				type: fc.constant('true_false' as const),
				options: fc.constant<string[]>([...trueFalseOptions[language]]),
				key: fc.constantFrom<number[]>(0b01, 0b10)
			})
		}
	);
}

function items(
	language: BankLanguage,
	topicIds: readonly string[],
	documentIds: readonly string[],
	most: number
): fc.Arbitrary<BankItem[]> {
	const citation =
		documentIds.length === 0
			? fc.constant({ document: null, place: '' })
			: fc.oneof(
					fc.constant({ document: null, place: '' }),
					fc.record({
						document: fc.constantFrom(...documentIds),
						place: fc.oneof(fc.constant(''), fc.constant('Khoản 1, Mục II'), plainLine)
					})
				);
	const item = fc
		.record({
			key: slugs,
			topic: fc.constantFrom(...topicIds),
			difficulty: fc.constantFrom(...difficulties),
			points,
			stem: markupText,
			rationale: fc.oneof(fc.constant(''), markupText),
			answer: answers(language),
			citation,
			facts,
			status: fc.constantFrom(...itemStatuses)
		})
		.map(({ answer, citation: { document, place }, stem, rationale, ...rest }): BankItem => ({
			...rest,
			type: answer.type,
			content: { stem, options: answer.options, key: answer.key, rationale },
			document,
			place
		}));
	return fc.uniqueArray(item, { minLength: 1, maxLength: most, selector: ({ key }) => key });
}

/** Any bank, with at most this many items. */
export function randomBank({ items: most = 6 }: { items?: number } = {}): fc.Arbitrary<Bank> {
	return fc
		.record({ language: fc.constantFrom(...bankLanguages), topics, documents })
		.chain((head) =>
			fc.record({
				slug: slugs,
				title: plainLine,
				language: fc.constant(head.language),
				license: fc.constantFrom('CC-BY-4.0', 'CC0-1.0', 'Apache-2.0'),
				practice: fc.boolean(),
				documents: fc.constant(head.documents),
				topics: fc.constant(head.topics),
				items: items(
					head.language,
					head.topics.map(({ id }) => id),
					head.documents.map(({ id }) => id),
					most
				)
			})
		);
}
