import { describe, expect, it } from 'vitest';
import { resolveTopics } from './topic-resolution.ts';

const ofBank = [
	{ id: 'chung', title: 'Kiến thức chung' },
	{ id: 'an-ninh', title: 'An ninh mạng' }
];

describe('a topic named by', () => {
	const topics = () => resolveTopics([], ofBank, false);
	it.each([
		['its title', 'An ninh mạng', 'an-ninh'],
		['its title as somebody else types it', 'AN NINH  MẠNG'.normalize('NFD'), 'an-ninh'],
		['its id', 'an-ninh', 'an-ninh']
	])('%s is the one of the bank', (_, said, id) => {
		const resolved = topics();
		expect(resolved.idOf(said)).toBe(id);
		expect(resolved.all()).toEqual(ofBank);
	});

	it('a title that nobody knows is new, once', () => {
		const resolved = topics();
		const ids = ['Dữ liệu số', 'dữ liệu số ', 'Chung', '???', '!!!'].map(resolved.idOf);
		expect(ids).toEqual(['du-lieu-so', 'du-lieu-so', 'chung-2', 'chu-de', 'chu-de-2']);
		expect(resolved.all().slice(2)).toEqual([
			{ id: 'du-lieu-so', title: 'Dữ liệu số' },
			{ id: 'chung-2', title: 'Chung' },
			{ id: 'chu-de', title: '???' },
			{ id: 'chu-de-2', title: '!!!' }
		]);
	});
});

describe('the topics at the head of a file', () => {
	const ofFile = [
		{ id: 'chung', title: 'Chuyển đổi số' },
		{ id: 'mang', title: 'an ninh mạng' }
	];

	it('of another bank are told by their titles: one id may mean two topics', () => {
		const resolved = resolveTopics(ofFile, ofBank, false);
		expect(['chung', 'mang', 'Kiến thức chung', 'an-ninh'].map(resolved.idOf)).toEqual([
			...['chung-2', 'an-ninh', 'chung', 'an-ninh']
		]);
		expect(resolved.all()).toEqual([...ofBank, { id: 'chung-2', title: 'Chuyển đổi số' }]);
		expect([...resolved.ofFile()]).toEqual(['chung-2', 'an-ninh']);
	});

	it('of this bank are told by their ids, and their titles are the newer ones', () => {
		const resolved = resolveTopics(ofFile, ofBank, true);
		expect(['chung', 'mang', 'an-ninh'].map(resolved.idOf)).toEqual(['chung', 'mang', 'an-ninh']);
		expect(resolved.all()).toEqual([ofFile[0], ofBank[1], ofFile[1]]);
	});

	it('stay two when they have one title', () => {
		const two = [
			{ id: 'a', title: 'Chung' },
			{ id: 'b', title: 'chung' }
		];
		const resolved = resolveTopics(two, [], false);
		expect(['a', 'b', 'Chung'].map(resolved.idOf)).toEqual(['a', 'b', 'a']);
		expect(resolved.all()).toEqual(two);
	});
});
