import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contestRulesSchema, contradictions } from '#lib/domain/rules/contest-rules.ts';
import { itemCount } from '#lib/domain/rules/paper-rules.ts';
import { applyPreset, type Preset } from '#lib/domain/rules/preset.ts';
import { presetsFolder, readPresets } from './presets.ts';

const root = resolve(import.meta.dirname, '../../../..');
const folder = join(root, presetsFolder);
const presets = await readPresets(folder);
const firstDay = Date.parse('2025-12-03T00:00+07:00');

function presetOf(id: string): Preset {
	const preset = presets.find((each) => each.id === id);
	if (!preset) throw new Error(`there is no preset ${id}`);
	return preset;
}
/** The rules that a preset gives, with a bank of its own for each slot: 1, 2, … */
function rulesOf(preset: Preset) {
	const banks = Object.fromEntries(preset.slots.map(({ id }, index) => [id, index + 1]));
	return applyPreset(preset, { firstDay, unitIds: [7], banks });
}
const rules = (id: string) => rulesOf(presetOf(id));
const questions = (id: string) => rules(id).audiences.map(({ paper }) => itemCount(paper.sections));
const minutes = (id: string) => rules(id).audiences.map(({ paper }) => paper.timeLimitMinutes);
const ranking = (id: string) => rules(id).ranking.map(({ key, order }) => `${key} ${order}`);
const windows = (id: string) =>
	rules(id).rounds.map(({ opensAt, closesAt }) => [wall(opensAt), wall(closesAt)]);
const wall = (instant: number) =>
	new Date(instant).toLocaleString('en-GB', {
		timeZone: 'Asia/Ho_Chi_Minh',
		weekday: 'long',
		hour: '2-digit',
		minute: '2-digit'
	});
const hours = ({ opensAt, closesAt }: { opensAt: number; closesAt: number }) =>
	(closesAt - opensAt) / 3_600_000;

describe('the presets that come with the product', () => {
	it('are those of the table, each with its file, contest and source', async () => {
		const readme = await readFile(join(folder, 'README.md'), 'utf8');
		const rows = readme
			.split('\n')
			.filter((line) => line.startsWith('| `'))
			.map((line) => line.split('|').map((cell) => cell.trim()));
		expect(rows.map(([, file]) => file).sort()).toEqual(
			presets.map(({ id }) => `\`${id}.yaml\``).sort()
		);
		for (const [, file = '', contest, site = ''] of rows) {
			const { source } = presetOf(file.slice(1, -'.yaml`'.length));
			if (source) expect(contest).toBe(source.title);
			expect(site.includes('.')).toBe(typeof source?.site === 'string');
			if (source?.site) expect(site).toBe(source.site);
		}
		expect(presets).toHaveLength(7);
	});

	it.each(presets.map((preset) => [preset.id, preset] as const))(
		'give rules without contradictions: %s',
		(_, preset) => {
			const given = rulesOf(preset);
			expect(contestRulesSchema.parse(given)).toEqual(given);
			expect(contradictions(given)).toEqual([]);
			expect(given.audiences.map(({ eligibility }) => eligibility.unitIds)).toEqual(
				given.audiences.map(() => [7])
			);
		}
	);

	it('mark what the source does not say, but for the one without a source', async () => {
		for (const { id, source } of presets) {
			const text = await readFile(join(folder, `${id}.yaml`), 'utf8');
			expect(text.includes('not stated by the source'), id).toBe(source !== null);
		}
	});
});

