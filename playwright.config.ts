import { defineConfig } from '@playwright/test';

/** Chromium refuses its sandbox to root, which is what containers and many CI machines run as. */
const rootArguments = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
	testDir: 'tests/e2e',
	globalSetup: './tests/support/playwright-global-setup.ts',
	outputDir: '.cache/playwright',
	reporter: [['list'], ['json', { outputFile: '.cache/test-results/e2e.json' }]],
	workers: 2,
	fullyParallel: false,
	forbidOnly: true,
	retries: 0,
	timeout: 60_000,
	globalTimeout: 14 * 60_000,
	expect: { timeout: 10_000 },
	use: {
		browserName: 'chromium',
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		actionTimeout: 15_000,
		navigationTimeout: 30_000,
		trace: 'retain-on-failure',
		screenshot: 'only-on-failure',
		launchOptions: {
			// Set by scripts/test.ts; without it (npx playwright test) Playwright's own browser is used.
			executablePath: process.env.CHROMIUM_PATH,
			args: [
				...rootArguments,
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	}
});
