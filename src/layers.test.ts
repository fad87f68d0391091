import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkSource } from '../tests/support/layers/check.ts';
import { parseSource, readSources } from '../tests/support/layers/source.ts';

const root = resolve(import.meta.dirname, '..');

/** What the rules say about a file with this path and text. */
function check(path: string, text: string): string[] {
	return checkSource({ path: `src/${path}`, text });
}

test('every file below src imports only what its layer may import', async () => {
	const sources = await readSources(root);
	expect(sources.map(({ path }) => path)).toContain('src/layers.test.ts');
	expect(sources.flatMap(checkSource)).toEqual([]);
});

describe('the rules refuse', () => {
	const service = "import { x } from '#lib/server/units/units.service.ts';";
	const repository = "import { x } from '#lib/server/units/units.repository.ts';";
	const database = "import { x } from '#lib/server/db/database.ts';";
	const kit = "import { x } from '@sveltejs/kit';";
	const kysely = "import { x } from 'kysely';";
	const socket = "import { x } from 'socket.io';";
	const accounts = 'lib/server/accounts/accounts';

	test.each([
		['node in the domain', 'lib/domain/a.ts', "import 'node:fs';"],
		['a builtin by its short name', 'lib/domain/a.ts', "import 'fs';"],
		['kysely in the domain', 'lib/domain/a.ts', kysely],
		['svelte in the domain', 'lib/domain/a.ts', "import 'svelte';"],
		['types of the server in the domain', 'lib/domain/a.ts', service.replace('{', 'type {')],
		['node in a test of the domain', 'lib/domain/a.test.ts', "import 'node:fs';"],
		['test tools in the domain', 'lib/domain/a.ts', "import 'vitest';"],
		['a service in a repository', `${accounts}.repository.ts`, service],
		['its own service in a repository', `${accounts}.repository.ts`, "import './a.service.ts';"],
		['a foreign repository in a repository', `${accounts}.repository.ts`, repository],
		['SvelteKit in a repository', `${accounts}.repository.ts`, kit],
		['a foreign repository in a service', `${accounts}.service.ts`, repository],
		['one reached by a relative path', `${accounts}.ts`, "import '../units/a.repository.ts';"],
		['SvelteKit in a service', `${accounts}.service.ts`, kit],
		['$app in a service', `${accounts}.service.ts`, "import '$app/server';"],
		['socket.io in a service', `${accounts}.service.ts`, socket],
		['values of the database in a service', `${accounts}.service.ts`, database],
		['kysely as a value in a service', `${accounts}.service.ts`, kysely],
		['a repository in realtime', 'lib/server/realtime/a.ts', repository],
		['kysely in realtime', 'lib/server/realtime/a.ts', kysely],
		['types of kysely in realtime', 'lib/server/realtime/a.ts', "import type { A } from 'kysely';"],
		['SvelteKit in realtime', 'lib/server/realtime/a.ts', kit],
		['a repository in http', 'lib/server/http/a.ts', repository],
		['SvelteKit where the server is composed', 'lib/server/app.ts', kit],
		['a repository where it is composed', 'lib/server/app.ts', repository],
		['a repository in a server route', 'routes/+page.server.ts', repository],
		['types of a repository there', 'routes/+server.ts', repository.replace('{', 'type {')],
		['kysely in a server route', 'routes/api/+server.ts', kysely],
		['the database in a server route', 'routes/+layout.server.ts', database],
		['the composition in a server route', 'routes/+server.ts', "import '#lib/server/app.ts';"],
		['the database in hooks', 'hooks.server.ts', database],
		['a service in a page', 'routes/+page.svelte', `<script lang="ts">${service}</script>`],
		['types that leave an import behind', 'routes/+page.ts', service.replace('x', 'type x')],
		['a server route in a page', 'routes/+page.ts', "import { x } from './+page.server.ts';"],
		['a server package in a page', 'routes/+page.ts', "import 'postgres';"],
		['types of a repository in a page', 'routes/a.ts', repository.replace('{', 'type {')],
		['the private environment in a page', 'routes/a.ts', "import '$env/static/private';"],
		['the server in the realtime client', 'lib/realtime/a.ts', service],
		['texts in the design system', 'lib/ui/A.svelte', "<script>import '#lib/i18n/a.ts'</script>"],
		['the domain in the design system', 'lib/ui/a.ts', "import '#lib/domain/a.ts';"],
		['SvelteKit in the design system', 'lib/ui/a.ts', "import '$app/state';"],
		['SvelteKit in the CLI', 'cli/a.ts', kit],
		['routes in the CLI', 'cli/a.ts', "import '../routes/a.ts';"],
		['a repository in the CLI', 'cli/a.ts', repository],
		['$lib', 'routes/+page.ts', "import '$lib/domain/a.ts';"],
		['$lib in a test', 'lib/ui/a.test.ts', "import '$lib';"],
		['an export', 'lib/domain/a.ts', "export * from '#lib/server/config.ts';"],
		['an import at run time', 'lib/domain/a.ts', "const x = await import('node:fs');"],
		['a computed one', 'lib/domain/a.ts', 'const x = await import(name);'],
		['one in markup', 'routes/+page.svelte', "{#await import('postgres')}…{/await}"],
		['a type in place', 'lib/domain/a.ts', "let x: import('kysely').Kysely<unknown>;"],
		['a glob', 'routes/a.ts', "import.meta.glob('../lib/server/units/*.repository.ts');"],
		['a file in no layer', 'lib/utils/a.ts', ''],
		['a loose file in src', 'misc.ts', '']
	])('%s', (_what, path, text) => {
		expect(check(path, text)).toHaveLength(1);
	});

	test.each(['Date.now()', 'new Date()', 'Math.random()', 'performance.now()', 'Date()'])(
		'%s in the domain',
		(read) => {
			expect(check('lib/domain/a.ts', `const x =\n ${read};`)).toEqual([
				expect.stringMatching(/^src\/lib\/domain\/a\.ts:2 domain is pure/)
			]);
		}
	);

	test.each(['Date.now()', 'new Date()', '[1].map(Date.now)'])('%s on the server', (read) => {
		expect(check(`${accounts}.service.ts`, `const x = ${read};`)).toHaveLength(1);
		expect(check('lib/server/http/a.ts', `const x = ${read};`)).toHaveLength(1);
	});
});

