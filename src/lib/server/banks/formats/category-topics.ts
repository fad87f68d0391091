import { normalizeText } from '#lib/domain/text.ts';

/**
 * Names of the categories on a path of Moodle ("$course$/top/Ngân hàng/Chương 1"), outermost first. A
 * doubled slash belongs to a name. What stands for a course or the top of all categories is left out.
 */
export function categoryPath(path: string): string[] {
	return path
		.split(/(?<!\/)\/(?!\/)/)
		.map((name) => normalizeText(name.replaceAll('//', '/')))
		.filter((name, index) => name !== '' && !/^\$[^$]*\$$/.test(name) && !isTop(name, index));
}

/** The path as Moodle writes it. */
export function writeCategoryPath(names: readonly string[]): string {
	return ['$course$', 'top', ...names.map((name) => name.replaceAll('/', '//'))].join('/');
}

function isTop(name: string, index: number): boolean {
	return name === 'top' && index <= 1;
}

/**
 * Gives the paths of one file names of topics: without what all paths begin with, and with what parts
 * them, since "Chương 1/Dễ" is not "Chương 2/Dễ". Null for an empty path.
 */
export function topicNames(
	paths: Iterable<readonly string[]>
): (path: readonly string[]) => string | null {
	let common: readonly string[] | null = null;
	for (const path of paths) {
		if (path.length === 0) continue;
		if (common === null) common = path;
		const length: number = common.findIndex((name, index) => name !== path[index]);
		if (length >= 0) common = common.slice(0, length);
	}
	const shared = common?.length ?? 0;
	return (path) => {
		const own = path.slice(Math.min(shared, path.length - 1));
		return own.length === 0 ? null : own.join(' / ');
	};
}
