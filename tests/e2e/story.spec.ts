import { resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import {
	test as base,
	expect,
	type Browser,
	type BrowserContext,
	type Page
} from '@playwright/test';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { toLocalInput } from '#lib/ui/local-time.ts';
import { startAppServer, type AppServer } from '../support/app-server.ts';
import { createTestDatabase } from '../support/database.ts';

const files = resolve(import.meta.dirname, '../fixtures/story');
const password = 'mật khẩu của tôi';
const minute = 60_000;

/** An installation without an administrator: the story begins with its one-time link. */
const test = base.extend<{ server: AppServer }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from this pattern.
	server: async ({}, use) => {
		const database = await createTestDatabase();
		const server = await startAppServer(database.url);
		await use(server);
		await server.stop();
		await database.drop();
	}
});

interface BankFile {
	items: { stem: string; options?: Record<string, string>; key: string | string[] | boolean }[];
}

/** Texts of the right options by stem, from the bank file itself. */
async function readKeys(): Promise<Map<string, string[]>> {
	const bank = parseYaml(await readFile(resolve(files, 'bank.yaml'), 'utf8')) as BankFile;
	return new Map(
		bank.items.map(({ stem, options, key }) => {
			if (typeof key === 'boolean') return [stem, [key ? 'Đúng' : 'Sai']];
			return [stem, [key].flat().map((letter) => options?.[letter] ?? '')];
		})
	);
}

async function open(
	browser: Browser,
	server: AppServer
): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({ baseURL: server.url, acceptDownloads: true });
	return { context, page: await context.newPage() };
}

/** Answers the first `count` questions rightly and the others wrongly; each is saved before the next. */
async function answer(page: Page, keys: Map<string, string[]>, numbers: number[], right: boolean) {
	for (const number of numbers) {
		const question = page.locator(`#q${number - 1}`);
		const stem = (await question.locator('legend').innerText()).split('\n').at(-1) ?? '';
		const wanted = keys.get(stem.trim()) ?? [];
		expect(wanted.length, stem).toBeGreaterThan(0);
		const labels = question.locator('label');
		for (const label of await labels.all()) {
			const text = (await label.innerText()).split('\n').at(-1)?.trim() ?? '';
			const input = label.locator('input');
			if (right === wanted.includes(text)) await input.check({ force: true });
			if (!right && (await input.isChecked())) break;
		}
	}
}

const savedStates = (page: Page) => page.locator('fieldset').getByText('Đã lưu', { exact: true });

