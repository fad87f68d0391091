import type { Page } from '@playwright/test';
import { attemptRefSchema } from '#lib/domain/attempt-ref.ts';
import { expect, test, type Visitor, type World } from './support/world.ts';

const question = (page: Page, number: number) => page.locator(`#q${number - 1}`);
const option = (page: Page, number: number, letter: number) =>
	question(page, number).locator('input').nth(letter);
const choose = (page: Page, number: number, letter: number) =>
	option(page, number, letter).check({ force: true });

/** The card of the result page that says how many questions were answered. */
const answered = (page: Page) => page.locator('[data-slot=card]', { hasText: 'Số câu đã trả lời' });

/** What the server has of an attempt. */
async function saved(world: World, visitor: Visitor, ref: string) {
	const sitting = await world.app.sittings.exam(visitor.actor, attemptRefSchema.parse(ref));
	return sitting.progress.chosen;
}

test('a choice is saved at once, and a reload or another device goes on from there', async ({
	world,
	browser
}) => {
	const visitor = await world.candidate();
	const ref = await world.start(visitor, await world.contest());
	const first = await world.browser(browser, visitor);
	const page = await first.newPage();
	await page.goto(`/exam/${ref}`);
	await choose(page, 1, 1);
	await expect(question(page, 1).getByText('Đã lưu')).toBeVisible();
	expect((await saved(world, visitor, ref))[0]).toEqual([1]);

	await page.reload();
	await expect(option(page, 1, 1)).toBeChecked();
	await expect(page.getByRole('timer')).toBeVisible();

	const second = await world.browser(browser, visitor);
	const other = await second.newPage();
	await other.goto(`/exam/${ref}`);
	await expect(option(other, 1, 1)).toBeChecked();
	await choose(other, 2, 0);
	await expect(question(other, 2).getByText('Đã lưu')).toBeVisible();

	// The first page does not know of that choice; its next one must not be lost in the collision.
	await choose(page, 3, 1);
	await expect(question(page, 3).getByText('Đã lưu')).toBeVisible();
	expect(await saved(world, visitor, ref)).toMatchObject({ 0: [1], 1: [0], 2: [1] });
	await Promise.all([first.close(), second.close()]);
});

test('what is chosen before the page runs is saved as well', async ({ world, browser }) => {
	const visitor = await world.candidate();
	const ref = await world.start(visitor, await world.contest());
	const context = await world.browser(browser, visitor);
	const page = await context.newPage();
	let scriptsArrive = (): void => {};
	const chosen = new Promise<void>((resolve) => (scriptsArrive = resolve));
	await page.route('**/_app/**/*.js', async (route) => {
		await chosen;
		await route.continue();
	});
	await page.goto(`/exam/${ref}`, { waitUntil: 'commit' });
	await choose(page, 1, 1);
	await choose(page, 2, 0);
	await expect(page.getByRole('timer')).toHaveCount(0);
	scriptsArrive();
	for (const number of [1, 2])
		await expect(question(page, number).getByText('Đã lưu')).toBeVisible();
	await expect(option(page, 1, 1)).toBeChecked();
	expect(await saved(world, visitor, ref)).toMatchObject({ 0: [1], 1: [0] });
	await context.close();
});

test('without network one goes on, and everything is sent once it is back', async ({
	world,
	browser
}) => {
	const visitor = await world.candidate();
	const ref = await world.start(visitor, await world.contest());
	const context = await world.browser(browser, visitor);
	const page = await context.newPage();
	await page.goto(`/exam/${ref}`);
	await expect(page.getByRole('timer')).toBeVisible();
	await context.setOffline(true);
	await choose(page, 1, 0);
	await choose(page, 2, 1);
	await expect(page.getByText('Mất kết nối với máy chủ')).toBeVisible();
	await expect(question(page, 1).getByText('Chưa gửi')).toBeVisible();
	await expect(page.getByText('Đã lưu')).toHaveCount(0);
	expect(await saved(world, visitor, ref)).toEqual({});

	await context.setOffline(false);
	await expect(question(page, 1).getByText('Đã lưu')).toBeVisible({ timeout: 20_000 });
	await expect(question(page, 2).getByText('Đã lưu')).toBeVisible();
	await expect(page.getByText('Mất kết nối với máy chủ')).toBeHidden();
	expect(await saved(world, visitor, ref)).toEqual({ 0: [0], 1: [1] });
	await context.close();
});

test('what could not be sent survives a reload of the page', async ({ world, browser }) => {
	const visitor = await world.candidate();
	const ref = await world.start(visitor, await world.contest());
	const context = await world.browser(browser, visitor);
	const page = await context.newPage();
	await page.goto(`/exam/${ref}`);
	await expect(page.getByRole('timer')).toBeVisible();
	// Only saving fails, so that the page itself can be loaded again.
	await page.route('**/responses', (route) => route.abort());
	await choose(page, 4, 1);
	await expect(question(page, 4).getByText('Chưa gửi')).toBeVisible();
	page.on('dialog', (dialog) => dialog.accept());
	await page.reload();
	await expect(option(page, 4, 1)).toBeChecked();
	await page.unroute('**/responses');
	await expect(question(page, 4).getByText('Đã lưu')).toBeVisible({ timeout: 20_000 });
	expect(await saved(world, visitor, ref)).toEqual({ 3: [1] });
	await context.close();
});

