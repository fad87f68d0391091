import { expect, test } from 'vitest';
import { csvResponse, csvText } from './csv.ts';

test('writes what Excel opens with Vietnamese letters and columns in place', () => {
	expect(
		csvText([
			['Hạng', 'Họ và tên'],
			[1, 'Nguyễn Thị Ánh Đào'],
			[2, null]
		])
	).toBe('\ufeffHạng;Họ và tên\r\n1;Nguyễn Thị Ánh Đào\r\n2;\r\n');
});

test('quotes cells that hold the separator, quotation marks or lines', () => {
	expect(csvText([['a;b', 'tổ "Một cửa"', 'dòng 1\r\ndòng 2', 'x\ny']])).toBe(
		'\ufeff"a;b";"tổ ""Một cửa""";"dòng 1\r\ndòng 2";"x\ny"\r\n'
	);
});

test('writes numbers with a decimal comma and keeps negative ones numbers', () => {
	expect(csvText([[8.75, -1.5, 1000000]])).toBe('\ufeff8,75;-1,5;1000000\r\n');
});

test.each(['=1+1', '+84912345678', '-2', '@SUM(A1)', '\t=1', '＝1'])(
	'takes the formula out of %j',
	(cell) => {
		expect(csvText([[cell, 'x']])).toBe(`\ufeff'${cell};x\r\n`);
	}
);

test('takes the formula out of a cell that is quoted too', () => {
	expect(csvText([['=HYPERLINK("http://x";"y")']])).toBe(
		'\ufeff"\'=HYPERLINK(""http://x"";""y"")"\r\n'
	);
	expect(csvText([['\r=1']])).toBe('\ufeff"\'\r=1"\r\n');
});

test('answers as a download under its Vietnamese name', async () => {
	const response = csvResponse('Kết quả (đợt 1).csv', [['Tên'], ['Đào']]);
	expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
	expect(response.headers.get('content-disposition')).toBe(
		`attachment; filename="ket-qua-dot-1-.csv"; filename*=UTF-8''K%E1%BA%BFt%20qu%E1%BA%A3%20%28%C4%91%E1%BB%A3t%201%29.csv`
	);
	// Response.text() would take the mark away.
	expect([...new Uint8Array(await response.arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
});
