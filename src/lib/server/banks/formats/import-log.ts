import { trueFalseOptions } from '#lib/domain/bank.ts';
import {
	listedProblems,
	type BankFormat,
	type ImportedBank,
	type ImportedHead,
	type ImportedItem
} from '#lib/domain/bank-import.ts';
import type { FileIssue } from '#lib/domain/errors.ts';
import { lackOf } from '#lib/domain/imported-entry.ts';
import { quoted } from '#lib/domain/issue-log.ts';
import { comparable } from '#lib/domain/item-text.ts';
import { optionIds } from '#lib/domain/items.ts';
import { plainText } from '#lib/domain/markup.ts';
import type { Progress } from './format.ts';
import type { ReducedText } from './html-text.ts';
import { noConversions, type Conversions } from './text-conversion.ts';

/** Collects what a file holds while it is read. */
export interface ImportLog {
	issue(issue: FileIssue): void;
	notice(notice: FileIssue): void;
	/** A notice of which every question of the file would give one: told for the first. */
	noticeOnce(notice: FileIssue): void;
	/** A FEATURE_UNSUPPORTED of this place; long values are cut. */
	unsupported(row: number | null, column: string | null, value: string): void;
	/** Tells what a text has lost, and gives it back. */
	text(row: number | null, column: string | null, text: ReducedText): ReducedText;
	/** Tells once that names of questions are not kept; those that only repeat the question are not missed. */
	name(row: number, name: string, item: Pick<ImportedItem, 'id' | 'stem'>, feature: string): void;
	/** Keeps an item; what it lacks becomes an issue of this column. */
	add(item: ImportedItem, column?: string | null): void;
	finish(format: BankFormat, head: ImportedHead, conversions?: Conversions): ImportedBank;
}

/** An empty log. */
export function importLog(progress: Progress = () => {}): ImportLog {
	const issues = problemList();
	const notices = problemList();
	const items: ImportedItem[] = [];
	const told = new Set<string>();

	const log: ImportLog = {
		issue: issues.add,
		notice: notices.add,
		noticeOnce(notice) {
			const name = JSON.stringify([notice.code, notice.params]);
			if (told.has(name)) return;
			// A hostile file has a million different ones.
			if (told.size <= listedProblems) told.add(name);
			notices.add(notice);
		},
		unsupported(row, column, value) {
			const params = { value: quoted(value) };
			notices.add({ row, column, code: 'FEATURE_UNSUPPORTED', params });
		},
		text(row, column, text) {
			for (const value of text.media)
				notices.add({ row, column, code: 'MEDIA_UNSUPPORTED', params: { value: quoted(value) } });
			for (const name of text.lost) log.unsupported(row, column, `<${name}>`);
			return text;
		},
		name(row, name, { id, stem }, feature) {
			const bare = comparable(name);
			const isNumber = /^(?:cau(?: hoi)?|question|q)? ?\d*$/.test(bare);
			if (isNumber || bare === comparable(id ?? '') || comparable(plainText(stem)).startsWith(bare))
				return;
			log.noticeOnce({
				row,
				column: null,
				code: 'FEATURE_UNSUPPORTED',
				params: { value: feature }
			});
		},
		add(item, column = null) {
			progress(items.length + 1);
			const lack = lackOf(item);
			if (lack) issues.add({ ...lack, column });
			const blanks = item.options.flatMap((option, position) => (option === '' ? [position] : []));
			for (const position of lack ? [] : blanks) {
				const letter = optionIds[position]?.toUpperCase() ?? null;
				const place = column === null ? letter : `${column}: ${letter}`;
				issues.add({ row: item.row, column: place, code: 'VALUE_MISSING' });
			}
			if (lack || blanks.length === 0) items.push(item);
		},
		finish: (format, head, { conversions, conversionCount } = noConversions) => ({
			format,
			head,
			items: head.language === null ? items : items.map(withWords(head.language)),
			issues: issues.listed(),
			notices: notices.listed(),
			conversions,
			conversionCount
		})
	};
	return log;
}

/** Gives a true/false item the words of its bank's language. */
function withWords(language: keyof typeof trueFalseOptions): (item: ImportedItem) => ImportedItem {
	const options = trueFalseOptions[language];
	return (item) => (item.type === 'true_false' ? { ...item, options } : item);
}

/** Keeps the first problems and counts the others, so that none goes unsaid. */
function problemList() {
	const first: FileIssue[] = [];
	let count = 0;
	return {
		add(problem: FileIssue): void {
			count++;
			if (first.length < listedProblems) first.push(problem);
		},
		listed(): FileIssue[] {
			if (count <= listedProblems) return first;
			const shown = first.slice(0, listedProblems - 1);
			const more = { count: count - shown.length };
			return [...shown, { row: null, column: null, code: 'MORE_PROBLEMS', params: more }];
		}
	};
}
