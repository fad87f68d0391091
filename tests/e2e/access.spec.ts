import { contestRulesOf } from '#lib/domain/rules/simple-rules.ts';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { noFilter } from '../support/drafts.ts';
import { waitUntil } from '../support/wait-until.ts';
import { expect, test, type Visitor } from './support/world.ts';

const routes = resolve(import.meta.dirname, '../../src/routes');

/** Who visits: nobody, a candidate, the focal point of Sở Nội vụ, an organizer of the province, the administrator. */
type Role = 'nobody' | 'candidate' | 'focal' | 'organizer' | 'admin';
/** What a visit answers: the page, the way to sign in, another page, or a refusal. */
type Outcome = 'ok' | 'sign-in' | 'redirect' | 401 | 403 | 404 | 405;

const everybody = (outcome: Outcome): Record<Role, Outcome> => ({
	nobody: outcome,
	candidate: outcome,
	focal: outcome,
	organizer: outcome,
	admin: outcome
});
const signedIn = { ...everybody('ok'), nobody: 'sign-in' } as const;
const organizers = {
	nobody: 'sign-in',
	candidate: 403,
	focal: 403,
	organizer: 'ok',
	admin: 'ok'
} as const;
/** Of the whole installation: an organizer of a province may look, not change. */
const managers = { ...organizers, organizer: 403 } as const;
const reporters = { ...organizers, focal: 'ok' } as const;
/** Pages about a unit that the focal point is not responsible for. */
const foreign = organizers;

/**
 * Every route with what each role gets by GET. `PHONG` lies below the focal point's unit, `XA` does
 * not. A route that is not listed fails the test.
 */
const expected: Record<string, Record<Role, Outcome>> = {
	'/': everybody('ok'),
	'/contests/:contest': everybody('ok'),
	'/contests/:draft': everybody(404),
	'/contests/:contest/board': everybody('ok'),
	'/contests/:contest/rules.docx': everybody('ok'),
	'/practice': everybody('ok'),
	'/practice/nghi-quyet-57': everybody('ok'),
	'/practice/nghi-quyet-57/:practice': everybody('ok'),
	'/sign-in': { ...everybody('redirect'), nobody: 'ok' },
	'/activate': everybody('ok'),
	'/setup?token=x': everybody(409 as Outcome),
	'/account': signedIn,
	'/exam/:attempt': { ...everybody(403), nobody: 'sign-in', candidate: 'ok' },
	'/exam/:attempt/result': { ...everybody(403), nobody: 'sign-in', candidate: 'redirect' },
	'/organize': organizers,
	'/organize/banks': organizers,
	'/organize/banks/new': organizers,
	'/organize/banks/import': organizers,
	'/organize/banks/import/019aa2b5-0000-7000-8000-000000000000': {
		...organizers,
		organizer: 404,
		admin: 404
	},
	'/organize/banks/import/019aa2b5-0000-7000-8000-000000000000/progress': {
		...organizers,
		nobody: 401,
		organizer: 404,
		admin: 404
	},
	'/organize/banks/template/xlsx': organizers,
	'/organize/banks/nghi-quyet-57/export/xlsx': organizers,
	'/organize/banks/nghi-quyet-57/print': organizers,
	'/organize/banks/nghi-quyet-57/print/docx?title=x&seed=x&codes=1': organizers,
	'/organize/banks/nghi-quyet-57': organizers,
	'/organize/banks/nghi-quyet-57/items/new': managers,
	'/organize/banks/nghi-quyet-57/items/:item': organizers,
	'/organize/banks/nghi-quyet-57/settings': managers,
	'/organize/documents': organizers,
	'/organize/documents/new': managers,
	'/organize/documents/:document': organizers,
	'/organize/banks/nghi-quyet-57/quality': organizers,
	'/organize/banks/nghi-quyet-57/quality/:bankVersion': organizers,
	'/organize/banks/nghi-quyet-57/quality/export': organizers,
	'/organize/roster': organizers,
	'/organize/roster/template': organizers,
	'/organize/contests/new': organizers,
	'/organize/contests/:contest': organizers,
	'/organize/contests/:draft/edit': organizers,
	'/organize/contests/:contest/results': organizers,
	'/organize/contests/:contest/results/export': organizers,
	'/organize/contests/:contest/quality': organizers,
	'/organize/contests/:contest/quality/:version': organizers,
	'/organize/contests/:contest/quality/export': organizers,
	'/organize/contests/:draft/quality': { ...organizers, organizer: 404, admin: 404 },
	'/units': reporters,
	'/units/:PHONG/people': reporters,
	'/units/:XA/people': foreign,
	'/units/:PHONG/codes': reporters,
	'/units/:XA/codes': foreign,
	'/units/:PHONG/codes.csv': everybody('redirect'),
	'/units/:PHONG/contests/:contest': reporters,
	'/units/:XA/contests/:contest': foreign,
	'/units/:PHONG/contests/:contest/missing': reporters,
	'/units/:XA/contests/:contest/missing': foreign,
	'/units/:PHONG/contests/:contest/missing.csv': reporters,
	'/units/:XA/contests/:contest/missing.csv': foreign,
	'/units/:PHONG/contests/:contest/participation.csv': reporters,
	'/units/:XA/contests/:contest/participation.csv': foreign,
	'/admin': managers,
	'/api/health': everybody('ok'),
	'/api/attempts/:attempt': { ...everybody(403), nobody: 401, candidate: 'ok' },
	'/api/attempts/:attempt/time': { ...everybody(403), nobody: 401, candidate: 'ok' },
	'/api/attempts/:attempt/submit': everybody(405),
	'/language': everybody(405),
	'/sign-out': everybody(405)
};

