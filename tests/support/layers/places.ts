import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/**
 * Names for where a file lives and for what an import leads to, as the rules speak of them:
 * a layer (`domain`), a layer of an area (`service:accounts`), a package (`npm:zod`), SvelteKit's
 * virtual modules (`kit:$app/state`), Node (`node`), something beside src (`outside:scripts`).
 */
export type Place = string;

/** What is not a program: style sheets, pictures, texts. */
const asset = /\.(css|svg|png|jpe?g|webp|ico|woff2?|html|txt|md)$/;

const serverRouteFile = /(^|\/)(\+(page|layout)\.server|\+server|[^/]+\.server)\.(ts|js)$/;

/** The place of a file below src, or undefined when the house has no room for it. */
export function placeOf(path: string): Place | undefined {
	if (asset.test(path)) return 'asset';
	const inLibrary = /^src\/lib\/([^/]+)\//.exec(path)?.[1];
	if (inLibrary === 'server') return placeInServer(path.slice('src/lib/server/'.length));
	if (inLibrary) {
		return ['domain', 'realtime', 'ui', 'i18n'].includes(inLibrary) ? inLibrary : undefined;
	}
	if (path.startsWith('src/lib/')) return undefined;
	if (path.startsWith('src/cli/')) return 'cli';
	if (path.startsWith('src/routes/')) return serverRouteFile.test(path) ? 'routes' : 'pages';
	if (path.startsWith('src/params/')) return 'pages';
	switch (path.replace(/\.(ts|js)$/, '')) {
		case 'src/server':
			return 'entry';
		case 'src/hooks.server':
			return 'hooks';
		case 'src/hooks':
		case 'src/hooks.client':
		case 'src/service-worker':
			return 'pages';
		case 'src/app.d':
			return 'declarations';
		default:
			return /^src\/[^/]+\.test\.ts$/.test(path) ? 'project-test' : undefined;
	}
}

function placeInServer(path: string): Place {
	const [area = '', ...rest] = path.split('/');
	if (rest.length === 0) {
		const name = area.replace(/(\.test)?\.(ts|js)$/, '');
		return ['app', 'config', 'clock'].includes(name) ? name : 'server-shared';
	}
	if (area === 'db') return 'db';
	if (area === 'realtime' || area === 'http') return `server-${area}`;
	return /\.repository(\.test)?\.ts$/.test(path) ? `repository:${area}` : `service:${area}`;
}

/** What an import in the file `from` leads to. */
export function targetOf(from: string, specifier: string): Place {
	const name = specifier.replace(/\?.*$/, '');
	if (name === '$lib' || name.startsWith('$lib/')) return '$lib';
	if (name.startsWith('$') || name === '@sveltejs/kit' || name.startsWith('@sveltejs/kit/')) {
		return `kit:${name}`;
	}
	if (/^\.{1,2}\/(.*\/)?\$types(\.js|\.d\.ts)?$/.test(name)) return 'kit:$types';
	if (name.startsWith('#lib/')) return placeOfFile(`src/lib/${name.slice('#lib/'.length)}`);
	if (name.startsWith('.')) return placeOfFile(posix.join(posix.dirname(from), name));
	if (name.startsWith('/')) return placeOfFile(name.slice(1));
	if (name.startsWith('node:') || builtinModules.includes(name)) return 'node';
	const parts = name.split('/');
	return `npm:${parts.slice(0, name.startsWith('@') ? 2 : 1).join('/')}`;
}

function placeOfFile(path: string): Place {
	// A pattern of import.meta.glob stands for the files it finds.
	const example = path.replaceAll('**/', '').replaceAll('*', 'example');
	if (!example.startsWith('src/')) return `outside:${example.split('/')[0]}`;
	return placeOf(example) ?? 'nowhere';
}
