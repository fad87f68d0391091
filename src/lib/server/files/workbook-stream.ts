import { SaxesParser } from 'saxes';
import { AppError } from '#lib/domain/errors.ts';
import { unreadableFile } from './file-errors.ts';
import { decodeXml } from './xml-text.ts';

/** Told of elements by their names without prefix. */
export interface StreamHandler {
	open(name: string, attribute: (name: string) => string | undefined): void;
	close(name: string): void;
	text(piece: string): void;
}

const windowSize = 2 ** 20;

/**
 * Reads a part of a workbook piece by piece: sheets are long, and as a tree they would be many times
 * longer. Throws FILE_UNREADABLE for what is no XML or declares entities.
 */
export function streamXml(bytes: Uint8Array, handler: StreamHandler): void {
	const parser = new SaxesParser({ xmlns: false });
	const refuse = (): never => {
		throw unreadableFile();
	};
	parser.on('error', refuse);
	parser.on('doctype', refuse);
	parser.on('opentag', ({ name, attributes }) => {
		handler.open(localName(name), (wanted) =>
			Object.hasOwn(attributes, wanted) ? attributes[wanted] : undefined
		);
	});
	parser.on('closetag', ({ name }) => handler.close(localName(name)));
	parser.on('text', (piece) => handler.text(piece));
	parser.on('cdata', (piece) => handler.text(piece));
	try {
		for (const piece of textPieces(bytes)) parser.write(piece);
		parser.close();
	} catch (error) {
		throw error instanceof AppError ? error : unreadableFile();
	}
}

function localName(name: string): string {
	const colon = name.indexOf(':');
	return colon === -1 ? name : name.slice(colon + 1);
}

function* textPieces(bytes: Uint8Array): Generator<string> {
	const isWide = bytes[0] === 0 || bytes[1] === 0 || (bytes[0] ?? 0) >= 0xfe;
	if (isWide) {
		yield decodeXml(bytes);
		return;
	}
	const decoder = new TextDecoder('utf-8', { fatal: true });
	for (let start = 0; start < bytes.length; start += windowSize) {
		const end = Math.min(start + windowSize, bytes.length);
		yield decoder.decode(bytes.subarray(start, end), { stream: end < bytes.length });
	}
}
