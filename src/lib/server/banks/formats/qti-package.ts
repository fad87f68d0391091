import { isAppError, type FileIssue } from '#lib/domain/errors.ts';
import { normalizeText } from '#lib/domain/text.ts';
import { attribute, children, descendants, type XmlElement } from '#lib/server/files/xml-tree.ts';
import { parseXml } from '#lib/server/files/xml.ts';
import { resolveZipPath, type ZipReader } from '#lib/server/files/zip.ts';
import { qtiAttribute, qtiName } from './qti-names.ts';

/** A file of a package that ought to be an item. */
export interface PackagedItem {
	readonly path: string;
	/** Titles of the sections of the test that it stands in, outermost first. */
	readonly sections: readonly string[];
	/** What the manifest says of it. */
	readonly resource: XmlElement | undefined;
}

/** What is in a package, by its manifest and its tests. */
export interface QtiPackage {
	/** Folder of the manifest, with a slash at the end; '' for the root. */
	readonly folder: string;
	/** In the order of the tests, then of the manifest. */
	readonly items: readonly PackagedItem[];
	/** Tests and sections that cannot be read. */
	readonly issues: readonly FileIssue[];
	/** Resources that are questions of a kind that is not read, with their type. */
	readonly others: readonly { readonly path: string; readonly type: string }[];
}

/** More than any program puts into one file of a package. */
const mostBytes = 32 * 2 ** 20;

/** Reads the manifest of a package and the tests it lists. Throws INVALID_FILE for a damaged manifest. */
export async function openQtiPackage(archive: ZipReader): Promise<QtiPackage> {
	const manifestPath = findManifest(archive);
	if (manifestPath === null) return withoutManifest(archive);
	const manifest = parseXml((await archive.read(manifestPath, mostBytes)) ?? '');
	const resources = readResources(manifest, manifestPath);
	const byPath = new Map(resources.map(({ path, element }) => [path, element]));
	const items = new Map<string, PackagedItem>();
	const issues: FileIssue[] = [];
	const add = (path: string, sections: readonly string[]) => {
		if (!items.has(path)) items.set(path, { path, sections, resource: byPath.get(path) });
	};
	const report = (issue: FileIssue) => issues.push(issue);
	const others: { path: string; type: string }[] = [];
	const read = new Set<string>();
	for (const { path, href, type } of resources) {
		if (path === null && /^imsqti_/.test(type)) report(missingFile(href));
		else if (path !== null && isTest(type)) await readTest(archive, path, add, report, read);
		else if (path !== null && isForeign(type)) others.push({ path, type });
	}
	for (const { path, type } of resources) if (path !== null && isItem(type)) add(path, []);
	const folder = manifestPath.slice(0, manifestPath.lastIndexOf('/') + 1);
	return { folder, items: [...items.values()], issues, others };
}

function isItem(type: string): boolean {
	return /^imsqti_\w*item_xmlv[23]/.test(type);
}

function isTest(type: string): boolean {
	return /^imsqti_(?:\w*test|section|\w*assessment)_/.test(type);
}

/** Questions of QTI 1, by themselves or in a Common Cartridge. */
function isForeign(type: string): boolean {
	return /^imsqti_(?:xml|\w*bank)|^imscc_\w*\/imsqti/.test(type);
}

/** The manifest, also where the folder of the package was packed; null without one. */
function findManifest(archive: ZipReader): string | null {
	const found = archive.entries
		.map(({ name }) => name)
		.filter((name) => /^(?!__MACOSX\/)(?:[^/]+\/)?imsmanifest\.xml$/i.test(name));
	return found.sort((left, right) => left.length - right.length)[0] ?? null;
}

/** Without a manifest every XML file may be an item. */
function withoutManifest(archive: ZipReader): QtiPackage {
	const paths = archive.entries
		.map(({ name }) => name)
		.filter((name) => /\.xml$/i.test(name) && !/^__MACOSX\/|(?:^|\/)\._/.test(name));
	const items = paths.sort().map((path) => ({ path, sections: [], resource: undefined }));
	return { folder: '', items, issues: [], others: [] };
}

interface Resource {
	/** Path in the package; null for what lies elsewhere. */
	readonly path: string | null;
	readonly href: string;
	readonly type: string;
	readonly element: XmlElement;
}

function readResources(manifest: XmlElement, manifestPath: string): Resource[] {
	const baseOf = (element: XmlElement) =>
		attribute(element, 'base', 'http://www.w3.org/XML/1998/namespace') ?? '';
	return [...descendants(manifest, 'resources')].flatMap((group) =>
		children(group, 'resource').flatMap((element): Resource[] => {
			const [file] = children(element, 'file');
			const own = attribute(element, 'href') ?? (file && attribute(file, 'href'));
			if (own === undefined) return [];
			const href = baseOf(manifest) + baseOf(group) + baseOf(element) + own;
			const type = attribute(element, 'type')?.trim() ?? '';
			return [{ path: resolveZipPath(manifestPath, href), href, type, element }];
		})
	);
}

/** Adds the items of a test or section, in its order. */
async function readTest(
	archive: ZipReader,
	path: string,
	add: (path: string, sections: readonly string[]) => void,
	report: (issue: FileIssue) => void,
	read: Set<string>,
	above: readonly string[] = []
): Promise<void> {
	// Sections that refer to each other would never end.
	if (read.has(path)) return;
	read.add(path);
	const bytes = await archive.read(path, mostBytes);
	if (bytes === null) {
		report(missingFile(path));
		return;
	}
	const walk = async (element: XmlElement, sections: readonly string[]): Promise<void> => {
		const href = qtiAttribute(element, 'href');
		const target = href === undefined ? null : resolveZipPath(path, href);
		const name = qtiName(element);
		if (name === 'assessmentItemRef' && target !== null) add(target, sections);
		else if (name === 'assessmentSectionRef' && target !== null)
			await readTest(archive, target, add, report, read, sections);
		else {
			const title =
				name === 'assessmentSection' ? normalizeText(qtiAttribute(element, 'title') ?? '') : '';
			const inside = title === '' ? sections : [...sections, title];
			for (const node of children(element)) await walk(node, inside);
		}
	};
	try {
		await walk(parseXml(bytes), above);
	} catch (error) {
		if (!isAppError(error)) throw error;
		for (const issue of error.issues) report(inPackage(issue, path, null));
	}
}

/** The issue of a file of a package: its column is the file and the line in it. */
export function inPackage(issue: FileIssue, path: string, row: number | null): FileIssue {
	return { ...issue, row, column: issue.row === null ? path : `${path}:${issue.row}` };
}

/** The issue of a file that a package speaks of and does not hold. */
export function missingFile(path: string, row: number | null = null): FileIssue {
	return { row, column: null, code: 'PACKAGE_FILE_MISSING', params: { value: path } };
}