describe('the presets state the facts of their contests', () => {
	it('VCNet 2019', () => {
		const given = rules('vcnet-2019');
		expect(windows('vcnet-2019')).toEqual(
			Array.from({ length: 20 }, () => ['Monday 10:00', 'Monday 09:00'])
		);
		expect(given.rounds.map(hours)).toEqual(given.rounds.map(() => 7 * 24 - 1));
		expect(questions('vcnet-2019')).toEqual([5]);
		expect(given.prediction?.target).toBe('all_correct');
		const { perRound, perDay, perWeek, counting } = given.attempts;
		expect([perRound, perDay, perWeek, counting]).toEqual([null, null, null, 'best']);
		expect(ranking('vcnet-2019')).toEqual([
			'all_correct desc',
			'prediction_error asc',
			'submitted_at asc'
		]);
	});

	it('Huế 2025', () => {
		const given = rules('hue-2025');
		expect(given.rounds).toHaveLength(4);
		expect(new Set(windows('hue-2025').map(([opens]) => opens)).size).toBe(1);
		expect(given.rounds.every((round) => hours(round) <= 7 * 24)).toBe(true);
		expect(given.audiences.map(({ id }) => id)).toEqual(['can-bo', 'nguoi-dan']);
		expect(given.audiences.map(({ paper }) => paper.sections[0]?.lines[0]?.bankId)).toEqual([1, 2]);
		expect(questions('hue-2025')).toEqual([15, 15]);
		expect(given.prediction).not.toBeNull();
		// A round is a week.
		expect(given.attempts.perRound).toBe(1);
		const collective = given.awards.categories.filter((award) => award.for === 'unit');
		expect(collective.length).toBeGreaterThan(0);
		expect(collective.every(({ by, eachBlock }) => by === 'ranking' && eachBlock)).toBe(true);
		const { rate, average, byBlock, bands } = given.unitRanking;
		expect([rate > 0, average > 0, byBlock]).toEqual([true, true, true]);
		expect(bands).toEqual([100, 75, 25]);
	});

	it('Quảng Nam 2022', () => {
		const { awards, unitRanking } = rules('quang-nam-2022');
		expect(ranking('quang-nam-2022')).toEqual([
			'score desc',
			'prediction_error asc',
			'duration asc',
			'started_at asc',
			'perfect_attempts desc'
		]);
		expect(awards.onePerPerson).toBe(true);
		expect([unitRanking.rate, unitRanking.average]).toEqual([100, 0]);
		const named = unitRanking.prizePoints.map(({ award, points }) => [
			awards.categories.find(({ id }) => id === award)?.name,
			points
		]);
		expect(named.slice(0, 3)).toEqual([
			['Giải Nhất', 10],
			['Giải Nhì', 8],
			['Giải Ba', 6]
		]);
	});

	it('Đắk Lắk 2025', () => {
		const given = rules('dak-lak-2025');
		expect(given.rounds.map(hours)).toEqual([48, 48, 48, 48]);
		expect(questions('dak-lak-2025')).toEqual([10]);
		expect(given.audiences[0]?.paper.draw).toBe('random');
		expect(given.prediction?.target).toBe('participants');
		expect([given.attempts.perDay, given.attempts.counting]).toEqual([1, 'best']);
		expect(minutes('dak-lak-2025')).toEqual([10]);
	});

	it('Gia Lai 2025', () => {
		const given = rules('gia-lai-2025');
		expect([questions('gia-lai-2025'), minutes('gia-lai-2025')]).toEqual([[20], [15]]);
		expect([given.rounds.length, given.attempts.perRound]).toEqual([1, 1]);
		expect(given.release.score).toBe('at_submit');
		const collective = given.awards.categories.filter((award) => award.for === 'unit');
		expect(collective.map(({ by }) => by)).toEqual(['participants', 'winners']);
	});

	it('Bến Tre 2023', () => {
		const given = rules('ben-tre-2023');
		expect([questions('ben-tre-2023'), minutes('ben-tre-2023')]).toEqual([[10], [10]]);
		expect(given.prediction).not.toBeNull();
		expect([given.rounds.length, given.attempts.perRound]).toEqual([1, 1]);
		expect(presetOf('ben-tre-2023').description.vi).toContain('cấm thi hộ');
	});

	it('a simple exam: one round, one attempt, no prediction, no prizes', () => {
		const given = rules('ky-thi-don-gian');
		expect([given.rounds.length, given.attempts.perRound]).toEqual([1, 1]);
		expect([given.prediction, given.awards.categories]).toEqual([null, []]);
	});
});

describe('readPresets', async () => {
	const place = await mkdtemp(join(tmpdir(), 'presets-'));
	afterAll(() => rm(place, { recursive: true }));
	const simple = await readFile(join(folder, 'ky-thi-don-gian.yaml'), 'utf8');
	/** Reads a folder with one file of this text. */
	async function read(name: string, text: string) {
		const own = await mkdtemp(join(place, 'own-'));
		await writeFile(join(own, `${name}.yaml`), text);
		return readPresets(own);
	}

	it('reads in the order of the names and nothing but YAML', async () => {
		expect(presets.map(({ id }) => id)).toEqual(presets.map(({ id }) => id).sort());
		expect((await readdir(folder)).length).toBe(presets.length + 1);
	});

	it('reads a copy of a file, which the refusals below change in one place', async () => {
		expect(await read('ky-thi-don-gian', simple)).toEqual([presetOf('ky-thi-don-gian')]);
	});

	it.each([
		['a field it lacks', simple.replace('release:', 'released:'), 'release: '],
		['a slot it does not know', simple.replace('{ slot: chung', '{ slot: la'), 'SLOT_UNKNOWN'],
		['what is no YAML', simple.replace('ranking:', 'ranking: ['), 'line '],
		['nothing', '', 'no preset'],
		['an id that is not its name', simple.replace('ky-thi-don-gian', 'ky-thi'), 'id ky-thi']
	])('names the file with %s', async (_, text, said) => {
		const message = await read('ky-thi-don-gian', text).catch((error: Error) => error.message);
		expect(message).toContain('ky-thi-don-gian.yaml');
		expect(message).toContain(said);
	});
});
