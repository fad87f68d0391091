import type { ShownItem } from '#lib/domain/items.ts';
import { seededRandom, type RandomSource } from '#lib/domain/random.ts';
import type { AnswerKey } from './answer-key.ts';

/** One choice of a candidate, and the time it takes to come to it. */
export interface Choice {
	readonly item: number;
	/** Shown positions, ascending. */
	readonly chosen: readonly number[];
	/** In ms. */
	readonly after: number;
}

/** How much harder than recalling an item is, as a share of knowing it. */
const harder = { recall: 0, comprehension: 0.08, application: 0.18 } as const;

/** Share of items that a person knows, 0 to 1: few know nearly all, few know little. */
export function skillOf(staffCode: string): number {
	const random = seededRandom(`skill ${staffCode}`);
	return 0.42 + 0.55 * ((share(random) + share(random)) / 2);
}

/**
 * What a person of this skill chooses for items not answered yet, in order: most of them once, some
 * not at all, some anew after a second look. An attempt takes about `seconds`.
 */
export function planAttempt(
	items: readonly ShownItem[],
	options: { key: AnswerKey; skill: number; seconds: number; seed: string }
): Choice[] {
	const random = seededRandom(options.seed);
	const pace = (options.seconds * 1000 * (0.5 + share(random))) / Math.max(1, items.length);
	const after = () => pace * (0.4 + 1.2 * share(random));
	const choices: Choice[] = [];
	const doubted: ShownItem[] = [];
	for (const item of items) {
		if (share(random) < 0.02) continue;
		const known = knows(item);
		choices.push({ item: item.position, chosen: choose(item, known), after: after() });
		if (!known && share(random) < 0.25) doubted.push(item);
	}
	for (const item of doubted) {
		choices.push({
			item: item.position,
			chosen: choose(item, share(random) < 0.4),
			after: after()
		});
	}
	return choices;

	function knows(item: ShownItem): boolean {
		const difficulty = options.key(item)?.difficulty ?? 'recall';
		return share(random) < options.skill - harder[difficulty];
	}

	function choose(item: ShownItem, known: boolean): number[] {
		const right = options.key(item)?.right;
		if (known && right) return [...right];
		if (item.type === 'multiple') {
			const some = item.options.flatMap((_, position) => (share(random) < 0.5 ? [position] : []));
			return some.length > 0 ? some : [0];
		}
		return [random.below(item.options.length)];
	}
}

function share(random: RandomSource): number {
	return random.below(1_000_000) / 1_000_000;
}