/** Figures once they are worked out. */
function ready<Quality extends { state: string }>(ask: () => Promise<Quality>) {
	return waitUntil('the figures are worked out', async () => {
		const answer = await ask();
		return answer.state === 'ready' ? (answer as Extract<Quality, { state: 'ready' }>) : undefined;
	});
}

/** Route patterns of the source tree, "/units/[]/people". */
async function readRoutes(folder = routes, path = ''): Promise<string[]> {
	const found: string[] = [];
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		if (entry.isDirectory()) {
			const part = entry.name.startsWith('(') ? '' : `/${entry.name.replace(/\[.*\]/, '[]')}`;
			if (!entry.name.startsWith('_'))
				found.push(...(await readRoutes(join(folder, entry.name), path + part)));
		} else if (/^\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(entry.name)) {
			found.push(path || '/');
		}
	}
	return [...new Set(found)];
}

test('every route answers each role as the catalogue of permissions says', async ({
	world,
	browser
}) => {
	test.setTimeout(180_000);
	const { app, admin, unitIds } = world;
	const candidate = await world.candidate('XA');
	const contestId = await world.contest();
	const attempt = await world.start(candidate, contestId);
	const published = await app.contests.find(contestId);
	const draft = await app.contests.create(admin.actor, {
		title: 'Bản nháp chưa công bố',
		rulesText: '',
		unitId: unitIds.TINH,
		eligibleUnitIds: [unitIds.TINH],
		rules: contestRulesOf({
			opensAt: published.round.timing.opensAt,
			closesAt: published.round.timing.closesAt,
			timeLimitMinutes: 10,
			attemptsAllowed: 1,
			passPercent: null,
			blueprint: [...published.round.lines],
			release: published.round.release
		})
	});
	async function withRole(role: 'focal_point' | 'organizer', unitId: number): Promise<Visitor> {
		const visitor = await world.candidate('SO');
		const listed = await app.units.listPeople(admin.actor, {
			unitId: unitIds.SO,
			search: '',
			page: 1,
			pageSize: 200
		});
		const person = listed.people.find(({ id }) => id === visitor.actor.personId);
		await app.accounts.grantRole(admin.actor, { username: person?.staffCode ?? '', role, unitId });
		// The server learns of new roles with a new session; this one was opened before.
		return { ...visitor, token: (await app.sessions.open(visitor.actor.accountId)).token };
	}
	const visitors: Record<Role, Visitor | null> = {
		nobody: null,
		candidate,
		focal: await withRole('focal_point', unitIds.SO),
		organizer: await withRole('organizer', unitIds.TINH),
		admin
	};
	// An item that a paper holds, and one of the bank.
	const view = { order: 'warnings', direction: 'down', page: 1, pageSize: 1 } as const;
	const quality = await ready(() => app.quality.round(admin.actor, contestId, view));
	const bankQuality = await ready(() => app.quality.bank(admin.actor, 'nghi-quyet-57', view));
	const values: Record<string, string | number> = {
		version: quality.list.rows[0]?.versionId ?? 0,
		bankVersion: bankQuality.list.rows[0]?.versionId ?? 0,
		...unitIds,
		contest: contestId,
		draft,
		attempt,
		practice: app.practice.start(),
		item: (await app.catalogue.itemKeys(admin.actor, 'nghi-quyet-57', noFilter, 1))[0] ?? '',
		document: (await app.documents.list(admin.actor))[0]?.id ?? 0
	};
	const fill = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => String(values[name]));

	const wrong: string[] = [];
	for (const [role, visitor] of Object.entries(visitors)) {
		const context = await world.browser(browser, visitor);
		for (const [path, outcomes] of Object.entries(expected)) {
			const response = await context.request.get(fill(path), { maxRedirects: 0 });
			const location = response.headers()['location'] ?? '';
			const status = response.status();
			const outcome =
				status === 200
					? 'ok'
					: status === 303
						? location.startsWith('/sign-in')
							? 'sign-in'
							: 'redirect'
						: status;
			const wanted = outcomes[role as Role];
			if (outcome !== wanted) wrong.push(`${role} ${path}: ${outcome} instead of ${wanted}`);
		}
		await context.close();
	}
	expect(wrong).toEqual([]);

	const patterns = Object.keys(expected).map((path) => fill(path.replace(/\?.*/, '')).split('/'));
	const unlisted = (await readRoutes()).filter((route) => {
		const parts = route.split('/');
		return !patterns.some(
			(pattern) =>
				pattern.length === parts.length &&
				parts.every((part, index) => part === '[]' || part === pattern[index])
		);
	});
	expect(unlisted, 'routes without a line in this test').toEqual([]);
});