describe('the rules allow', () => {
	test.each([
		['lib/domain/a.ts', "import { z } from 'zod'; import './b.ts'; new Date(0);"],
		['lib/domain/a.test.ts', "import 'vitest'; import 'fast-check'; import './a.ts'; Date.now();"],
		['lib/server/units/a.repository.ts', "import 'kysely'; import '../db/a.ts';"],
		['lib/server/units/a.repository.ts', "import './b.repository.ts'; import '#lib/domain/a.ts';"],
		['lib/server/units/a.service.ts', "import './a.repository.ts'; import '../audit/audit.ts';"],
		['lib/server/units/a.service.ts', "import type { Db } from '#lib/server/db/database.ts';"],
		[
			'lib/server/units/a.service.ts',
			"import '../config.ts'; import '../clock.ts'; import 'yaml';"
		],
		['lib/server/units/a.service.test.ts', "import 'vitest'; import 'node:fs';"],
		['lib/server/clock.ts', 'Date.now();'],
		['lib/server/db/a.ts', "import 'kysely'; import 'node:fs'; await import(file);"],
		['lib/server/realtime/a.ts', "import 'socket.io'; import '#lib/realtime/events.ts';"],
		['lib/server/http/a.ts', "import '@sveltejs/kit'; import '../units/units.service.ts';"],
		['hooks.server.ts', "import '#lib/server/app.ts'; import '#lib/server/realtime/a.ts';"],
		['routes/+page.server.ts', "import './$types'; import '#lib/server/units/a.service.ts';"],
		['routes/+page.svelte', "<script>import '$app/state'; import '#lib/ui/A.svelte';</script>"],
		['routes/+page.ts', "import type { A } from '#lib/server/units/a.service.ts';"],
		['routes/+layout.svelte', "<script>import '../app.css'; import '#lib/i18n/a.ts';</script>"],
		['lib/ui/A.svelte', "<script>import 'svelte/motion'; import 'bits-ui';</script>"],
		['cli/a.ts', "import '../../scripts/a.ts'; import '#lib/server/db/migrate.ts';"]
	])('%s: %s', (path, text) => {
		expect(check(path, text)).toEqual([]);
	});
});

test('a violation names the line in the Svelte file', () => {
	const text =
		'<h1>…</h1>\n<script lang="ts" generics="T extends A<B>">\n\timport "kysely";\n</script>';
	expect(check('routes/+page.svelte', text)).toEqual([
		'src/routes/+page.svelte:3 pages may not import "kysely" [npm:kysely]'
	]);
	const other = '<script module>\n</script>\n<script>\n\timport "a";\n</script>\n<style></style>';
	expect(parseSource({ path: 'a.svelte', text: other }).imports).toEqual([
		{ specifier: 'a', line: 4, typeOnly: false }
	]);
});
