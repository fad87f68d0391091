import { placeOf, targetOf, type Place } from './places.ts';
import { rules, type Rule } from './rules.ts';
import { parseSource, type Import, type ImpureRead, type SourceText } from './source.ts';

/** A breach of the rules, ready to be read: `src/…:3 …`. */
export type Violation = string;

/** All breaches in one file. */
export function checkSource(source: SourceText): Violation[] {
	const { path } = source;
	const place = placeOf(path);
	if (place === 'asset') return [];
	const rule = place && rules[place.split(':')[0] ?? ''];
	if (!place || !rule) {
		return [`${path}:1 belongs to no layer: move it, or give it a rule in tests/support/layers/`];
	}
	const { imports, impureReads } = parseSource(source);
	const isTest = /\.test\.ts$/.test(path);
	return [
		...imports.flatMap((entry) => checkImport(path, place, rule, isTest, entry)),
		...(isTest ? [] : impureReads.flatMap((read) => checkRead(path, place, read)))
	];
}

function checkImport(
	path: string,
	place: Place,
	rule: Rule,
	isTest: boolean,
	{ specifier, line, typeOnly }: Import
): Violation[] {
	const at = `${path}:${line}`;
	const layer = place.split(':')[0];
	if (specifier === undefined) {
		// Migrations are found by reading a folder, the built server by its path.
		const mayCompute = isTest || ['db', 'entry', 'cli'].includes(place);
		return mayCompute ? [] : [`${at} import() of a computed name cannot be checked`];
	}
	const target = targetOf(path, specifier);
	if (target === '$lib') return [`${at} "${specifier}": write #lib/….ts, nobody uses $lib`];

	const matches = (patterns: Place[] = []): boolean =>
		patterns.some((pattern) => matchesPlace(pattern, target, place));
	if (isTest && matches(rule.tests)) return [];
	if (typeOnly && matches(rule.types)) return [];
	if (matches(rule.may) && !matches(rule.never)) return [];
	const hint = matches(rule.types) ? ' (only with "import type")' : '';
	return [`${at} ${layer} may not import "${specifier}" [${target}]${hint}`];
}

function matchesPlace(pattern: Place, target: Place, own: Place): boolean {
	if (pattern.endsWith(':own'))
		return target === pattern.replace(':own', own.slice(own.indexOf(':')));
	return pattern.endsWith('*') ? target.startsWith(pattern.slice(0, -1)) : target === pattern;
}

function checkRead(path: string, place: Place, { name, line }: ImpureRead): Violation[] {
	if (place === 'domain') {
		return [`${path}:${line} domain is pure: take the value of ${name} as an argument`];
	}
	const readsClock = name === 'Date.now()' || name === 'new Date()';
	if (path.startsWith('src/lib/server/') && place !== 'clock' && readsClock) {
		return [
			`${path}:${line} only src/lib/server/clock.ts reads the clock: take a Clock, not ${name}`
		];
	}
	return [];
}
