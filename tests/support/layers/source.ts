import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';

/** A file to check; the path starts at the root of the project. */
export interface SourceText {
	path: string;
	text: string;
}

/** A place where a file names another module. */
export interface Import {
	/** What is imported; undefined when it is computed at run time. */
	specifier: string | undefined;
	line: number;
	/** True only for what leaves no trace in the program: `import type`, not `import { type … }`. */
	typeOnly: boolean;
}

/** A place where a file asks for the time or for chance. */
export interface ImpureRead {
	name: 'Date.now()' | 'new Date()' | 'performance.now()' | 'Math.random()';
	line: number;
}

export interface ParsedSource {
	imports: Import[];
	impureReads: ImpureRead[];
}

/** All program files below src, without what is generated. */
export async function readSources(root: string): Promise<SourceText[]> {
	const sources: SourceText[] = [];
	for await (const path of glob('src/**/*.{ts,js,svelte}', { cwd: root })) {
		if (path.startsWith('src/lib/i18n/paraglide/')) continue;
		sources.push({ path, text: await readFile(join(root, path), 'utf8') });
	}
	return sources.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Finds imports of every form, and readings of the clock, with the TypeScript parser. */
export function parseSource({ path, text }: SourceText): ParsedSource {
	const isSvelte = path.endsWith('.svelte');
	const program = isSvelte ? keepScripts(text) : text;
	const file = ts.createSourceFile(path, program, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
	const found: ParsedSource = { imports: isSvelte ? importsInMarkup(text) : [], impureReads: [] };

	const lineOf = (node: ts.Node): number =>
		file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
	const add = (node: ts.Node, specifier: string | undefined, typeOnly: boolean): void => {
		found.imports.push({ specifier, line: lineOf(node), typeOnly });
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) {
			const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
			add(node, textOf(node.moduleSpecifier), typeOnly);
		} else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
			add(node, textOf(node.moduleSpecifier), node.isTypeOnly);
		} else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
			add(node, textOf(node.argument.literal), true);
		} else if (ts.isCallExpression(node)) {
			for (const specifier of dynamicImports(node)) add(node, specifier, false);
		}
		const read = impureRead(node);
		if (read) found.impureReads.push({ name: read, line: lineOf(node) });
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

/** What `import(…)` and `import.meta.glob(…)` name; undefined stands for a computed name. */
function dynamicImports(call: ts.CallExpression): (string | undefined)[] {
	const argument = call.arguments[0];
	if (call.expression.kind === ts.SyntaxKind.ImportKeyword) return [argument && textOf(argument)];
	const isGlob =
		ts.isPropertyAccessExpression(call.expression) &&
		ts.isMetaProperty(call.expression.expression) &&
		call.expression.name.text === 'glob';
	if (!isGlob || !argument) return [];
	const patterns = ts.isArrayLiteralExpression(argument) ? [...argument.elements] : [argument];
	return patterns.map(textOf).filter((pattern) => !pattern?.startsWith('!'));
}

function impureRead(node: ts.Node): ImpureRead['name'] | undefined {
	if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
		const name = `${node.expression.text}.${node.name.text}()`;
		// Also without the call: `const now = Date.now` only hides it.
		if (name === 'Date.now()' || name === 'performance.now()' || name === 'Math.random()') {
			return name;
		}
	}
	if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
		const isDate = ts.isIdentifier(node.expression) && node.expression.text === 'Date';
		// `Date(…)` without `new` ignores its arguments and gives the current time.
		if (isDate && (ts.isCallExpression(node) || !node.arguments?.length)) return 'new Date()';
	}
	return undefined;
}

function textOf(node: ts.Node): string | undefined {
	return ts.isStringLiteralLike(node) ? node.text : undefined;
}

// Attribute by attribute, because the value of `generics` may contain ">".
const script =
	/(<script(?:\s+[\w:-]+(?:=(?:"[^"]*"|'[^']*'|[^\s>]+))?)*\s*>)([\s\S]*?)(<\/script>)/g;

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** The scripts of a Svelte file, on the same lines as in the file. */
function keepScripts(text: string): string {
	let kept = '';
	let end = 0;
	for (const match of text.matchAll(script)) {
		const [, open = '', content = ''] = match;
		const start = match.index + open.length;
		kept += blank(text.slice(end, start)) + content;
		end = start + content.length;
	}
	return kept + blank(text.slice(end));
}

/** `{#await import('…')}`: the only way in which markup imports something. */
function importsInMarkup(text: string): Import[] {
	const markup = text.replace(script, blank);
	return [...markup.matchAll(/\bimport\(\s*(?:(['"`])([^'"`$]+)\1)?/g)].map((match) => ({
		specifier: match[2],
		line: markup.slice(0, match.index).split('\n').length,
		typeOnly: false
	}));
}
