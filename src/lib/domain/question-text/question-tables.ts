import type { AnswerEntry, AnswerList, Line } from './blocks.ts';
import { keyAtStart } from './key-values.ts';
import { optionLabels, questionLabel } from './labels.ts';
import { foldInPlace } from './marked-text.ts';
import { joinLines, textLine } from './paragraph-lines.ts';

type Role =
	| 'number'
	| 'stem'
	| 'options'
	| 'key'
	| 'rationale'
	| 'citation'
	| 'difficulty'
	| 'topic'
	| 'points'
	| 'id'
	| { readonly option: number };

const headings: readonly (readonly [Role, RegExp])[] = [
	['number', /^(?:stt|tt|so tt|so thu tu|cau|cau so|so cau|no)$/],
	[
		'stem',
		/^(?:noi dung )?cau hoi(?: trac nghiem)?$|^noi dung(?: cau hoi)?$|^de bai$|^questions?$/
	],
	['stem', /^(?:noi dung )?cau hoi (?:va|&) (?:cac )?(?:dap an|phuong an).*$/],
	[
		'options',
		/^(?:cac )?(?:phuong an|lua chon|dap an)(?: tra loi| lua chon)$|^cac (?:phuong an|dap an)$/
	],
	['options', /^(?:answer )?options$|^choices$/],
	[
		'key',
		/^(?:dap an|phuong an|cau tra loi)(?: (?:dung|chinh xac))?$|^da$|^key$|^(?:correct )?answer$/
	],
	['rationale', /^(?:loi )?giai thich$|^loi giai$|^huong dan(?: giai)?$|^explanation$|^rationale$/],
	[
		'citation',
		/^can cu(?: phap ly)?$|^co so phap ly$|^trich dan$|^nguon$|^van ban$|^source$|^citation$/
	],
	['difficulty', /^muc do(?: nhan thuc)?$|^do kho$|^level$|^difficulty$/],
	['topic', /^chu de$|^chuyen de$|^linh vuc$|^topic$/],
	['points', /^diem$|^so diem$|^points$/],
	['id', /^ma(?: cau(?: hoi)?)?$|^id$/]
];

/** Names that the lines of a field begin with, as the grammar reads them. */
const fieldNames = {
	key: 'Đáp án',
	rationale: 'Giải thích',
	citation: 'Căn cứ',
	difficulty: 'Mức độ',
	topic: 'Chủ đề',
	points: 'Điểm',
	id: 'Mã câu hỏi'
} as const;

type Cells = readonly (readonly Line[])[];

function roleOf(cell: readonly Line[]): Role | null {
	const text = foldInPlace(cell.map((line) => line.text).join(' '))
		.replace(/[^a-z0-9&]+/g, ' ')
		.trim();
	const option = /^(?:(?:phuong an|dap an|lua chon|option|y) )?([a-h])$/.exec(text)?.[1];
	if (option !== undefined) return { option: option.charCodeAt(0) - 97 };
	return headings.find(([, pattern]) => text.length < 60 && pattern.test(text))?.[0] ?? null;
}

/**
 * The lines of a table with a row of headings, a question per row, as they would stand without the
 * table; a table of answers with reasons as such. Null for any other table.
 */
export function linesOfQuestionTable(rows: readonly Cells[]): (Line | AnswerList)[] | null {
	const head = rows.findIndex((row) => row.some((cell) => cell.length > 0));
	const roles = head === -1 ? [] : (rows[head] as Cells).map(roleOf);
	const has = (role: Role) => roles.includes(role);
	const body = rows.slice(head + 1);
	if (body.length === 0 || roles.filter((role) => role !== null).length < 2) return null;
	if (has('key')) settleKeyColumn(roles, body);
	if (!has('stem')) {
		return has('number') && has('key') ? answersWithReasons(roles, body) : null;
	}
	return body.flatMap((row) => {
		const filled = row.filter((cell) => cell.length > 0);
		// A cell across the whole table is a heading between questions.
		if (filled.length === 1 && row.length < roles.length) return filled[0] as Line[];
		return linesOfRow(roles, row);
	});
}

