import type { ImportedHead } from '../bank-import.ts';
import type { Bank, BankDocument, BankLanguage, BankTopic } from '../bank.ts';
import type { FileIssue } from '../errors.ts';
import type { SheetRow } from '../sheet.ts';
import { foldVietnamese, normalizeText } from '../text.ts';
import { readDay, writeDay } from './names.ts';

/** Fields of the head, a line each. */
const headFields = ['slug', 'title', 'language', 'license', 'practice'] as const;
const documentFields = ['id', 'symbol', 'title', 'issuer', 'date'] as const;
const topicFields = ['id', 'title'] as const;

interface InfoWords {
	readonly sheet: string;
	readonly head: Readonly<Record<(typeof headFields)[number], string>>;
	readonly documents: Readonly<Record<(typeof documentFields)[number], string>>;
	readonly topics: Readonly<Record<(typeof topicFields)[number], string>>;
	readonly yes: string;
	readonly no: string;
}

/** What the sheet about the bank calls things. */
export const infoWords: Readonly<Record<BankLanguage, InfoWords>> = {
	vi: {
		sheet: 'Thông tin',
		head: {
			slug: 'Mã ngân hàng',
			title: 'Tên ngân hàng',
			language: 'Ngôn ngữ',
			license: 'Giấy phép',
			practice: 'Cho luyện tập công khai'
		},
		documents: {
			id: 'Mã văn bản',
			symbol: 'Số, ký hiệu',
			title: 'Tên văn bản',
			issuer: 'Cơ quan ban hành',
			date: 'Ngày ban hành'
		},
		topics: { id: 'Mã chủ đề', title: 'Tên chủ đề' },
		yes: 'Có',
		no: 'Không'
	},
	en: {
		sheet: 'Info',
		head: {
			slug: 'Bank ID',
			title: 'Bank title',
			language: 'Language',
			license: 'Licence',
			practice: 'Open for practice'
		},
		documents: {
			id: 'Document ID',
			symbol: 'Symbol',
			title: 'Document title',
			issuer: 'Issuer',
			date: 'Date of issue'
		},
		topics: { id: 'Topic ID', title: 'Topic title' },
		yes: 'Yes',
		no: 'No'
	}
};

/** The rows of the sheet that says what the table of questions cannot. */
export function infoRows(bank: Bank): string[][] {
	const words = infoWords[bank.language];
	const practice = bank.practice ? words.yes : words.no;
	return [
		...headFields.map((field) => [
			words.head[field],
			field === 'practice' ? practice : bank[field]
		]),
		[],
		documentFields.map((field) => words.documents[field]),
		...bank.documents.map((document) =>
			documentFields.map((field) => {
				const isDay = field === 'date' && bank.language === 'vi';
				return isDay ? writeDay(document.date) : document[field];
			})
		),
		[],
		topicFields.map((field) => words.topics[field]),
		...bank.topics.map((topic) => topicFields.map((field) => topic[field]))
	];
}

/** What the sheet about the bank says. */
export interface ReadInfo {
	readonly head: ImportedHead;
	readonly issues: readonly FileIssue[];
}

function key(text: string): string {
	return foldVietnamese(text).replace(/[^a-z0-9]/g, '');
}

const languages = ['vi', 'en'] as const;

/** Names of lines or columns, in both languages, by their fields. */
function fieldsOf<Field extends string>(
	names: (words: InfoWords) => Readonly<Record<Field, string>>
) {
	return new Map(
		languages.flatMap((language) =>
			Object.entries<string>(names(infoWords[language])).map(
				([field, name]) => [key(name), field as Field] as const
			)
		)
	);
}

const headNames = fieldsOf((words) => words.head);
const documentNames = fieldsOf((words) => words.documents);
const topicNames = fieldsOf((words) => words.topics);

/** Reads a sheet about the bank; null for any other sheet. */
export function readInfo(rows: readonly SheetRow[]): ReadInfo | null {
	const first = rows[0]?.cells.find((cell) => cell.trim() !== '') ?? '';
	if (!headNames.has(key(first))) return null;
	const head = new Map<(typeof headFields)[number], string>();
	const documents: BankDocument[] = [];
	const topics: BankTopic[] = [];
	const issues: FileIssue[] = [];
	let columns: (typeof documentFields)[number][] | null = null;
	let isTopics = false;
	for (const { number, cells } of rows) {
		const texts = cells.map((cell) => normalizeText(cell));
		const keys = texts.map(key);
		const [name = '', value = ''] = texts;
		if (keys.filter((each) => documentNames.has(each)).length >= 3) {
			columns = keys.map((each) => documentNames.get(each) ?? 'id');
			isTopics = false;
		} else if (keys.filter((each) => topicNames.has(each)).length === 2) {
			columns = keys.map((each) => topicNames.get(each) ?? 'id');
			isTopics = true;
		} else if (columns) {
			const field = (wanted: string) => texts[columns?.indexOf(wanted as 'id') ?? -1] ?? '';
			if (isTopics) topics.push({ id: field('id'), title: field('title') });
			else {
				const day = readDay(field('date'));
				if (day === null) {
					const column = cells.length > 0 ? infoWords.vi.documents.date : null;
					issues.push({ row: number, column, code: 'VALUE_INVALID' });
				}
				documents.push({
					id: field('id'),
					symbol: field('symbol'),
					title: field('title'),
					issuer: field('issuer'),
					date: day ?? ''
				});
			}
		} else {
			const known = headNames.get(key(name));
			if (known && value !== '') head.set(known, value);
		}
	}
	const language = languages.find((each) => each === head.get('language'));
	const practice = key(head.get('practice') ?? '');
	return {
		head: {
			slug: head.get('slug') ?? null,
			title: head.get('title') ?? null,
			language: language ?? null,
			license: head.get('license') ?? null,
			practice: practice === '' ? null : ['co', 'yes'].includes(practice),
			documents,
			topics
		},
		issues
	};
}
