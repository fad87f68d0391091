import type { RulesSection, Statement } from '#lib/domain/rules/rules-statements.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { headings } from './rules-phrases.ts';
import { sentences } from './rules-sentences.ts';
import { RulesWords, type Locale } from './rules-words.ts';

/** A section of the rules as people read it: its heading, and a sentence for each statement. */
export interface WrittenSection {
	readonly heading: string;
	readonly sentences: readonly string[];
}

/** Writes the rules of `#lib/domain/rules/rules-text.ts` in a language. */
export function writeRules(sections: readonly RulesSection[], locale: Locale): WrittenSection[] {
	const words = new RulesWords(locale);
	return sections.map((section) => ({
		heading: headingOf(section, words),
		sentences: section.statements.map((statement) => sentenceOf(statement, words))
	}));
}

function headingOf({ code, audience, round }: RulesSection, { options }: RulesWords): string {
	const heading = headings[code]({}, options);
	const subject = [audience, round].filter((name) => name !== null).join(', ');
	return subject === '' ? heading : m.rules_heading_of({ heading, subject }, options);
}

function sentenceOf({ code, params }: Statement, words: RulesWords): string {
	// The compiler does not follow that the writer found by a code takes the parameters of that code.
	const write = sentences[code] as (params: Statement['params'], words: RulesWords) => string;
	return write(params, words);
}