/** "Đáp án" also heads columns of options, and "Câu hỏi" columns of numbers. */
function settleKeyColumn(roles: (Role | null)[], body: readonly Cells[]): void {
	roles.forEach((role, column) => {
		const cells = body.map((row) => row[column] ?? []).filter((cell) => cell.length > 0);
		const most = (test: (cell: readonly Line[]) => boolean) =>
			cells.length > 0 && cells.filter(test).length > cells.length / 2;
		if (role === 'key' && most((cell) => countOptions(cell) > 1)) roles[column] = 'options';
		const isNumber = (cell: readonly Line[]) => /^\s*\d{1,4}[.)]?\s*$/.test(cell[0]?.text ?? '');
		if (role === 'stem' && most(isNumber)) roles[column] = 'number';
	});
}

function countOptions(cell: readonly Line[]): number {
	return cell
		.flatMap((line) => optionLabels(line.text, line.automatic))
		.filter(({ place }) => place !== 'space').length;
}

function linesOfRow(roles: readonly (Role | null)[], row: Cells): Line[] {
	const at = (role: Role) => row[roles.indexOf(role)] ?? [];
	const stem = at('stem');
	const first = row.flat()[0];
	if (!first) return [];
	const number = /\d{1,4}/.exec(at('number')[0]?.text ?? '')?.[0];
	const label = stem[0] && questionLabel(stem[0].text, stem[0].automatic);
	const lines: Line[] = [];
	if (label && label.kind !== 'number') lines.push(...stem);
	else {
		const start = textLine(number === undefined ? 'Câu hỏi:' : `Câu ${number}:`, first.row);
		lines.push(...withLabel(start, stem));
	}
	roles.forEach((role, column) => {
		const cell = row[column] ?? [];
		if (role === 'options') lines.push(...cell);
		if (role === null || typeof role === 'string' || cell.length === 0) return;
		const [option] = optionLabels(cell[0]?.text ?? '', cell[0]?.automatic ?? 0);
		const isLabelled = option?.place === 'line' && option.letter === role.option;
		const letter = textLine(`${String.fromCharCode(65 + role.option)}.`, cell[0]?.row ?? 0);
		lines.push(...(isLabelled ? cell : withLabel(letter, cell)));
	});
	for (const [role, name] of Object.entries(fieldNames) as [keyof typeof fieldNames, string][]) {
		const cell = at(role);
		if (cell.length > 0) lines.push(...withLabel(textLine(`${name}:`, cell[0]?.row ?? 0), cell));
	}
	return lines;
}

/** The lines with a label of ordinary look in front of the first; breaks in a cell do not part it. */
function withLabel(label: Line, lines: readonly Line[]): Line[] {
	const [first, ...rest] = lines;
	return first ? [joinLines(label, { ...first, automatic: 0 }, ' '), ...rest] : [label];
}

function answersWithReasons(
	roles: readonly (Role | null)[],
	body: readonly Cells[]
): (Line | AnswerList)[] {
	const others: Line[] = [];
	const entries = body.flatMap((row): AnswerEntry[] => {
		const at = (role: Role) => row[roles.indexOf(role)] ?? [];
		const number = /^\D{0,8}(\d{1,4})/.exec(at('number')[0]?.text ?? '')?.[1];
		const key = at('key')[0];
		if (number === undefined || !key || !keyAtStart(key.text)) {
			others.push(...row.flat());
			return [];
		}
		const lines = (['rationale', 'citation', 'difficulty', 'topic'] as const).flatMap((role) => {
			const cell = at(role);
			return cell.length === 0 ? [] : withLabel(textLine(`${fieldNames[role]}:`, key.row), cell);
		});
		return [{ row: key.row, number: Number(number), key: key.text.trim(), lines }];
	});
	const list: AnswerList = { kind: 'answers', row: entries[0]?.row ?? 0, entries };
	return entries.length === 0 ? others : [list, ...others];
}
