import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/world.ts';

/** Files written by LibreOffice; make-libreoffice beside them says how. */
const word = (name: string) => resolve(import.meta.dirname, '../fixtures/banks/docx', name);

const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).first().click();
const figure = (page: Page, label: string) =>
	page.locator('main [data-slot=card]', { hasText: label }).first();

/** Sends a file; the page that shows what was found in it comes by itself. */
async function send(page: Page, path: string): Promise<void> {
	await page.locator('input[type=file]').setInputFiles(path);
	await press(page, 'Đọc tệp');
}

/** The card of the item with this text in the preview, and the text of its option that is the key. */
const item = (page: Page, stem: string) => page.locator('#items li', { hasText: stem }).first();

/** The preview of the choices as they are now, not of those before. */
async function choose(page: Page, change: () => Promise<unknown>, query: RegExp): Promise<void> {
	await change();
	await page.waitForURL(query);
}

test('Word files of a real word processor, key in bold and as a table, become a bank', async ({
	world,
	browser
}) => {
	test.setTimeout(120_000);
	const page = await (await world.browser(browser, world.admin)).newPage();

	await test.step('the page says what can be read', async () => {
		await page.goto('/organize/banks');
		await page.getByRole('link', { name: 'Nhập từ tệp' }).first().click();
		await page.waitForURL('**/organize/banks/import');
		await expect(page.getByRole('link', { name: 'Tải tệp mẫu Word' })).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('the key in bold: five questions, two topics from headings', async () => {
		await send(page, word('bold-key.docx'));
		await page.waitForURL(/import\/[\w-]+/);
		await expect(page.getByRole('heading', { name: 'Xem trước khi nhập' })).toBeVisible();
		await expect(page.getByText('bold-key.docx: Word (.docx), 5 câu hỏi.')).toBeVisible();
		const dated = item(page, 'được ban hành ngày, tháng, năm nào?');
		await expect(dated.getByText('22/12/2024')).toBeVisible();
		await expect(dated).toContainText('Quan điểm và mục tiêu');
		// What the file has and a bank cannot hold is named: the head of the page.
		await expect(page.getByText(/ỦY BAN NHÂN DÂN XÃ HÒA BÌNH/)).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('nothing is written before it is confirmed', async () => {
		const banks = await world.app.banks.list(world.admin.actor);
		expect(banks.map(({ title }) => title)).not.toContain('Câu hỏi của xã Hòa Bình');
	});

	await test.step('choices change the preview, confirming writes it', async () => {
		await page.getByLabel('Tên ngân hàng').fill('Câu hỏi của xã Hòa Bình');
		await choose(page, () => page.getByLabel('Tên ngân hàng').press('Tab'), /title=C%C3%A2u/);
		await choose(
			page,
			() => page.getByRole('radio', { name: /^Đã duyệt/ }).check({ force: true }),
			/status=approved/
		);
		await press(page, 'Nhập 5 câu vào ngân hàng');
		await expect(page.getByRole('heading', { name: 'Đã nhập xong' })).toBeVisible();
		await expect(figure(page, 'Câu mới')).toContainText('5');
		await expectAccessible(page);
	});

	await test.step('the key as a table at the end goes into the same bank', async () => {
		await page.getByRole('link', { name: 'Nhập tệp khác' }).click();
		await expect(page.getByText('Nhập vào ngân hàng “Câu hỏi của xã Hòa Bình”')).toBeVisible();
		await send(page, word('key-table.docx'));
		await expect(page.getByText('key-table.docx: Word (.docx), 5 câu hỏi.')).toBeVisible();
		await page.getByLabel('Chủ đề').fill('Quan điểm và mục tiêu');
		await choose(page, () => page.getByLabel('Chủ đề').press('Tab'), /topic=Quan/);
		await press(page, 'Nhập 5 câu vào ngân hàng');
		await expect(page.getByRole('heading', { name: 'Đã nhập xong' })).toBeVisible();
	});

	await test.step('the same file again changes nothing', async () => {
		await page.getByRole('link', { name: 'Nhập tệp khác' }).click();
		await send(page, word('bold-key.docx'));
		await expect(page.getByRole('heading', { name: 'Xem trước khi nhập' })).toBeVisible();
		await expect(figure(page, 'Câu mới')).toContainText('0');
		await press(page, 'Bỏ tệp này');
		await page.waitForURL('**/organize/banks/import');
	});

	await test.step('the bank has the keys of both files', async () => {
		const download = page.waitForEvent('download');
		await page
			.goto('/organize/banks/cau-hoi-cua-xa-hoa-binh/export/gift')
			.catch((reason: unknown) => {
				// A download ends the navigation.
				if (!String(reason).includes('Download is starting')) throw reason;
			});
		const text = await readFile(await (await download).path(), 'utf8');
		for (const key of ['22/12/2024', 'Bộ Chính trị', 'Tư liệu sản xuất chính'])
			expect(text).toMatch(new RegExp(`=\\s*(\\[\\w+\\])?${key}`));
	});
});

test('a file that cannot be read is refused with what to do, and nothing stays', async ({
	world,
	browser
}) => {
	const page = await (await world.browser(browser, world.admin)).newPage();
	await page.goto('/organize/banks/import');
	await send(page, word('macros.docx'));
	await expect(page.getByText('Tệp này không đọc được')).toBeVisible();
	await expect(page.getByRole('alert').first()).toContainText('macro');
	await expectAccessible(page);
});

test('a file is imported without JavaScript', async ({ world, browser }) => {
	const context = await world.browser(browser, world.admin, { javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/organize/banks/import');
	await send(page, word('three-levels.docx'));
	// The page asks again by itself while the file is being read.
	await expect(page.getByRole('heading', { name: 'Xem trước khi nhập' })).toBeVisible();
	await page.getByLabel('Tên ngân hàng').fill('Ba mức độ');
	const topic = page.getByLabel('Chủ đề');
	if (await topic.isVisible()) await topic.fill('Chung');
	await press(page, 'Cập nhật bản xem trước');
	await expect(page.getByLabel('Tên ngân hàng')).toHaveValue('Ba mức độ');
	await page
		.getByRole('button', { name: /^Nhập \d+ câu vào ngân hàng$/ })
		.first()
		.click();
	await expect(page.getByRole('heading', { name: 'Đã nhập xong' })).toBeVisible();
	const banks = await world.app.banks.list(world.admin.actor);
	expect(banks.map(({ title }) => title)).toContain('Ba mức độ');
});
