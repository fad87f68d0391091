import { unreadableFile } from '#lib/server/files/file-errors.ts';
import { parseXml } from '#lib/server/files/xml.ts';
import { attribute, children, type XmlElement } from '#lib/server/files/xml-tree.ts';
import { resolveZipPath, type ZipReader } from '#lib/server/files/zip.ts';

/** The parts of a Word document that its text depends on; null where it has none. */
export interface WordPackage {
	readonly document: XmlElement;
	readonly styles: XmlElement | null;
	readonly numbering: XmlElement | null;
	readonly footnotes: XmlElement | null;
	readonly endnotes: XmlElement | null;
	readonly comments: XmlElement | null;
	/** Names of the files that the document's relationships lead to, by id. */
	readonly targets: ReadonlyMap<string, string>;
}

type PartType = 'styles' | 'numbering' | 'footnotes' | 'endnotes' | 'comments';
const relationshipPart = (path: string) => path.replace(/([^/]+)$/, '_rels/$1.rels');

/**
 * Opens the parts of a .docx (ECMA-376, transitional or strict). Parts are found by their
 * relationships: only their types are fixed, not their names. Throws FILE_UNREADABLE without a document,
 * or what `parseXml` refuses.
 */
export async function openWordPackage(archive: ZipReader): Promise<WordPackage> {
	const root = await relationshipsOf(archive, '');
	const main = root.find(({ type }) => type === 'officeDocument')?.path ?? 'word/document.xml';
	const content = await archive.read(main);
	if (!content) throw unreadableFile();
	const related = await relationshipsOf(archive, main);
	const read = async (type: PartType): Promise<XmlElement | null> => {
		const path = related.find((relationship) => relationship.type === type)?.path;
		const bytes = path === undefined ? null : await archive.read(path);
		return bytes && parseXml(bytes);
	};
	return {
		document: parseXml(content),
		styles: await read('styles'),
		numbering: await read('numbering'),
		footnotes: await read('footnotes'),
		endnotes: await read('endnotes'),
		comments: await read('comments'),
		targets: new Map(related.map(({ id, path }) => [id, path.split('/').at(-1) ?? path]))
	};
}

interface Relationship {
	readonly id: string;
	/** The last word of the type, which is the same in both editions of the standard. */
	readonly type: string;
	readonly path: string;
}

async function relationshipsOf(archive: ZipReader, from: string): Promise<Relationship[]> {
	const bytes = await archive.read(from === '' ? '_rels/.rels' : relationshipPart(from));
	if (!bytes) return [];
	return children(parseXml(bytes), 'Relationship').flatMap((element): Relationship[] => {
		const id = attribute(element, 'Id') ?? '';
		const type = attribute(element, 'Type')?.split('/').at(-1) ?? '';
		const target = attribute(element, 'Target') ?? '';
		if (attribute(element, 'TargetMode') === 'External') return [];
		const path = resolveZipPath(from, target);
		return path === null ? [] : [{ id, type, path }];
	});
}
