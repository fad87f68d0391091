import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf, parseRegister } from './document-register.ts';

const law = {
	id: 'luat-moi',
	symbol: '116/2025/QH15',
	date: '2025-12-10',
	issuer: 'Quốc hội',
	title: 'Luật An ninh mạng',
	level: 'central',
	status: 'in_force',
	effective: '2026-07-01',
	facts: ['F-AT-25', 'F-57']
};
const old = {
	...law,
	id: 'luat-cu',
	symbol: '24/2018/QH14',
	date: '2018-06-12',
	status: 'superseded',
	superseded_by: 'luat-moi',
	effective: '2019-01-01',
	replaced: '2026-07-01',
	status_source: 'F-AT-26'
};

const problems = (...documents: unknown[]) => {
	const { register, issues } = parseRegister({ documents });
	expect(register === null).toBe(issues.length > 0);
	return issues.map(({ row, column, params }) => `${row} ${column}: ${params?.['value']}`);
};

describe('the register of documents', () => {
	it('is read with what is not said as null or empty', () => {
		expect(parseRegister({ documents: [law, old] })).toEqual({
			register: [
				{ ...law, supersededBy: null, replaced: null, statusSource: null, note: '' },
				{
					...{ id: 'luat-cu', symbol: '24/2018/QH14', date: '2018-06-12', issuer: 'Quốc hội' },
					...{ title: law.title, level: 'central', status: 'superseded', facts: law.facts },
					...{ supersededBy: 'luat-moi', effective: '2019-01-01', replaced: '2026-07-01' },
					...{ statusSource: 'F-AT-26', note: '' }
				}
			],
			issues: []
		});
	});

	it.each([
		['an id twice', [law, { ...old, id: 'luat-moi', superseded_by: undefined }], '2 documents.id'],
		[
			'a document twice, however it is typed',
			[law, { ...law, id: 'khac', symbol: '116/2025/qh15' }],
			'2 documents.symbol'
		],
		['a successor that is not there', [old], '1 documents.superseded_by: no document'],
		[
			'a successor of what holds',
			[law, { ...old, status: 'in_force', replaced: undefined }],
			'2 documents.superseded_by: the status is in_force'
		],
		[
			'an end of what holds',
			[{ ...law, replaced: '2030-01-01' }],
			'1 documents.replaced: the status is in_force'
		],
		[
			'a status without its source',
			[law, { ...old, status_source: undefined }],
			'2 documents.status_source'
		],
		['a document before its issue', [{ ...law, effective: '2025-12-09' }], '1 documents.effective'],
		[
			'an end before the beginning',
			[law, { ...old, replaced: '2018-12-31' }],
			'2 documents.replaced'
		],
		['a field that nobody knows', [{ ...law, url: 'x' }], '1 documents.: url'],
		['a level that nobody knows', [{ ...law, level: 'world' }], '1 documents.level'],
		['a fact that is none', [{ ...law, facts: ['57'] }], '1 documents.facts.0']
	])('refuses %s', (_, documents, expected) => {
		expect(problems(...documents)).toEqual([expect.stringContaining(expected)]);
	});

	it('refuses successors that lead back, and nothing else, whoever follows whom', () => {
		const size = 6;
		fc.assert(
			fc.property(
				fc.array(fc.option(fc.nat(size - 1)), { minLength: size, maxLength: size }),
				(next) => {
					const documents = next.map((successor, index) => ({
						...old,
						id: `van-ban-${index}`,
						symbol: `${index}/QĐ`,
						superseded_by: successor === null ? undefined : `van-ban-${successor}`
					}));
					const inCircle = next.filter((_, start) => {
						let at: number | null = next[start] ?? null;
						for (let step = 0; step < size && at !== null && at !== start; step++)
							at = next[at] ?? null;
						return at === start;
					});
					expect(problems(...documents)).toHaveLength(inCircle.length);
				}
			)
		);
	});
});

it('the facts of a document are named one by one or as a series', () => {
	const known = ['F-57-01', 'F-57-02', 'F-57T-01', 'F-AT-25', 'F-AT-26'];
	expect(factsOf({ facts: ['F-57', 'F-AT-25'] }, known)).toEqual(['F-57-01', 'F-57-02', 'F-AT-25']);
	expect(factsOf({ facts: [] }, known)).toEqual([]);
});
