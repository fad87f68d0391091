import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleAttempts } from './sample.ts';
import { readProgress, type DemoPerson } from './state.ts';
import { Turns, usedUp, type Turn } from './turns.ts';

let dataDir = '';
const people: DemoPerson[] = Array.from({ length: 450 }, (_, index) => ({
	staffCode: `SH${index}`,
	code: null
}));

beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'hoithi-turns-'));
});

afterEach(() => rm(dataDir, { recursive: true }));

async function fromDisk(): Promise<Turns> {
	return new Turns(dataDir, people, await readProgress(dataDir, 1));
}

describe('turns', () => {
	it('bring everybody at least once and at most as often as they may, group by group', async () => {
		const turns = await fromDisk();
		const taken = new Map<string, number>();
		const order: string[] = [];
		for (let turn = turns.next(); turn; turn = turns.next()) {
			const { staffCode } = turn.person;
			taken.set(staffCode, (taken.get(staffCode) ?? 0) + 1);
			order.push(staffCode);
			turns.done(turn);
		}
		expect(taken.size).toBe(people.length);
		expect(Math.max(...taken.values())).toBe(sampleAttempts);
		expect(Math.min(...taken.values())).toBe(1);
		// Nobody new comes before the group ahead has had its last turns.
		expect(order.indexOf('SH200')).toBeGreaterThan(order.findLastIndex((code) => code === 'SH0'));
		await turns.flush();
		expect(usedUp(people, await readProgress(dataDir, 1))).toBe(true);
		expect(usedUp(people, await readProgress(dataDir, 2))).toBe(false);
	});

	it('never give two turns to one person at once', async () => {
		const turns = await fromDisk();
		const open: Turn[] = [];
		// More than a group takes: the rest of its turns must wait for those under way.
		for (let count = 0; count < 400; count++) {
			const turn = turns.next();
			if (!turn) break;
			open.push(turn);
		}
		expect(new Set(open.map(({ person }) => person)).size).toBe(open.length);
		expect(open.length).toBe(400);
		await turns.flush();
	});

	it('go on with what was under way when they stopped', async () => {
		const first = await fromDisk();
		const [done, left] = [first.next(), first.next()] as [Turn, Turn];
		first.done(done);
		await first.flush();
		const second = await fromDisk();
		expect(second.next()).toEqual(left);
		expect(second.next()?.number).toBeGreaterThan(left.number);
		await second.flush();
	});
});
