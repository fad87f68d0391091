/**
 * Gives each line of a blueprint its items, none to two lines. Lines may overlap ("any topic, recall"
 * beside "topic 1, any difficulty"), where taking greedily could starve a later line: an augmenting path
 * (Kuhn 1955) then moves an earlier line to another of its candidates. Candidates are tried in the
 * order given, so with lines that do not overlap each line simply takes its first ones. A line whose
 * candidates do not suffice gets fewer than it asks for.
 */
export function assignItems<
	Line extends { readonly count: number },
	Item extends { readonly versionId: number }
>(lines: readonly Line[], candidatesOf: (line: Line) => readonly Item[]): Item[][] {
	const candidates = lines.map(candidatesOf);
	const lineOf = new Map<number, number>();
	const assigned: Map<number, Item>[] = lines.map(() => new Map());

	function take(line: number, visited: Set<number>): boolean {
		for (const item of candidates[line] ?? []) {
			if (visited.has(item.versionId) || assigned[line]?.has(item.versionId)) continue;
			visited.add(item.versionId);
			const holder = lineOf.get(item.versionId);
			if (holder === undefined || take(holder, visited)) {
				if (holder !== undefined) assigned[holder]?.delete(item.versionId);
				lineOf.set(item.versionId, line);
				assigned[line]?.set(item.versionId, item);
				return true;
			}
		}
		return false;
	}

	lines.forEach((wanted, line) => {
		let missing = wanted.count;
		for (const item of candidates[line] ?? []) {
			if (missing === 0) return;
			if (lineOf.has(item.versionId)) continue;
			lineOf.set(item.versionId, line);
			assigned[line]?.set(item.versionId, item);
			missing--;
		}
		while (missing > 0 && take(line, new Set())) missing--;
	});
	return assigned.map((items) => [...items.values()]);
}
