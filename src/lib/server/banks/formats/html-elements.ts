/** Elements that stand on lines of their own. */
export const blockElements: ReadonlySet<string> = new Set(
	(
		'address article aside blockquote body caption center dd details dir div dl dt fieldset ' +
		'figcaption figure footer form header html legend li main menu nav ol option p pre search section ' +
		'select summary table tbody tfoot thead tr ul prompt'
	).split(' ')
);

export const headingElements: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Underlined and highlighted text is set as strong too: it says "do not overlook this". */
export const strongElements: ReadonlySet<string> = new Set(['b', 'strong', 'u', 'ins', 'mark']);

export const emphasisElements: ReadonlySet<string> = new Set(['i', 'em', 'cite', 'dfn', 'var']);

export const codeElements: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt']);

/** Pictures, sounds and whatever else cannot be kept; what is inside them is no text of the question. */
export const mediaElements: ReadonlySet<string> = new Set(
	'applet audio canvas embed iframe img image object param source svg track video'.split(' ')
);

/** What is inside them is nothing to be read. */
export const silentElements: ReadonlySet<string> = new Set(
	'annotation annotation-xml area colgroup col head map meta link base title style'.split(' ')
);

const others =
	'a abbr acronym annotation basefont bdi bdo big blink br button colgroup data datalist del font ' +
	'frame frameset hgroup hr input isindex keygen label marquee math meter multicol nobr noembed ' +
	'noframes noscript optgroup output picture plaintext progress q rb rp rt rtc ruby s script semantics ' +
	'slot small spacer span strike sub sup td template textarea th time wbr xmp ' +
	// Parts of formulas and of drawings.
	'mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose ' +
	'msub msup msubsup munder mover munderover mmultiscripts mtable mtr mtd g path rect circle line ' +
	'ellipse polygon polyline text tspan defs use';

const known: ReadonlySet<string> = new Set([
	...blockElements,
	...headingElements,
	...strongElements,
	...emphasisElements,
	...codeElements,
	...mediaElements,
	...silentElements,
	...others.split(' ')
]);

/**
 * False for what only looks like a tag: the `<string>` of a question on programming. Elements of
 * Word (`o:p`) and of somebody's own (`x-y`) are known by their form.
 */
export function isHtmlElement(name: string): boolean {
	return known.has(name) || /[:-]/.test(name);
}
