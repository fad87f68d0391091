import { attribute, child, children, type XmlElement } from '#lib/server/files/xml-tree.ts';
import { readRunProperties, valueOf, type RunProperties } from './run-properties.ts';
import { readNumberingReference, type NumberingReference } from './word-styles.ts';

/** What stands in front of a paragraph of a list. */
export interface ListLabel {
	readonly text: string;
	readonly bullet: boolean;
	/** What the list says of the look of its labels. */
	readonly run: RunProperties;
}

interface Level {
	readonly start: number;
	readonly format: string;
	/** "%1." with a number of a level in the place of each sign. */
	readonly text: string;
	/** The level whose next number lets this one begin anew; null for any level above. */
	readonly restart: number | null;
	readonly run: RunProperties;
}

interface List {
	readonly counters: string;
	readonly levels: readonly (Level | undefined)[];
	/** Levels that begin anew when this list is first used. */
	readonly overridden: ReadonlyMap<number, number>;
}

const levelCount = 9;

/** Counts the paragraphs of lists; call it once for each paragraph, in their order. */
export type ListCounter = (reference: NumberingReference) => ListLabel | null;

/**
 * Reads `numbering.xml` and gives what numbers paragraphs as a word processor does: lists of one
 * definition count on together, unless one says that it begins anew.
 */
export function createListCounter(root: XmlElement | null): ListCounter {
	const lists = readLists(root);
	const counters = new Map<string, (number | undefined)[]>();
	const begun = new Set<string>();

	return (reference) => {
		const list = lists.get(reference.id);
		const number = reference.level ?? 0;
		const level = list?.levels[number];
		if (!list || !level) return null;
		let values = counters.get(list.counters);
		if (!values) counters.set(list.counters, (values = []));
		if (!begun.has(reference.id)) {
			begun.add(reference.id);
			for (const [overridden, start] of list.overridden) values[overridden] = start - 1;
		}
		values[number] = (values[number] ?? level.start - 1) + 1;
		for (let below = number + 1; below < levelCount; below++) {
			const restart = list.levels[below]?.restart ?? null;
			if (restart === null || (restart > 0 && number < restart)) values[below] = undefined;
		}
		if (level.format === 'bullet') return { text: '•', bullet: true, run: level.run };
		const text = level.text.replace(/%([1-9])/g, (_, digit: string) => {
			const other = Number(digit) - 1;
			const format = list.levels[other];
			const value = values[other] ?? format?.start ?? 1;
			return formatted(value, format?.format ?? 'decimal');
		});
		return text.trim() === '' ? null : { text, bullet: false, run: level.run };
	};
}

function readLists(root: XmlElement | null): Map<string, List> {
	const definitions = new Map<string, XmlElement>();
	const byStyle = new Map<string, string>();
	for (const element of root ? children(root, 'abstractNum') : []) {
		const id = attribute(element, 'abstractNumId') ?? '';
		definitions.set(id, element);
		const style = valueOf(element, 'styleLink');
		if (style !== undefined) byStyle.set(style, id);
	}
	const lists = new Map<string, List>();
	for (const element of root ? children(root, 'num') : []) {
		const named = valueOf(element, 'abstractNumId') ?? '';
		// A list of a list style is defined where the style is.
		const link = valueOf(definitions.get(named), 'numStyleLink');
		const id = link === undefined ? named : (byStyle.get(link) ?? named);
		const levels = readLevels(definitions.get(id));
		const overridden = new Map<number, number>();
		for (const override of children(element, 'lvlOverride')) {
			const level = levelOf(override);
			const start = valueOf(override, 'startOverride');
			if (start !== undefined) overridden.set(level, Number(start) || 0);
			const own = child(override, 'lvl');
			if (own) levels[level] = readLevel(own);
		}
		lists.set(attribute(element, 'numId') ?? '', { counters: id, levels, overridden });
	}
	return lists;
}

function levelOf(element: XmlElement): number {
	return Math.min(levelCount - 1, Math.max(0, Number(attribute(element, 'ilvl')) || 0));
}

function readLevels(definition: XmlElement | undefined): (Level | undefined)[] {
	const levels: (Level | undefined)[] = [];
	for (const element of definition ? children(definition, 'lvl') : []) {
		levels[levelOf(element)] = readLevel(element);
	}
	return levels;
}

function readLevel(element: XmlElement): Level {
	const restart = valueOf(element, 'lvlRestart');
	return {
		start: Number(valueOf(element, 'start') ?? '1') || 0,
		format: valueOf(element, 'numFmt') ?? 'decimal',
		text: (valueOf(element, 'lvlText') ?? '').slice(0, 40),
		restart: restart === undefined ? null : Number(restart) || 0,
		run: readRunProperties(child(element, 'rPr'))
	};
}

/** A number as its level writes it. */
function formatted(value: number, format: string): string {
	switch (format) {
		case 'none':
			return '';
		case 'upperLetter':
			return letters(value);
		case 'lowerLetter':
			return letters(value).toLowerCase();
		case 'upperRoman':
			return roman(value);
		case 'lowerRoman':
			return roman(value).toLowerCase();
		case 'decimalZero':
			return String(value).padStart(2, '0');
		default:
			return String(value);
	}
}

/** A … Z, AA, BB …, as word processors count. */
function letters(value: number): string {
	if (value < 1 || value > 780) return String(value);
	return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

const romans: readonly (readonly [number, string])[] = [
	...([
		[1000, 'M'],
		[900, 'CM'],
		[500, 'D'],
		[400, 'CD'],
		[100, 'C'],
		[90, 'XC']
	] as const),
	...([
		[50, 'L'],
		[40, 'XL'],
		[10, 'X'],
		[9, 'IX'],
		[5, 'V'],
		[4, 'IV'],
		[1, 'I']
	] as const)
];

function roman(value: number): string {
	if (value < 1 || value > 3999) return String(value);
	let rest = value;
	let text = '';
	for (const [worth, sign] of romans) {
		while (rest >= worth) {
			text += sign;
			rest -= worth;
		}
	}
	return text;
}

/** The list a paragraph stands in, by itself or by its style; null for none. */
export function numberingOf(
	properties: XmlElement | undefined,
	ofStyle: NumberingReference | null
): NumberingReference | null {
	const own = readNumberingReference(properties);
	const id = own && own.id !== '' ? own.id : ofStyle?.id;
	// Number 0 takes a paragraph out of the list of its style.
	if (id === undefined || id === '0') return null;
	return { id, level: own?.level ?? ofStyle?.level ?? 0 };
}
