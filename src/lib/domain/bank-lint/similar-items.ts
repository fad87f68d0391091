import type { Bank, BankItem } from '../bank.ts';
import { comparable } from '../item-text.ts';
import { positionsOf } from '../items.ts';
import { plainText } from '../markup.ts';
import type { Finding } from './finding.ts';

/** From this similarity on two items are held for the same question. How it was chosen: see below. */
export const sameQuestion = 0.5;

/** An item with what it is compared by. */
interface Compared {
	readonly bank: string;
	readonly key: string;
	/** Stem, as `comparable` has it. */
	readonly stem: string;
	/** Folded words of the stem and of the right options; a statement has its stem alone. */
	readonly words: ReadonlySet<string>;
	/** Those of the words that hold a digit. */
	readonly numbers: ReadonlySet<string>;
	/** Equal for items that cite the same document; empty without a citation. */
	readonly document: string;
	/** Folded words of the document's symbol, title and issuer. */
	readonly name: ReadonlySet<string>;
	readonly facts: ReadonlySet<string>;
}

/**
 * Pairs of items that ask the same: those with the same stem (STEM_DUPLICATE), and those whose question
 * with its answer is nearly the same (ITEM_SIMILAR), the later item of each pair with the earlier one as
 * `other`. `across` tells pairs of different banks, otherwise only those of the same bank are told.
 *
 * The similarity of two items is the weighted share of the words of both that they have in common
 * (Ruzicka's form of the Jaccard index). It compares the stem together with the right options: stems
 * alone are alike wherever one document is asked about ("Theo Nghị quyết số 57-NQ/TW, đến năm 2030 …"),
 * while the same question put the other way round, or as a statement, has the same words once its
 * answer stands beside it. Distractors do not count: two writers choose different ones. So that it is
 * the question that is compared and not its frame,
 * - a word weighs `log(1 + items / items that have it)`: "theo" and "nào" next to nothing, a rare name much;
 * - words of the name of the document that both items cite do not count.
 *
 * Items whose numbers differ (each has one that the other lacks, years and symbols included) are
 * different questions, as are items that neither cite the same document nor rest on a common fact.
 *
 * The threshold lies in the gap that the 614 items of the product's six banks and their drafts showed: pairs
 * that an examiner called the same question had 0.50 and more (put another way 0.55 to 0.9, the same
 * fact as a statement about 0.5), pairs that only ask about the same thing 0.45 and less.
 */
export function similarItems(banks: readonly Bank[], across: boolean): Finding[] {
	const items = banks.flatMap((bank) => bank.items.map((item) => compared(bank, item)));
	const weightOf = weights(items);
	const findings: Finding[] = [];
	for (const [earlier, later] of pairs(items)) {
		if ((earlier.bank !== later.bank) !== across) continue;
		const other = across ? `${earlier.bank}/${earlier.key}` : earlier.key;
		const about = { bank: later.bank, item: later.key };
		if (earlier.stem === later.stem) {
			findings.push({ ...about, code: 'STEM_DUPLICATE', params: { other } });
			continue;
		}
		const similarity = similarityOf(earlier, later, weightOf);
		if (similarity < sameQuestion) continue;
		const percent = Math.floor(similarity * 100);
		findings.push({ ...about, code: 'ITEM_SIMILAR', params: { other, percent } });
	}
	return findings;
}

function compared({ slug, documents }: Bank, item: BankItem): Compared {
	const { key, type, document, content } = item;
	const stem = comparable(plainText(content.stem));
	const right = type === 'true_false' ? [] : positionsOf(content.key);
	const words = wordsOf(stem, ...right.map((place) => comparable(content.options[place] ?? '')));
	const cited = documents.find(({ id }) => id === document) ?? null;
	return {
		bank: slug,
		key,
		stem,
		words,
		numbers: new Set([...words].filter((word) => /\d/.test(word))),
		document: cited ? `${comparable(cited.symbol)} ${cited.date}` : '',
		name: cited
			? wordsOf(...[cited.symbol, cited.title, cited.issuer].map(comparable))
			: new Set<string>(),
		facts: new Set(item.facts)
	};
}

function wordsOf(...texts: readonly string[]): Set<string> {
	return new Set(texts.flatMap((text) => text.split(' ')).filter((word) => word !== ''));
}

function weights(items: readonly Compared[]): (word: string) => number {
	const frequency = new Map<string, number>();
	for (const { words } of items)
		for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
	return (word) => Math.log(1 + items.length / (frequency.get(word) ?? 1));
}

function* pairs(items: readonly Compared[]): Generator<[earlier: Compared, later: Compared]> {
	for (const [place, later] of items.entries())
		for (let before = 0; before < place; before++) yield [items[before] as Compared, later];
}

function similarityOf(left: Compared, right: Compared, weightOf: (word: string) => number): number {
	if (lacks(left.numbers, right.numbers) && lacks(right.numbers, left.numbers)) return 0;
	const sameDocument = left.document === right.document;
	if (!sameDocument && left.facts.isDisjointFrom(right.facts)) return 0;
	let common = 0;
	let all = 0;
	for (const word of left.words.union(right.words)) {
		if (sameDocument && (left.name.has(word) || right.name.has(word))) continue;
		const weight = weightOf(word);
		all += weight;
		if (left.words.has(word) && right.words.has(word)) common += weight;
	}
	return all === 0 ? 0 : common / all;
}

/** True when `words` lacks one of `others`. */
function lacks(words: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
	return !others.isSubsetOf(words);
}
