import { expect, it } from 'vitest';
import { parseFacts } from './fact-file.ts';

const fact = {
	id: 'F-57-01',
	text: 'Ngày ban hành: 22/12/2024',
	place: 'tên văn bản',
	sources: ['x']
};

it('facts are read, and problems named with the number of the fact', () => {
	expect(parseFacts({ facts: [fact] })).toEqual({ facts: [fact], issues: [] });
	const wrong = { facts: [fact, { ...fact, sources: [] }, { ...fact, id: '57' }] };
	expect(parseFacts(wrong).issues.map(({ row, column }) => [row, column])).toEqual([
		[2, 'facts.sources'],
		[3, 'facts.id']
	]);
	expect(parseFacts({ facts: [fact, fact] })).toEqual({
		facts: null,
		issues: [
			{
				row: 2,
				column: 'facts.id',
				code: 'BANK_FIELD',
				params: { value: 'F-57-01 is there twice' }
			}
		]
	});
	expect(parseFacts([]).issues).toMatchObject([{ row: null, column: null }]);
});
