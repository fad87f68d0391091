import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeRules } from '#lib/i18n/rules-text.ts';
import { rulesDocx } from '#lib/server/contests/rules-docx.ts';
import { readZip } from '#lib/server/files/zip.ts';
import { createContestWorld, type ContestWorld } from '../support/contest-world.ts';

let world: ContestWorld;
beforeAll(async () => void (world = await createContestWorld()));
afterAll(() => world.close());

it.each(['vi', 'en'] as const)(
	'the rules as a Word file say what the page says (%s)',
	async (language) => {
		const { id } = await world.contest({ attemptsAllowed: 2 });
		const contest = await world.app.contests.findPublished(id);
		const sections = writeRules(await world.app.contests.rulesText(contest), language);
		expect(sections.length).toBeGreaterThan(5);
		const bytes = await rulesDocx({
			...{ language, title: contest.title, agency: contest.unitName, sections },
			foreword: ['Thể lệ <riêng> & khác']
		});
		const zip = await readZip(bytes, { unpackedBytes: 2 ** 24 });
		const text = String(await zip.read('word/document.xml'))
			.replaceAll(/<[^>]+>/g, '\n')
			.replaceAll('&lt;', '<')
			.replaceAll('&gt;', '>')
			.replaceAll('&quot;', '"')
			.replaceAll('&amp;', '&');
		for (const { heading, sentences } of sections)
			for (const line of [heading, ...sentences]) expect(text).toContain(line);
		expect(text).toContain('Thể lệ <riêng> & khác');
		expect(text).toContain(contest.unitName.toLocaleUpperCase('vi'));
	}
);
