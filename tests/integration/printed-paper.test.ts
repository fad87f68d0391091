import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bank } from '#lib/domain/bank.ts';
import { positionsOf } from '#lib/domain/items.ts';
import {
	layOutExam,
	optionLetters,
	printableCounts,
	type PrintChoices
} from '#lib/domain/printed-paper.ts';
import { readBankSource } from '#lib/server/banks/bank-source.ts';
import { printedDocx } from '#lib/server/banks/print/printed-docx.ts';
import { printedPdf } from '#lib/server/banks/print/printed-pdf.ts';
import { readZip } from '#lib/server/files/zip.ts';
import { randomBank } from '../support/random-bank.ts';

const choices: PrintChoices = {
	counts: null,
	codes: 1,
	seed: 'một',
	approvedOnly: true,
	explained: true,
	agency: 'Sở Nội vụ',
	parentAgency: 'Ủy ban nhân dân tỉnh',
	title: 'ĐỀ THI TÌM HIỂU NGHỊ QUYẾT SỐ 57-NQ/TW',
	minutes: 20
};

let bank: Bank;
beforeAll(async () => {
	const path = new URL('../../question-banks/nghi-quyet-57.yaml', import.meta.url);
	bank = readBankSource(await readFile(path));
});

describe('laying out', () => {
	it('gives every code the same questions, and keys that are right for its order', () => {
		const cases = fc.tuple(randomBank(), fc.integer({ min: 1, max: 4 }), fc.string());
		fc.assert(
			fc.property(cases, ([each, codes, seed]) => {
				const exam = layOutExam(each, { ...choices, approvedOnly: false, codes, seed });
				expect(exam.papers).toHaveLength(codes);
				for (const { questions } of exam.papers) {
					expect(questions.map(({ number }) => number)).toEqual(
						each.items.map((_, index) => index + 1)
					);
					const printed = questions.map(({ stem, options, key }) => [
						stem,
						key
							.split(', ')
							.map((letter) => options[optionLetters.indexOf(letter)])
							.sort(),
						[...options].sort()
					]);
					const stored = each.items.map(({ content }) => [
						content.stem,
						positionsOf(content.key)
							.map((position) => content.options[position])
							.sort(),
						[...content.options].sort()
					]);
					expect(printed.map(String).sort()).toEqual(stored.map(String).sort());
				}
			})
		);
	});

	it('draws what is asked for of each level, the same for the same seed', () => {
		const counts = { recall: 5, comprehension: 3, application: 2 };
		const exam = layOutExam(bank, { ...choices, counts, codes: 2 });
		expect(layOutExam(bank, { ...choices, counts, codes: 2 })).toEqual(exam);
		const [first, second] = exam.papers.map(({ questions }) => questions.map(({ stem }) => stem));
		expect(first).toHaveLength(10);
		expect(first).not.toEqual(second);
		expect(first?.toSorted()).toEqual(second?.toSorted());
		const levels = bank.items.filter(({ content }) => first?.includes(content.stem));
		expect(levels.filter(({ difficulty }) => difficulty === 'recall')).toHaveLength(5);
	});

	it('leaves out what is not approved, and takes all there is when more is asked for', () => {
		const [one, ...others] = bank.items;
		const mixed = { ...bank, items: [{ ...one!, status: 'draft' as const }, ...others] };
		const all = printableCounts(mixed, true);
		expect(all.recall + all.comprehension + all.application).toBe(others.length);
		const counts = { recall: 9999, comprehension: 9999, application: 9999 };
		const [paper] = layOutExam(mixed, { ...choices, counts }).papers;
		expect(paper?.questions).toHaveLength(others.length);
	});
});

describe('on paper', () => {
	const exam = () =>
		layOutExam(bank, {
			...choices,
			counts: { recall: 6, comprehension: 5, application: 4 },
			codes: 2
		});

	it('Word holds every question, option, key and explanation', async () => {
		const archive = readZip(await printedDocx(exam()), { unpackedBytes: 2 ** 24 });
		const xml = (await archive.read('word/document.xml'))?.toString('utf8') ?? '';
		const text = xml
			.replace(/<\/w:p>/g, '\n')
			.replace(/<[^>]+>/g, '')
			.replaceAll('&amp;', '&')
			.replaceAll('&quot;', '"')
			.replaceAll('&apos;', "'");
		for (const { questions, code } of exam().papers) {
			expect(text).toContain(`Mã đề ${code}`);
			for (const { options, number, key, citation } of questions) {
				for (const [index, option] of options.entries())
					expect(text).toContain(`${optionLetters[index]}. ${option}`);
				expect(text).toContain(`${number}. ${key}`);
				expect(text).toContain(citation);
			}
		}
		expect(text).toContain('ỦY BAN NHÂN DÂN TỈNH');
		expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
	});

	it('PDF has pages of A4 and carries its fonts', async () => {
		const bytes = Buffer.from(await printedPdf(exam()));
		const raw = bytes.toString('latin1');
		expect(raw.startsWith('%PDF-')).toBe(true);
		expect(raw).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/);
		expect(raw).toContain('Tinos');
		expect(raw).toMatch(/\/FontFile[23]/);
		// Streams are whole.
		const start = bytes.indexOf('stream\n') + 'stream\n'.length;
		expect(inflateSync(bytes.subarray(start, bytes.indexOf('\nendstream'))).length).toBeGreaterThan(
			0
		);
	});

	it('an empty choice is an empty paper, not a failure', async () => {
		const none = { recall: 0, comprehension: 0, application: 0 };
		const empty = layOutExam(bank, { ...choices, counts: none });
		expect(empty.papers[0]?.questions).toEqual([]);
		expect((await printedDocx(empty)).length).toBeGreaterThan(1000);
		expect((await printedPdf(empty)).length).toBeGreaterThan(1000);
	});
});
