import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#lib/domain/errors.ts';
import { makeZip } from '../../../../tests/support/zip.ts';
import { storedZip } from './stored-zip.ts';
import { readZip, resolveZipPath } from './zip.ts';

const limits = { unpackedBytes: 50 * 2 ** 20 };

/** Names and contents of an archive, or the code of the issue it is refused with. */
async function outcome(bytes: Uint8Array): Promise<unknown> {
	try {
		const archive = readZip(bytes, limits);
		const files: Record<string, string> = {};
		for (const { name } of archive.entries) files[name] = String(await archive.read(name));
		return files;
	} catch (error) {
		if (!isAppError(error)) throw error;
		return error.issues[0]?.code;
	}
}

describe('an archive', () => {
	it.each([
		['compressed', makeZip([{ name: 'câu hỏi.xml', content: 'Đúng' }])],
		['stored', makeZip([{ name: 'câu hỏi.xml', content: 'Đúng', stored: true }])],
		['of zip64', makeZip([{ name: 'câu hỏi.xml', content: 'Đúng' }], { zip64: true })],
		['of our own', Buffer.concat([...storedZip(new Map([['câu hỏi.xml', Buffer.from('Đúng')]]))])],
		['with a comment', makeZip([{ name: 'câu hỏi.xml', content: 'Đúng' }], { comment: 'PK' })]
	])('%s is read', async (_, bytes) => {
		expect(await outcome(bytes)).toEqual({ 'câu hỏi.xml': 'Đúng' });
	});

	it('gives null for what it does not have', async () => {
		const archive = readZip(makeZip([{ name: 'a', content: '' }]), limits);
		expect(archive.has('a')).toBe(true);
		expect(archive.has('b')).toBe(false);
		expect(await archive.read('b')).toBeNull();
	});

	it('has plain names whatever program wrote it, and none that leads out of it', async () => {
		const bytes = makeZip([
			{ name: 'items\\q1.xml', content: '1' },
			{ name: './items//q2.xml', content: '2' },
			{ name: '/items/q3.xml', content: '3' },
			{ name: 'items/', content: '' },
			{ name: '../../etc/passwd', content: '4' },
			{ name: 'items/../../q5.xml', content: '5' },
			{ name: Buffer.from([0x63, 0xe2, 0x75]), content: '6' }
		]);
		const plain = { 'items/q1.xml': '1', 'items/q2.xml': '2', 'items/q3.xml': '3', câu: '6' };
		expect(await outcome(bytes)).toEqual(plain);
	});

	it('inside an archive is a file like any other', async () => {
		const inner = makeZip([{ name: 'a', content: 'a' }]);
		const archive = readZip(makeZip([{ name: 'inner.zip', content: inner }]), limits);
		expect(await archive.read('inner.zip')).toEqual(inner);
	});

	const zeros = Buffer.alloc(11 * 2 ** 20);

	it.each([
		['no file', makeZip([]), 'FILE_UNREADABLE'],
		['a locked file', makeZip([{ name: 'a', content: 'a', encrypted: true }]), 'FILE_ENCRYPTED'],
		[
			'two files of one name',
			makeZip([
				{ name: 'a/b', content: 'a' },
				{ name: 'a\\b', content: 'b' }
			]),
			'FILE_UNREADABLE'
		],
		[
			'more than the limit',
			makeZip([{ name: 'a', content: 'a', claimedSize: 51 * 2 ** 20 }]),
			'FILE_TOO_BIG'
		],
		[
			'more than the limit in all',
			makeZip([1, 2, 3].map((n) => ({ name: `${n}`, content: 'a', claimedSize: 18 * 2 ** 20 }))),
			'FILE_TOO_BIG'
		],
		['a bomb', makeZip([{ name: 'a', content: zeros }]), 'FILE_TOO_BIG'],
		[
			'a file longer than promised',
			makeZip([{ name: 'a', content: zeros, claimedSize: 10 }]),
			'FILE_UNREADABLE'
		],
		[
			'a file shorter than promised',
			makeZip([{ name: 'a', content: 'a', claimedSize: 10 }]),
			'FILE_UNREADABLE'
		],
		[
			'a file with a wrong checksum',
			makeZip([{ name: 'a', content: 'a', claimedChecksum: 1 }]),
			'FILE_UNREADABLE'
		],
		[
			'half of itself',
			makeZip([{ name: 'a', content: zeros, stored: true }]).subarray(0, 2 ** 20),
			'FILE_UNREADABLE'
		]
	])('with %s is refused', async (_, bytes, code) => {
		expect(await outcome(bytes)).toBe(code);
	});

	it('of zip64 that promises the impossible is refused', async () => {
		const bytes = makeZip([{ name: 'a', content: 'a' }], { zip64: true });
		const record = bytes.indexOf('PK\u0006\u0006');
		for (const field of [32, 48]) {
			const damaged = Buffer.from(bytes);
			damaged.fill(0xff, record + field, record + field + 8);
			expect(await outcome(damaged)).toBe('FILE_UNREADABLE');
		}
	});

	it('is read or refused whatever byte of it is changed', async () => {
		const bytes = makeZip(
			[
				{ name: 'a', content: 'a'.repeat(100) },
				{ name: 'b', content: 'b', stored: true }
			],
			{ zip64: true }
		);
		await fc.assert(
			fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
				const damaged = Buffer.from(bytes);
				damaged[at] = value;
				await outcome(damaged);
			}),
			{ numRuns: 500 }
		);
	});

	it('does not give a part that is larger than asked for', async () => {
		const archive = readZip(makeZip([{ name: 'a', content: 'abc' }]), limits);
		expect(await archive.read('a', 3)).toHaveLength(3);
		await expect(archive.read('a', 2)).rejects.toMatchObject({
			issues: [{ code: 'FILE_TOO_BIG' }]
		});
	});
});

describe('a reference inside an archive', () => {
	it.each([
		['items/q1.xml', '../images/a.png', 'images/a.png'],
		['items/q1.xml', 'b.xml#part', 'items/b.xml'],
		['imsmanifest.xml', 'c%C3%A2u%201.xml', 'câu 1.xml'],
		['imsmanifest.xml', '100%.xml', '100%.xml'],
		['word/document.xml', '/word/media/a.png', 'word/media/a.png'],
		['a/b', '.\\c', 'a/c'],
		['a/b', '../../c', null],
		['a/b', 'https://example.org/c', null],
		['a/b', '//example.org/c', null],
		['a/b', 'file:///etc/passwd', null],
		['a/b', '..', null]
	])('of %s to %s means %s', (from, reference, path) => {
		expect(resolveZipPath(from, reference)).toBe(path);
	});
});