test('keys choose, move and mark; submitting tells what is open', async ({ world, browser }) => {
	const visitor = await world.candidate();
	const ref = await world.start(visitor, await world.contest());
	const context = await world.browser(browser, visitor);
	const page = await context.newPage();
	await page.goto(`/exam/${ref}`);
	await expect(page.getByRole('timer')).toBeVisible();
	await page.keyboard.press('b');
	await expect(option(page, 1, 1)).toBeChecked();
	await page.keyboard.press('f');
	await expect(question(page, 1).getByRole('button', { name: 'Bỏ đánh dấu' })).toBeVisible();
	await expect(question(page, 1).getByText('Đã lưu')).toBeVisible();
	await page.getByRole('button', { name: 'Nộp bài' }).click();
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByText('Còn 5/6 câu chưa trả lời: 2, 3, 4, 5, 6.')).toBeVisible();
	await expect(dialog.getByText('Câu bạn đánh dấu xem lại: 1.')).toBeVisible();
	await dialog.getByRole('button', { name: 'Nộp bài' }).click();
	await page.waitForURL('**/result');
	await expect(page.getByText('Bạn đã nộp bài lúc')).toBeVisible();
	await expect(page.getByText('Theo thể lệ, đáp án được công bố sau')).toBeVisible();
	await page.goto(`/exam/${ref}`);
	await page.waitForURL('**/result');
	await context.close();
});

test('when time is up the server closes the exam and saved answers count', async ({
	world,
	browser
}) => {
	const visitor = await world.candidate();
	const contestId = await world.contest({
		closesAt: world.app.clock.now() + 5_000,
		timeLimitMinutes: 1,
		release: { score: 'at_submit', answers: 'at_submit', board: 'at_submit' }
	});
	const ref = await world.start(visitor, contestId);
	const context = await world.browser(browser, visitor);
	const page = await context.newPage();
	await page.goto(`/exam/${ref}`);
	await choose(page, 1, 0);
	await expect(question(page, 1).getByText('Đã lưu')).toBeVisible();
	await page.waitForURL('**/result', { timeout: 30_000 });
	await expect(answered(page)).toContainText('1/6');
	await expect(page.getByRole('heading', { name: 'Đáp án và giải thích' })).toBeVisible();
	await expect(page.getByText('Giải thích').first()).toBeVisible();
	await context.close();
});

test('the sweeper closes what nobody watches', async ({ world }) => {
	const visitor = await world.candidate();
	const contestId = await world.contest({
		closesAt: world.app.clock.now() + 1_500,
		timeLimitMinutes: 1
	});
	const ref = attemptRefSchema.parse(await world.start(visitor, contestId));
	await world.app.attempts.save(visitor.actor, ref, [{ sequence: 1, item: 0, chosen: [0] }]);
	// Counted by the board, which reads standings and closes nothing.
	await expect
		.poll(async () => (await world.app.boards.board(null, contestId)).submitted, {
			timeout: 20_000
		})
		.toBe(1);
});

test('the exam works with JavaScript off', async ({ world, browser }) => {
	const visitor = await world.candidate();
	const ref = await world.start(visitor, await world.contest());
	const context = await world.browser(browser, visitor, { javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`/exam/${ref}`);
	// Playwright's locators look past <noscript>.
	expect(await page.content()).toContain('Trình duyệt của bạn đang tắt JavaScript');
	await choose(page, 1, 0);
	await choose(page, 2, 1);
	await page.getByRole('button', { name: 'Nộp bài' }).click();
	await page.waitForURL('**/result');
	await expect(answered(page)).toContainText('2/6');
	await context.close();
});

test('a foreign or unknown attempt is refused with a sentence', async ({ world, browser }) => {
	const owner = await world.candidate();
	const stranger = await world.candidate();
	const ref = await world.start(owner, await world.contest());
	const context = await world.browser(browser, stranger);
	const page = await context.newPage();
	expect((await page.goto(`/exam/${ref}`))?.status()).toBe(403);
	await expect(
		page.getByRole('heading', { name: /Lượt thi này không phải của bạn/ })
	).toBeVisible();
	expect((await page.goto('/exam/12.nonsense'))?.status()).toBe(404);
	const answer = await context.request.post(`/api/attempts/${ref}/responses`, {
		data: { events: [{ sequence: 1, item: 0, chosen: [0] }] }
	});
	expect(answer.status()).toBe(403);
	expect(await answer.json()).toMatchObject({ code: 'ATTEMPT_FOREIGN' });
	await context.close();
});

test('the save route refuses what is not a save request', async ({ world, browser }) => {
	const visitor = await world.candidate();
	const ref = await world.start(visitor, await world.contest());
	const context = await world.browser(browser, visitor);
	const url = `/api/attempts/${ref}/responses`;
	const post = async (options: object) => {
		const answer = await context.request.post(url, options);
		return [answer.status(), ((await answer.json()) as { code: string }).code];
	};
	expect(await post({ data: { events: [] } })).toEqual([400, 'INVALID_INPUT']);
	expect(await post({ data: { events: [{ sequence: 0, item: 0, chosen: [] }] } })).toEqual([
		400,
		'INVALID_INPUT'
	]);
	expect(await post({ form: { events: '[]' } })).toEqual([400, 'INVALID_INPUT']);
	expect(await post({ headers: { 'content-type': 'application/json' }, data: '{' })).toEqual([
		400,
		'INVALID_INPUT'
	]);
	const large = { events: [{ sequence: 1, item: 0, chosen: [0], padding: 'x'.repeat(70_000) }] };
	expect(await post({ data: large })).toEqual([413, 'FILE_TOO_LARGE']);
	const anonymous = await world.browser(browser, null);
	const answer = await anonymous.request.post(url, {
		data: { events: [{ sequence: 1, item: 0, chosen: [0] }] }
	});
	expect(answer.status()).toBe(401);
	expect(await saved(world, visitor, ref)).toEqual({});
	await Promise.all([context.close(), anonymous.close()]);
});
