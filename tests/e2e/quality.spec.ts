import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { leastAttemptsToShow } from '#lib/domain/item-analysis-warnings.ts';
import { expect, test } from './support/world.ts';

/** Nothing that a checker of accessibility finds, and nothing that sticks out of a phone's screen. */
async function expectSound(page: Page) {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(overflow).toBe(0);
}

test('an organizer reads how a contest’s items were answered', async ({ world, browser }) => {
	test.setTimeout(180_000);
	const { app, admin } = world;
	// Without anybody on the roster nothing can be published.
	const candidates = [await world.candidate('SO')];
	const [contestId, untaken] = [await world.contest(), await world.contest()];
	const context = await world.browser(browser, admin, {
		viewport: { width: 360, height: 740 }
	});
	const page = await context.newPage();
	await page.goto(`/organize/contests/${untaken}`);
	await page.getByRole('link', { name: 'Chất lượng câu hỏi' }).click();
	await expect(page.getByRole('heading', { name: 'Chưa có lượt thi nào được nộp' })).toBeVisible();

	// Everybody takes the first option of every item; the last two leave the last item out.
	for (let person = 0; person < leastAttemptsToShow + 2; person++) {
		const candidate = candidates[person] ?? (await world.candidate('SO'));
		const ref = await app.attempts.start(candidate.actor, contestId);
		const attempt = await app.attempts.find(candidate.actor, ref);
		const answered = attempt.paper.length - (person < leastAttemptsToShow ? 0 : 1);
		await app.attempts.submit(
			candidate.actor,
			ref,
			Array.from({ length: answered }, (_, item) => ({
				...{ sequence: item + 1, item },
				chosen: [attempt.paper[item]!.order.indexOf(0)]
			}))
		);
	}
	await page.goto(`/organize/contests/${contestId}/quality`);
	await expect(page.getByText('Phân bố điểm').first()).toBeVisible();
	await expect(page.getByText('Mới có 12 lượt thi nên số liệu chỉ để tham khảo.')).toBeVisible();
	await expectSound(page);

	const table = page.getByRole('region', { name: 'Bảng số liệu các câu hỏi' });
	await table.getByRole('link', { name: 'Số lượt' }).click();
	await expect(table.getByRole('columnheader', { name: 'Số lượt' })).toHaveAttribute(
		'aria-sort',
		'descending'
	);
	await table.getByRole('rowheader').first().getByRole('link').click();
	await expect(page.getByRole('heading', { name: 'Số liệu của một câu hỏi' })).toBeVisible();
	await expect(page.getByText('Đáp án', { exact: true }).first()).toBeVisible();
	await expectSound(page);

	const file = await page.request.get(`/organize/contests/${contestId}/quality/export`);
	expect(file.headers()['content-type']).toBe('text/csv; charset=utf-8');
	expect(await file.text()).toContain('Độ phân biệt');
	await context.close();
});
