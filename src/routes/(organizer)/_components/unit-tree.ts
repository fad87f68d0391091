import { isWithin, parentPath } from '#lib/domain/participation.ts';
import { foldVietnamese } from '#lib/domain/text.ts';

/** What a tree or a list of units shows of each. `path` is the ltree path of ids, "1.14.230". */
export interface ListedUnit {
	readonly id: number;
	readonly code: string;
	readonly name: string;
	readonly path: string;
	/** People of the unit itself. */
	readonly headcount: number;
}

/** A unit with everything below it. */
export interface UnitNode extends ListedUnit {
	/** People of the unit and of everything below it. */
	readonly total: number;
	readonly children: readonly UnitNode[];
}

/** The units as trees: one per topmost unit of the list. Siblings stand by name. */
export function buildUnitTree(units: readonly ListedUnit[]): UnitNode[] {
	const byParent = new Map<string | null, ListedUnit[]>();
	const paths = new Set(units.map((unit) => unit.path));
	for (const unit of units) {
		const above = parentPath(unit.path);
		// A unit whose parent is not on the list is where the actor's reach begins.
		const parent = above !== null && paths.has(above) ? above : null;
		byParent.set(parent, [...(byParent.get(parent) ?? []), unit]);
	}
	const collator = new Intl.Collator('vi', { numeric: true });
	function nodes(parent: string | null): UnitNode[] {
		return (byParent.get(parent) ?? [])
			.map((unit) => {
				const children = nodes(unit.path);
				const below = children.reduce((sum, child) => sum + child.total, 0);
				return { ...unit, children, total: unit.headcount + below };
			})
			.sort((left, right) => collator.compare(left.name, right.name));
	}
	return nodes(null);
}

/** Options of a select over the tree, depth shown by indentation. */
export function unitOptions(tree: readonly UnitNode[]): { value: number; label: string }[] {
	function options(nodes: readonly UnitNode[], depth: number): { value: number; label: string }[] {
		return nodes.flatMap((node) => [
			// A native select drops ordinary spaces at the start of a line.
			{ value: node.id, label: `${'\u2003'.repeat(depth)}${node.name}` },
			...options(node.children, depth + 1)
		]);
	}
	return options(tree, 0);
}

/** The ids without those that another one of them already stands for; unknown ids stay. */
export function topmostUnits(
	ids: readonly number[],
	units: readonly Pick<ListedUnit, 'id' | 'path'>[]
): number[] {
	const pathOf = new Map(units.map((unit) => [unit.id, unit.path]));
	const chosen = new Set(ids);
	return [...chosen].filter((id) => {
		let above = parentPath(pathOf.get(id) ?? '');
		while (above !== null) {
			if (chosen.has(Number(above.slice(above.lastIndexOf('.') + 1)))) return false;
			above = parentPath(above);
		}
		return true;
	});
}

/** People of the chosen units and of everything below them, nobody counted twice. */
export function chosenPeople(ids: readonly number[], units: readonly ListedUnit[]): number {
	const chosen = new Set(ids);
	const roots = units.filter((unit) => chosen.has(unit.id)).map((unit) => unit.path);
	const topmost = roots.filter(
		(path) => !roots.some((other) => other !== path && isWithin(path, other))
	);
	return units
		.filter((unit) => topmost.some((root) => isWithin(unit.path, root)))
		.reduce((sum, unit) => sum + unit.headcount, 0);
}

/** Ids of the units whose name or code holds the folded text, and of those above them. */
export function matchingUnits(units: readonly ListedUnit[], folded: string): Set<number> {
	const ids = new Set<number>();
	for (const unit of units) {
		if (!foldVietnamese(`${unit.name} ${unit.code}`).includes(folded)) continue;
		for (const id of unit.path.split('.')) ids.add(Number(id));
	}
	return ids;
}
