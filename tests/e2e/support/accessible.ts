import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails with what axe finds against WCAG 2.2 AA on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.analyze();
	const found = violations.map(({ id, help, nodes }) => ({
		id,
		help,
		where: nodes.slice(0, 3).map(({ target }) => target.join(' '))
	}));
	expect(found, new URL(page.url()).pathname).toEqual([]);
}
