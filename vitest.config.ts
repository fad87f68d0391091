import { defineConfig } from 'vitest/config';

// Neither Vietnam's zone nor UTC: code that leans on the zone of the machine shows itself.
process.env.TZ = 'America/New_York';

/** Starts PostgreSQL once per run and prepares the template that tests clone. */
const globalSetup = './tests/support/postgres-global-setup.ts';

export default defineConfig({
	test: {
		environment: 'node',
		pool: 'forks',
		maxWorkers: 2,
		// No test may rely on another one having run before it.
		sequence: { shuffle: true },
		allowOnly: false,
		passWithNoTests: false,
		testTimeout: 30_000,
		hookTimeout: 120_000,
		teardownTimeout: 30_000,
		projects: [
			{ extends: true, test: { name: 'unit', include: ['src/**/*.test.ts'] } },
			{
				extends: true,
				test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], globalSetup }
			},
			{
				extends: true,
				test: { name: 'realtime', include: ['tests/realtime/**/*.test.ts'], globalSetup }
			}
		]
	}
});
