import { CORE_SCHEMA, constructFromEvents, EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import { parseDocument } from 'yaml';
import { AppError, type FileIssue } from '#lib/domain/errors.ts';

/*
 * Two libraries: js-yaml reads 20,000 items in a second and 150 MB where yaml takes eight seconds and
 * 500 MB; yaml goes on after an error and names them all, which is worth it for a file that a person
 * typed. JSON goes the same way: it is YAML, and JSON.parse would take a field twice without a word.
 */

/** Largest bank file, in bytes; 20,000 items of ordinary length are about a third of it. */
const maxBytes = 40 * 1024 * 1024;
/** Longest text that is read again to name every error of it. */
const longestToDiagnose = 2 ** 20;
/** Most errors of syntax that are named; later ones mostly follow from the first. */
const listedErrors = 20;
/** A bank is five levels deep. */
const maxDepth = 20;
const lineEnd = /\r\n|\r|\n/;

/**
 * The content of a YAML (or JSON) file in UTF-8; null when it has none. Throws FILE_TOO_LARGE, or
 * INVALID_FILE with the lines that are no YAML.
 */
export function readYaml(bytes: Uint8Array): unknown {
	if (bytes.byteLength > maxBytes)
		throw new AppError('FILE_TOO_LARGE', { megabytes: maxBytes / 1024 / 1024 });
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw refusal([{ row: null, column: null, code: 'FILE_UNREADABLE' }]);
	}
	return parseYaml(text);
}

/**
 * The content of a YAML 1.2 or JSON text, plain values of the core schema; null when it has none. Throws
 * INVALID_FILE with the lines that are no YAML, name a field twice, or use anchors, aliases or tags:
 * aliases can make a small file enormous, and a bank has no use for any of them.
 */
export function parseYaml(text: string): unknown {
	try {
		const events = parseEvents(text, { maxDepth });
		const issues: FileIssue[] = [];
		for (const event of events) {
			const start = referenceStart(event);
			if (start >= 0) issues.push(referenceIssue(text, start));
			if (issues.length === listedErrors) break;
		}
		if (issues.length > 0) throw refusal(issues);
		const documents = constructFromEvents(events, { source: text, schema: CORE_SCHEMA });
		if (documents.length > 1) {
			throw refusal([syntaxIssue(null, 'several documents in one file, parted by ---')]);
		}
		return documents[0] ?? null;
	} catch (error) {
		if (error instanceof AppError) throw error;
		// Whatever the library stumbles over is a defect of the file, not of ours.
		throw refusal(syntaxIssues(text, error));
	}
}

function refusal(issues: readonly FileIssue[]): AppError {
	return new AppError('INVALID_FILE', { count: issues.length }, issues);
}

function syntaxIssues(text: string, error: unknown): FileIssue[] {
	if (text.length <= longestToDiagnose) {
		const { errors } = parseDocument(text, { prettyErrors: true });
		const lines = text.split(lineEnd);
		if (errors.length > 0) {
			return errors
				.slice(0, listedErrors)
				.map(({ linePos, message }) => syntaxIssue(linePos?.[0].line ?? null, message, lines));
		}
	}
	if (!(error instanceof YAMLException)) return [syntaxIssue(null, '')];
	const { mark, reason } = error;
	return [syntaxIssue(mark ? mark.line + 1 : null, reason)];
}

function syntaxIssue(
	row: number | null,
	message: string,
	lines: readonly string[] = []
): FileIssue {
	// "stem: **Không** …" is the commonest slip, and no message of a library says what it is.
	const [, mark] = /^[\s-]*(?:[\w-]+:\s+)?([*&!]\S{0,40})/.exec(lines[(row ?? 0) - 1] ?? '') ?? [];
	if (mark !== undefined) {
		return { row, column: null, code: 'BANK_REFERENCE_MARK', params: { value: mark } };
	}
	const value = (message.split('\n')[0] ?? '').replace(/:$/, '').slice(0, 200);
	return { row, column: null, code: 'BANK_SYNTAX', params: { value } };
}

/** Where an anchor, an alias or a tag is written, with its mark; -1 where none is. */
function referenceStart(event: ReturnType<typeof parseEvents>[number]): number {
	if (event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return -1;
	// The place of an anchor's or alias's name is given, without the mark before it.
	if (event.anchorStart >= 0) return event.anchorStart - 1;
	return 'tagStart' in event ? event.tagStart : -1;
}

function referenceIssue(text: string, start: number): FileIssue {
	const row = text.slice(0, start).split(lineEnd).length;
	const [value = ''] = /^[^\s,\]}]{1,40}/.exec(text.slice(start, start + 40)) ?? [];
	return { row, column: null, code: 'BANK_REFERENCE_MARK', params: { value } };
}
