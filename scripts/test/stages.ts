/** One step of the test command. */
export interface Stage {
	name: string;
	title: string;
	/**
	 * How it is counted: a preparation only when it fails, a check as one, a runner by its tests.
	 */
	kind: 'preparation' | 'check' | 'vitest' | 'playwright';
	/** Program (found in node_modules/.bin or on PATH) and its arguments. */
	command: [program: string, ...args: string[]];
	timeoutMs: number;
}

const minute = 60_000;

/** Where runners leave their JSON reports, relative to the project root. */
export const resultsDirectory = '.cache/test-results';

/** No run lasts longer than this, so that a CI job never hangs. */
export const overallTimeoutMs = 25 * minute;

/** The file in which a runner reports. playwright.config.ts names the one of the e2e stage. */
export function reportFile(stage: string): string {
	return `${resultsDirectory}/${stage}.json`;
}

function vitest(name: string, title: string): Stage {
	const reporters = ['--reporter=default', '--reporter=json'];
	const output = `--outputFile.json=${reportFile(name)}`;
	return {
		name,
		title,
		kind: 'vitest',
		command: ['vitest', 'run', '--project', name, ...reporters, output],
		timeoutMs: 10 * minute
	};
}

const prepare: Stage = {
	name: 'prepare',
	title: 'Generate route types and messages',
	kind: 'preparation',
	command: ['npm', 'run', '--silent', 'prepare:types'],
	timeoutMs: 2 * minute
};

const format: Stage = {
	name: 'format',
	title: 'Formatting (Prettier)',
	kind: 'check',
	command: ['prettier', '--check', '.', '--log-level', 'warn'],
	timeoutMs: 5 * minute
};

const lint: Stage = {
	name: 'lint',
	title: 'Lint (ESLint)',
	kind: 'check',
	command: ['eslint', '.', '--max-warnings', '0'],
	timeoutMs: 8 * minute
};

const types: Stage = {
	name: 'types',
	title: 'Types (svelte-check)',
	kind: 'check',
	command: [
		'svelte-check',
		...['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']
	],
	timeoutMs: 8 * minute
};

const build: Stage = {
	name: 'build',
	title: 'Production build (Vite)',
	kind: 'check',
	command: ['node', 'scripts/build.ts', '--if-stale'],
	timeoutMs: 8 * minute
};

const e2e: Stage = {
	name: 'e2e',
	title: 'Browser tests (Playwright)',
	kind: 'playwright',
	command: ['playwright', 'test'],
	timeoutMs: 15 * minute
};

/**
 * The stages in their order; those of one row run at the same time. The build has a row of its own
 * because it rewrites the generated types and messages that the checks and the tests read.
 */
export const stageRows: Stage[][] = [
	[prepare],
	[format, lint, types],
	[build],
	[vitest('unit', 'Unit tests (Vitest)')],
	[vitest('integration', 'Integration tests against PostgreSQL (Vitest)')],
	[vitest('realtime', 'Realtime tests (Vitest)')],
	[e2e]
];

/** Stages that must have run before a stage makes sense, besides `prepare`. */
const requirements: Record<string, string[]> = {
	// They start the server and the demo as an operator does.
	integration: ['build'],
	e2e: ['build']
};

/** What a stage needs to have succeeded. */
export function requiredBy(stage: Stage): string[] {
	return requirements[stage.name] ?? [];
}

/**
 * The rows to run for the names a developer gave (none: all), with what these need.
 * @throws RangeError for a name that is no stage
 */
export function selectStages(names: string[]): Stage[][] {
	if (names.length === 0) return stageRows;
	const known = stageRows.flat().map(({ name }) => name);
	const wanted = new Set(['prepare']);
	for (const name of names) {
		if (!known.includes(name)) {
			throw new RangeError(`There is no stage "${name}". The stages are: ${known.join(', ')}.`);
		}
		wanted.add(name);
		for (const required of requirements[name] ?? []) wanted.add(required);
	}
	return stageRows
		.map((row) => row.filter(({ name }) => wanted.has(name)))
		.filter((row) => row.length > 0);
}
