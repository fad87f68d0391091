/** Nodes of a forest with every parent before its children, and the circles that are in no forest. */
export interface ForestOrder {
	readonly order: readonly string[];
	readonly cycles: readonly (readonly string[])[];
	/** Nodes in a circle or below one; they are not in `order`. */
	readonly astray: ReadonlySet<string>;
}

/**
 * Puts parents before children, else keeps the order of `nodes`. `parentOf` may lead outside `nodes`
 * (to units of the system); what it leads through is ordered too. Without recursion, because a
 * chain of units in a wrong file may be as long as the file.
 */
export function parentsFirst(
	nodes: Iterable<string>,
	parentOf: (node: string) => string | null
): ForestOrder {
	const order: string[] = [];
	const cycles: string[][] = [];
	const astray = new Set<string>();
	const placed = new Set<string>();
	for (const start of nodes) {
		// Up to the first node whose place is known, then down again.
		const path: string[] = [];
		const onPath = new Set<string>();
		let node: string | null = start;
		while (node !== null && !placed.has(node) && !astray.has(node) && !onPath.has(node)) {
			path.push(node);
			onPath.add(node);
			node = parentOf(node);
		}
		if (node !== null && onPath.has(node)) cycles.push(path.slice(path.indexOf(node)));
		const lost = node !== null && !placed.has(node);
		for (const member of path.reverse()) {
			if (lost) astray.add(member);
			else {
				placed.add(member);
				order.push(member);
			}
		}
	}
	return { order, cycles, astray };
}
