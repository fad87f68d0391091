import { describe, expect, it } from 'vitest';
import { ruleExamples } from '#lib/domain/rules/rule-check.examples.ts';
import { checkRules } from '#lib/domain/rules/rule-check.ts';
import { ruleFindingCodes } from '#lib/domain/rules/rule-findings.ts';
import { ruleFindingText } from './rule-findings.ts';

describe('sentences of the rule check', () => {
	it.each(ruleFindingCodes)(
		'%s says in both languages what is the matter and what to do',
		(code) => {
			const { rules, facts, now } = ruleExamples[code].raises;
			const [finding] = checkRules(rules, facts, now);
			if (finding?.code !== code) throw new Error(`the example of ${code} does not raise it`);
			const texts = [ruleFindingText(finding, 'vi'), ruleFindingText(finding, 'en')];
			expect(texts[0]).not.toBe(texts[1]);
			for (const text of texts) {
				// Two sentences, and each parameter they name is one that the check gives.
				expect(text).toMatch(/^\S.*[^.]\. \p{Lu}.*\.$/u);
				expect(text).not.toMatch(/undefined|NaN|Infinity|[{}]/);
			}
			// The second sentence of a Vietnamese one asks for something.
			expect(texts[0]).toMatch(/\. Hãy /);
		}
	);

	it('writes numbers as the language does', () => {
		const finding = {
			code: 'AWARDS_EXCEED_PEOPLE',
			params: { audience: 'Cán bộ', awards: 1234, people: 1000 }
		} as const;
		expect(ruleFindingText(finding, 'vi')).toContain('1.234');
		expect(ruleFindingText(finding, 'en')).toContain('1,234');
	});

	it('counts one and many in English', () => {
		const text = (count: number) =>
			ruleFindingText({ code: 'PEOPLE_WITHOUT_AUDIENCE', params: { count } }, 'en');
		expect(text(1)).toMatch(/^1 person /);
		expect(text(2)).toMatch(/^2 people /);
		expect(text(1000)).toMatch(/^1,000 people /);
	});
});