async function submit(page: Page) {
	await page.getByRole('button', { name: 'Nộp bài' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Nộp bài' }).click();
	await page.waitForURL('**/result');
}

test('one contest, end to end', async ({ server, browser }) => {
	test.setTimeout(300_000);
	const keys = await readKeys();
	const admin = await open(browser, server);

	await test.step('the administrator is set up by the one-time link', async () => {
		await admin.page.goto(server.setupPath ?? '');
		await admin.page.getByLabel('Họ và tên').fill('Nguyễn Quản Trị');
		await admin.page.getByLabel('Tên đăng nhập').fill('quantri');
		await admin.page.locator('input[name="password"]').fill(password);
		await admin.page.getByRole('button', { name: 'Tạo tài khoản quản trị' }).click();
		await admin.page.waitForURL('**/organize');
		await admin.page.goto(server.setupPath ?? '');
		await expect(admin.page.getByText('Hệ thống đã có quản trị viên')).toBeVisible();
	});

	await test.step('bank and roster are imported from files', async () => {
		const { page } = admin;
		await page.goto('/organize/banks/import');
		await page.locator('input[type=file]').setInputFiles(resolve(files, 'bank.yaml'));
		await page.getByRole('button', { name: 'Đọc tệp' }).click();
		await page.getByRole('button', { name: 'Nhập 8 câu vào ngân hàng' }).first().click();
		await expect(page.getByText('Đã nhập xong')).toBeVisible();

		await page.goto('/organize/roster');
		await page.locator('input[type=file]').setInputFiles({
			name: 'sai.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from(
				'Mã đơn vị,Mã cán bộ,Họ và tên,Email\nKHONG.CO,A1,Nguyễn A,khong-phai-email\n'
			)
		});
		await page.getByRole('button', { name: 'Nhập danh sách' }).click();
		await expect(page.getByText('Không có đơn vị mang mã này').first()).toBeVisible();
		await expect(page.getByText('Địa chỉ thư điện tử không đúng').first()).toBeVisible();
		await page.locator('input[type=file]').setInputFiles(resolve(files, 'roster.xlsx'));
		await page.getByRole('button', { name: 'Nhập danh sách' }).click();
		await expect(page.getByText('Đơn vị: thêm mới 3')).toBeVisible();
		await expect(page.getByText('thêm mới 7')).toBeVisible();
	});

	let contestPath = '';
	// The window closes at a whole minute, late enough for what follows.
	const closesAt = Math.ceil((Date.now() + 80_000) / minute) * minute;
	await test.step('a contest is created, checked and published', async () => {
		const { page } = admin;
		await page.goto('/organize/contests/new');
		await page.getByLabel('Tên cuộc thi').fill('Hội thi chuyển đổi số xã An Thủy');
		await page.getByLabel('Thể lệ').fill('Mỗi người thi một lượt.\n\nKết quả công bố ngay.');
		await page.getByLabel('Đơn vị tổ chức').selectOption({ index: await unitOption(page) });
		await page.getByLabel('Mở lúc').fill(toLocalInput(Date.now() - 5 * minute));
		await page.getByLabel('Đóng lúc').fill(toLocalInput(closesAt));
		await page.getByLabel('Thời gian làm bài').fill('15');
		await page.getByLabel('Số lượt thi mỗi người').fill('1');
		await page.getByLabel('Mức đạt').fill('50');
		await page
			.getByLabel('Ngân hàng và chủ đề')
			.first()
			.selectOption({ label: 'Câu hỏi của xã An Thủy về Nghị quyết 57 – mọi chủ đề' });
		await page.getByLabel('Số câu').first().fill('8');
		await page.getByRole('checkbox', { name: /UBND xã An Thủy/ }).check();
		await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
		await page.waitForURL(/\/organize\/contests\/\d+$/);
		contestPath = new URL(page.url()).pathname.replace('/organize', '');
		await page.getByRole('button', { name: 'Công bố cuộc thi' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Công bố cuộc thi' }).click();
		await expect(page.getByText('Đang mở').first()).toBeVisible();
	});

	const codes = new Map<string, string>();
	await test.step('one-time codes are issued and downloaded', async () => {
		const { page } = admin;
		await page.goto('/units');
		await page
			.getByRole('link', { name: /Xem danh sách nhân sự/ })
			.first()
			.click();
		await page.getByRole('link', { name: 'Cấp mã kích hoạt' }).first().click();
		await page.getByRole('button', { name: 'Cấp mã' }).click();
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: 'Tải tệp CSV' }).click()
		]);
		const text = await readFile(await download.path(), 'utf8');
		for (const row of parseCsv(text, { bom: true, delimiter: [';', ','] }) as string[][]) {
			const staffCode = row.find((cell) => /^AT\d{3}$/.test(cell));
			const code = row.find((cell) => /^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/.test(cell));
			if (staffCode && code) codes.set(staffCode, code);
		}
		expect(codes.size).toBe(7);
	});

	async function activate(staffCode: string) {
		const visitor = await open(browser, server);
		await visitor.page.goto('/activate');
		await visitor.page.getByLabel('Mã cán bộ').fill(staffCode);
		await visitor.page.getByLabel('Mã kích hoạt').fill((codes.get(staffCode) ?? '').toLowerCase());
		await visitor.page.locator('input[name="password"]').fill(password);
		await visitor.page.getByRole('button', { name: 'Kích hoạt và đăng nhập' }).click();
		await expect(visitor.page.getByRole('button', { name: 'Đăng xuất' }).first()).toBeVisible();
		return visitor;
	}

	const first = await activate('AT001');
	const second = await activate('AT101');
	const focal = await activate('AT102');
	await test.step('the administrator makes a teacher the focal point of the school', async () => {
		const { page } = admin;
		await page.goto('/admin');
		await page
			.getByLabel(/Tên đăng nhập|Mã cán bộ/)
			.first()
			.fill('AT102');
		await page.getByRole('radio', { name: /Đầu mối đơn vị/ }).check();
		const units = page.getByLabel('Phạm vi');
		const school = await units
			.locator('option', { hasText: 'Trường Tiểu học An Thủy' })
			.getAttribute('value');
		await units.selectOption(school);
		await page.getByRole('button', { name: 'Giao vai trò' }).click();
		await expect(page.getByText('AT102').first()).toBeVisible();
	});

	const watcher = await open(browser, server);
	await test.step('a third browser watches the board', async () => {
		await watcher.page.goto(`${contestPath}/board`);
		await expect(watcher.page.getByText('Trực tiếp').first()).toBeVisible();
		await expect(watcher.page.getByText('Nguyễn Thị Hường')).toHaveCount(0);
	});

	await test.step('the first candidate loses the network for a while and submits', async () => {
		const { page, context } = first;
		await page.goto(contestPath);
		await page.getByRole('button', { name: /Bắt đầu/ }).click();
		await page.waitForURL('**/exam/**');
		await expect(page.getByRole('timer')).toBeVisible();
		await answer(page, keys, [1, 2], true);
		await expect(savedStates(page)).toHaveCount(2);
		await context.setOffline(true);
		await answer(page, keys, [3, 4], true);
		await expect(page.getByText('Mất kết nối với máy chủ')).toBeVisible();
		await context.setOffline(false);
		await expect(savedStates(page)).toHaveCount(4, { timeout: 20_000 });
		await answer(page, keys, [5, 6, 7, 8], true);
		await expect(savedStates(page)).toHaveCount(8);
		await submit(page);
		await expect(page.getByText('8/8').first()).toBeVisible();
		await expect(page.getByText('Theo thể lệ, đáp án được công bố sau')).toBeVisible();
	});

	await test.step('the board of the third browser changed without a reload', async () => {
		await expect(watcher.page.getByText('Nguyễn Thị Hường').first()).toBeVisible({
			timeout: 5_000
		});
	});

	await test.step('the second candidate reloads and goes on', async () => {
		const { page } = second;
		await page.goto(contestPath);
		await page.getByRole('button', { name: /Bắt đầu/ }).click();
		await page.waitForURL('**/exam/**');
		await answer(page, keys, [1], true);
		await answer(page, keys, [2], false);
		await expect(savedStates(page)).toHaveCount(2);
		await page.reload();
		await expect(savedStates(page)).toHaveCount(2);
		await answer(page, keys, [3], true);
		await expect(savedStates(page)).toHaveCount(3);
	});

	await test.step('the focal point sees the own school only, with the right numbers', async () => {
		const { page } = focal;
		await page.goto('/units');
		await expect(page.getByText('Trường Tiểu học An Thủy').first()).toBeVisible();
		await expect(page.getByText('Văn phòng HĐND và UBND')).toHaveCount(0);
		await page
			.getByRole('link', { name: /Xem chi tiết/ })
			.first()
			.click();
		await page.waitForURL(/\/units\/\d+\/contests\/\d+/);
		const path = new URL(page.url()).pathname;
		const csv = async () => {
			const response = await focal.context.request.get(`${path}/participation.csv`);
			const text = (await response.body()).toString('utf8');
			expect(text.startsWith('\uFEFF')).toBe(true);
			return parseCsv(text, { bom: true, delimiter: [';', ','] }) as string[][];
		};
		// code, name, level, headcount, registered, started, submitted, attempts
		expect((await csv())[1]?.slice(3, 8)).toEqual(['4', '2', '1', '0', '1']);
		const otherUnit = path.replace(/units\/\d+/, 'units/1');
		expect((await page.goto(otherUnit))?.status()).toBe(403);

		await test.step('at closing time the server closes the open exam', async () => {
			await expect
				.poll(async () => (await csv())[1]?.slice(3, 8), { timeout: 150_000, intervals: [1_000] })
				.toEqual(['4', '2', '1', '1', '1']);
		});
		await page.goto(`${path}/missing`);
		await expect(page.getByText('Võ Thị Ngọc Ánh')).toBeVisible();
		await expect(page.getByText('Hoàng Thị Diệu')).toHaveCount(0);
	});

	await test.step('closing reveals what the rules release', async () => {
		await second.page.waitForURL('**/result', { timeout: 30_000 });
		await expect(second.page.getByText('2/8').first()).toBeVisible();
		await first.page.reload();
		await expect(first.page.getByText('Giải thích').first()).toBeVisible();
		await expect(watcher.page.getByText('Hoàng Thị Diệu').first()).toBeVisible({ timeout: 5_000 });
		await first.page.goto(contestPath);
		await expect(first.page.getByRole('button', { name: /Bắt đầu/ })).toHaveCount(0);
	});

	for (const { context } of [admin, first, second, focal, watcher]) await context.close();
});

/** Position of the commune among the options of the organizing unit. */
async function unitOption(page: Page): Promise<number> {
	const options = await page.getByLabel('Đơn vị tổ chức').locator('option').allInnerTexts();
	return options.findIndex((text) => text.includes('UBND xã An Thủy'));
}
