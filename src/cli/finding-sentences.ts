import type { Finding, FindingCode } from '#lib/domain/bank-lint.ts';
import type { ErrorParams } from '#lib/domain/errors.ts';

/** What is wrong and what to do, with the values of the finding in braces. */
const sentences: Record<FindingCode, string> = {
	CITATION_MISSING: 'It cites nothing. Name the document and the place its key is read from.',
	PLACE_MISSING: 'The place in the document is missing. Add it to the citation.',
	RATIONALE_MISSING: 'Nothing says why the key is right. Write a rationale.',
	FACT_MISSING: 'It rests on no fact. Name those of sources/facts.yaml, or leave the item out.',
	FACT_UNKNOWN: '{fact} is not in sources/facts.yaml. Correct it, or note the fact there first.',
	DOCUMENT_UNREGISTERED:
		'The document {id} ({symbol} of {date}) is not in the register. Correct symbol and date, or add it to documents.yaml.',
	DOCUMENT_DIFFERS:
		'The {field} of the document {id} is not that of the register. Write: {expected}',
	STEM_DUPLICATE: 'It has the stem of {other}. Ask something else, or leave one of them out.',
	ITEM_SIMILAR:
		'It asks nearly the same as {other} (likeness {percent} %). Ask something else, or leave one of them out.',
	KEY_LONGEST:
		'The key is the longest option in {count} of {items} single-answer items; by chance it would be in about {expected}. Even out the options.',
	KEY_SHORTEST:
		'The key is the shortest option in {count} of {items} single-answer items; by chance it would be in about {expected}. Even out the options.',
	KEY_POSITION:
		'Of the single-answer items with {options} options, the key is at a, b, … in {counts}. Move options until each place has about as many.',
	STATEMENTS_UNBALANCED:
		'{right} of {items} statements are right. Turn some around until about half of them are.',
	KEY_COUNT_CONSTANT:
		'All {items} items with several right options have {right} of them. Vary how many are right.',
	OPTION_REFERS_TO_OTHERS:
		'The option “{option}” speaks of the other options. Write one that stands for itself.',
	OPTIONS_EQUAL: 'The options “{option}” and “{other}” are the same. Change one of them.',
	OPTION_CONTAINED:
		'One of the options “{option}” and “{other}” is contained in the other. Write options that exclude each other.',
	OPTION_RANGES_INTERSECT:
		'The ranges “{option}” and “{other}” meet. Write ranges that exclude each other.',
	NEGATION_UNMARKED:
		'The question is turned around by “{text}”, which is easily overlooked. Ask without it, or set it in bold: **{text}**.',
	TEXT_NOT_NFC: 'The text is not in Unicode form NFC ({field}). Save it composed.',
	TEXT_DOUBLED_SPACE: 'Two spaces, or one that does not break ({field}). Leave a single plain one.',
	TEXT_STRAIGHT_QUOTE: 'A straight quotation mark ({field}). Write “ and ”.',
	TEXT_QUOTE_UNBALANCED:
		'The quotation marks “ and ” do not pair ({field}). Add the one that is missing.',
	TEXT_HTML: 'HTML is shown as text ({field}). Leave it out.',
	MARKUP_UNCLOSED:
		'A mark of emphasis does not close ({field}). Close it, or write \\* or \\` for the character itself.',
	MARKUP_IN_OPTION: 'Options and places know no emphasis ({field}). Leave the asterisks out.',
	STEM_PUNCTUATION:
		'The stem does not end as it should. End a question with ? : or . and a statement with a full stop.'
};

/** The sentence of a finding. */
export function findingText({ code, params }: Pick<Finding, 'code' | 'params'>): string {
	return fill(sentences[code], params);
}

function fill(sentence: string, params: ErrorParams): string {
	return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
