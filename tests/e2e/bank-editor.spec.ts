import type { Page } from '@playwright/test';
import { itemDraft } from '../support/drafts.ts';
import { expectAccessible } from './support/accessible.ts';
import { expect, test, type Visitor, type World } from './support/world.ts';

/** A second organizer of the whole installation. */
async function colleague(world: World): Promise<Visitor> {
	const { app, admin, unitIds } = world;
	const visitor = await world.candidate('SO');
	const { people } = await app.units.listPeople(admin.actor, {
		...{ unitId: unitIds.SO, search: '', page: 1, pageSize: 200 }
	});
	const person = people.find(({ id }) => id === visitor.actor.personId);
	const username = person?.staffCode ?? '';
	await app.accounts.grantRole(admin.actor, { username, role: 'organizer', unitId: null });
	// The server learns of new roles with a new session; this one was opened before.
	const { token } = await app.sessions.open(visitor.actor.accountId);
	const session = await app.sessions.validate(token);
	return { token, actor: session?.actor ?? visitor.actor };
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const inDialog = (page: Page, name: string) =>
	page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const stem = (page: Page) => page.getByRole('textbox', { name: 'Nội dung câu hỏi' });
const preview = (page: Page) => page.getByRole('region', { name: 'Xem trước' });

test('a bank is founded, filled, approved by two, corrected and kept up to date', async ({
	world,
	browser
}) => {
	test.setTimeout(240_000);
	const { app, admin } = world;
	const second = await colleague(world);
	const page = await (await world.browser(browser, admin)).newPage();
	const other = await (await world.browser(browser, second)).newPage();

	await test.step('a bank in which two people approve', async () => {
		await page.goto('/organize/banks');
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Tạo ngân hàng' }).click();
		await page.getByLabel('Tên ngân hàng').fill('Câu hỏi của Sở Khoa học');
		await press(page, 'Tạo ngân hàng');
		await page.waitForURL('**/organize/banks/cau-hoi-cua-so-khoa-hoc');
		await page.getByRole('link', { name: 'Cài đặt' }).click();
		await page.getByRole('checkbox', { name: /hai người duyệt/ }).check();
		await press(page, 'Lưu');
		await expect(page.getByText('Đã lưu cài đặt.')).toBeVisible();
		await press(page, 'Thêm chủ đề');
		await page.getByLabel('Tên chủ đề 2').fill('Hạ tầng số');
		await press(page, 'Lưu chủ đề');
		await expect(page.getByText('Đã lưu chủ đề.')).toBeVisible();
		await expectAccessible(page);
	});

	const bank = '/organize/banks/cau-hoi-cua-so-khoa-hoc';
	await test.step('a question, seen as candidates will see it', async () => {
		await page.goto(bank);
		await page.getByRole('link', { name: 'Thêm câu hỏi' }).first().click();
		await page.waitForURL('**/items/new');
		await stem(page).fill('Hạ tầng số gồm **những gì**?');
		await expect(preview(page).locator('strong')).toHaveText('những gì');
		const options = page.getByRole('group', { name: 'Phương án' });
		await options.getByLabel('Phương án A', { exact: true }).fill('Hạ tầng viễn thông');
		// Enter goes to the next option.
		await page.keyboard.press('Enter');
		await page.keyboard.type('Đường cao tốc');
		await options.getByLabel('Phương án C', { exact: true }).fill('hạ tầng  VIỄN THÔNG');
		await options.getByLabel('Phương án A là đáp án đúng').check({ force: true });
		await page.getByLabel('Chủ đề').selectOption({ label: 'Hạ tầng số' });
		await press(page, 'Lưu bản nháp');
		await expect(options.getByText('Phương án này trùng với một phương án ở trên')).toBeVisible();
		await expectAccessible(page);
		await options.getByLabel('Phương án C', { exact: true }).fill('Sân bay');
		await page.getByRole('textbox', { name: 'Giải thích' }).fill('Theo chiến lược.');
		await preview(page).getByRole('button', { name: 'Khi xem đáp án' }).click();
		await expect(preview(page).getByText('Theo chiến lược.')).toBeVisible();
		await press(page, 'Lưu bản nháp');
		await expect(page.getByText('Đã thêm câu hỏi cau-001')).toBeVisible();
	});

	const item = `${bank}/items/cau-001`;
	await test.step('the author reviews, somebody else approves', async () => {
		await expect(page.getByRole('button', { name: 'Duyệt', exact: true })).toHaveCount(0);
		await press(page, 'Thẩm định');
		await expect(page.getByText('hãy nhờ người khác duyệt')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Duyệt', exact: true })).toHaveCount(0);
		await other.goto(item);
		await other.getByLabel('Ghi chú').fill('Đã đối chiếu văn bản');
		await press(other, 'Duyệt');
		await expect(other.getByText('Đã đối chiếu văn bản')).toBeVisible();
		await expect(other.getByText('Đang được rút')).toBeVisible();
	});

	await test.step('a correction makes a version beside the approved one', async () => {
		await page.goto(item);
		await stem(page).fill('Hạ tầng số bao gồm **những gì**?');
		await press(page, 'Lưu bản nháp');
		await expect(page.getByText('Đã lưu phiên bản 2 (bản nháp).')).toBeVisible();
		await expect(page.getByText('Đề thi vẫn rút phiên bản 1')).toBeVisible();
		const history = page.getByRole('region', { name: 'Lịch sử' });
		await expect(history.locator('ins')).toHaveText(/bao/);
		await expect(history.locator('del')).toHaveCount(0);
	});

	await test.step('whoever edits an older version is told and loses nothing', async () => {
		await stem(other).fill('Hạ tầng số là gì?');
		await press(other, 'Lưu bản nháp');
		await expect(other.getByText('trong khi bạn đang sửa')).toBeVisible();
		await expect(stem(other)).toHaveValue('Hạ tầng số là gì?');
		await expectAccessible(other);
		await press(other, 'Lưu bản nháp');
		await expect(other.getByText('Đã lưu phiên bản 3 (bản nháp).')).toBeVisible();
	});

	const documentId = await app.documents.save(admin.actor, null, {
		...{ symbol: '1/KH-THU', title: 'Kế hoạch thử', issuer: 'Sở Khoa học', date: '2024-01-01' },
		...{ status: 'in_force', supersededBy: null, note: '' }
	});
	for (const number of [2, 3]) {
		const draft = itemDraft({ stem: `Câu hỏi số ${number} về dữ liệu?`, documentId });
		const given = { ...draft, topic: 'ha-tang-so' };
		await app.editing.create(admin.actor, 'cau-hoi-cua-so-khoa-hoc', given, { approve: false });
	}

	await test.step('several questions at once, each refusal in words', async () => {
		await page.goto(bank);
		await page.getByRole('checkbox', { name: 'Chọn cả trang' }).check();
		await press(page, 'Thẩm định');
		await expect(page.getByText('Đã thẩm định 3 câu')).toBeVisible();
		await page.getByRole('checkbox', { name: 'Chọn cả trang' }).check();
		await press(page, 'Duyệt');
		await expect(page.getByText('3 câu không thực hiện được')).toBeVisible();
		await expect(
			page.getByText('người soạn hoặc người đã thẩm định không được tự duyệt')
		).toBeVisible();
		await page.getByRole('checkbox', { name: 'Chọn câu cau-002' }).check();
		await press(page, 'Trả lại');
		await page.getByRole('dialog').getByLabel('Ghi chú').fill('Chưa rõ ý');
		await inDialog(page, 'Trả lại');
		await expect(page.getByText('Đã trả lại 1 câu')).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('search as one types, without diacritics', async () => {
		await page.getByRole('searchbox').fill('du lieu so 3');
		await expect(page.getByText('1 câu hỏi', { exact: true })).toBeVisible();
		await expect(page).toHaveURL(/q=du\+lieu/);
		await expect(page.getByRole('link', { name: 'Câu hỏi số 3 về dữ liệu?' })).toBeVisible();
	});

	await test.step('a superseded document flags what cites it', async () => {
		await page.goto('/organize/documents?q=ke+hoach+thu');
		await expectAccessible(page);
		await page.getByRole('link', { name: '1/KH-THU' }).click();
		await page.getByRole('radio', { name: 'Đã bị thay thế' }).check();
		await page.getByRole('combobox', { name: 'Văn bản thay thế' }).fill('57-nq');
		await page.getByRole('option', { name: /^57-NQ\/TW/ }).click();
		await press(page, 'Lưu');
		await expect(page.getByRole('heading', { name: '2 câu hỏi cần xem lại' })).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('link', { name: '2 câu hỏi cần xem lại' }).click();
		await expect(page.getByText('Văn bản không còn hiệu lực')).toHaveCount(2);
	});
	for (const each of [page, other]) await each.context().close();
});
