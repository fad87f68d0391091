import {
	emptyHead,
	type ImportedBank,
	type ImportedHead,
	type ImportedItem
} from '#lib/domain/bank-import.ts';
import { isAppError } from '#lib/domain/errors.ts';
import type { SourceFile } from '#lib/server/files/source-file.ts';
import type { XmlElement } from '#lib/server/files/xml-tree.ts';
import { parseXml, xmlLimits } from '#lib/server/files/xml.ts';
import type { ZipReader } from '#lib/server/files/zip.ts';
import { topicNames } from './category-topics.ts';
import { readHeadJson } from './exchange-head.ts';
import type { BankImporter, Progress } from './format.ts';
import { importLog, type ImportLog } from './import-log.ts';
import { readLearningMetadata } from './learning-metadata.ts';
import { readQtiItem, type QtiContext } from './qti-item.ts';
import { qtiName } from './qti-names.ts';
import { inPackage, missingFile, openQtiPackage, type PackagedItem } from './qti-package.ts';
import { rootName } from './xml-sniffing.ts';

/** File of a package of ours with the head of the bank. */
export const headFile = 'hoithi-bank.json';

/** Of one item: no program writes items of more, and a package has many. */
const itemLimits = { ...xmlLimits, bytes: 16 * 2 ** 20, nodes: 100_000 };

const itemRoots: ReadonlySet<string | null> = new Set(['assessmentItem', 'qti-assessment-item']);

/**
 * QTI 2.0 to 2.2 and 3.0 of 1EdTech (https://www.1edtech.org/standards/qti): packages with a manifest, an
 * archive of items, or one item by itself. Choice interactions are read, of others the name is told. The
 * row of what is found is the number of the item in the package, its column the file.
 */
export const qtiImporter: BankImporter = {
	format: 'qti',
	detect,
	async parse(file, progress) {
		return file.archive ? parsePackage(file.archive, progress) : parseItem(file, progress);
	}
};

function detect({ kind, archive, bytes }: SourceFile): boolean {
	if (kind === 'qti') return true;
	if (kind === 'xml') return itemRoots.has(rootName(bytes));
	const isArchive = kind === 'zip' && archive !== null;
	return isArchive && archive.entries.some(({ name }) => /\.xml$/i.test(name));
}

function parseItem(file: SourceFile, progress?: Progress): ImportedBank {
	const log = importLog(progress);
	const root = parseXml(file.bytes);
	const tags = readLearningMetadata(root);
	const item = readQtiItem(root, { row: root.line, path: null, tags, head: emptyHead }, log);
	if (item) log.add(item);
	return log.finish('qti', emptyHead);
}

async function parsePackage(archive: ZipReader, progress?: Progress): Promise<ImportedBank> {
	const log = importLog(progress);
	const { folder, items, issues, others } = await openQtiPackage(archive);
	issues.forEach(log.issue);
	const head = await readHead(archive, folder);
	const found: { item: ImportedItem; entry: PackagedItem }[] = [];
	for (const [index, entry] of items.entries()) {
		const item = await readEntry(archive, entry, index + 1, head, log);
		if (item) found.push({ item, entry });
		progress?.(index + 1);
	}
	for (const { path, type } of others) {
		const params = { value: type };
		log.notice({ row: null, column: path, code: 'ITEM_KIND_UNSUPPORTED', params });
	}
	const nameOf = topicNames(found.map(({ entry }) => entry.sections));
	for (const { item, entry } of found)
		log.add({ ...item, topic: item.topic ?? nameOf(entry.sections) }, entry.path);
	return log.finish('qti', head);
}

async function readHead(archive: ZipReader, folder: string): Promise<ImportedHead> {
	const json = await archive.read(folder + headFile, 2 ** 20);
	return (json && readHeadJson(json.toString('utf8'))) ?? emptyHead;
}

/** The item of a file of a package; null where there is none, which the log tells. */
async function readEntry(
	archive: ZipReader,
	{ path, resource }: PackagedItem,
	row: number,
	head: ImportedHead,
	log: ImportLog
): Promise<ImportedItem | null> {
	let root: XmlElement;
	try {
		const bytes = await archive.read(path, itemLimits.bytes);
		if (bytes === null) {
			log.issue(missingFile(path, row));
			return null;
		}
		root = parseXml(bytes, itemLimits);
	} catch (error) {
		if (!isAppError(error)) throw error;
		for (const issue of error.issues) log.issue(inPackage(issue, path, row));
		return null;
	}
	if (qtiName(root) !== 'assessmentItem') {
		const params = { value: root.name };
		log.notice({ row, column: path, code: 'ITEM_KIND_UNSUPPORTED', params });
		return null;
	}
	const tags = readLearningMetadata(resource ?? root);
	for (const tag of tags.others) {
		const params = { value: `keyword: ${tag.slice(0, 80)}` };
		log.noticeOnce({ row, column: path, code: 'FEATURE_UNSUPPORTED', params });
	}
	const context: QtiContext = { row, path, tags, head };
	return readQtiItem(root, context, log);
}
