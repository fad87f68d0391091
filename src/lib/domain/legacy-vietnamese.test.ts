import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodingOfFont } from './legacy-vietnamese-fonts.ts';
import { tcvn3Letters, vniLetters } from './legacy-vietnamese-tables.ts';
import {
	detectVietnameseEncoding,
	detectVietnameseEncodings,
	toUnicode,
	type VietnameseEncoding
} from './legacy-vietnamese.ts';

const tcvn3: readonly (readonly [written: string, meant: string])[] = [
	['NghÞ quyÕt', 'Nghị quyết'],
	['Céng hßa x· héi chñ nghÜa ViÖt Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
	['§éc lËp - Tù do - H¹nh phóc', 'Độc lập - Tự do - Hạnh phúc'],
	['§óng', 'Đúng'],
	['N¨m 2025', 'Năm 2025'],
	['C¶ A vµ B', 'Cả A và B'],
	['C¸c ph­¬ng ¸n trªn ®Òu ®óng', 'Các phương án trên đều đúng'],
	['C«ng v¨n sè 12/CV-H§ND cña H§ND tØnh', 'Công văn số 12/CV-HĐND của HĐND tỉnh'],
	['“ChÝnh phñ sè” – lµ g×?', '“Chính phủ số” – là gì?'],
	['« t«, « nhiÔm; 6 tØ ®ång × 10%', 'ô tô, ô nhiễm; 6 tỉ đồng × 10%'],
	['§/S: gi¸ 10.000® (§ 5, © 2025)', 'Đ/S: giá 10.000đ (§ 5, © 2025)'],
	['®iÓm ® kho¶n 1; môc II.5.®; ®) Cã', 'điểm đ khoản 1; mục II.5.đ; đ) Có'],
	['Than ®¸', 'Than đá']
];

const vni: readonly (readonly [written: string, meant: string])[] = [
	['Nghò quyeát', 'Nghị quyết'],
	['Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
	['Ñoäc laäp - Töï do - Haïnh phuùc', 'Độc lập - Tự do - Hạnh phúc'],
	['ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC', 'ĐỘC LẬP - TỰ DO - HẠNH PHÚC'],
	['Ñuùng', 'Đúng'],
	['Taát caû ñeàu ñuùng', 'Tất cả đều đúng'],
	['nhöõng ngöôøi ñöôïc tuyeån duïng', 'những người được tuyển dụng'],
	['Uûy ban, AÁn Ñoä, Yù', 'Ủy ban, Ấn Độ, Ý']
];

/** What stands as it should, and must stay as it is. */
const proper = [
	...['', 'Sai', 'Option A', '57-NQ/TW', '…', 'Tất cả đều đúng', 'Đúng', 'Ủy ban', 'đ', '₫'],
	// Vietnamese that happens to need no letter beyond Latin-1.
	...[
		'Có',
		'Không',
		'Hà Nam',
		'Là công tác tài chính',
		'CÔNG TÁC XÃ',
		'Cá, tôm và cua',
		'Bé',
		'mét'
	],
	...['Hòa Bình', 'hoà', 'Lê Lai', 'ÊM', 'TÚ', 'Ý', 'ý', 'và', 'sí', 'thé', 'né', 'trò', 'chính'],
	// French
	...[
		'café',
		'Résumé à la française, où tout a été dit',
		'Où est le goût ?',
		'tôt',
		'Plus tôt',
		'laïc'
	],
	...[
		'Thaï',
		'haï',
		'naïf, maïs, Israël, Noël',
		'hôtel',
		'forêt',
		'août',
		'déjà vu',
		'Œuvre',
		'« Là »'
	],
	...['L’élève a mangé des œufs à la crème', 'être', 'MÊME À PARIS', 'Plutôt dû', 'le thé né là'],
	// Other languages and names
	...[
		'naïve',
		'façade',
		'piñata',
		'Beyoncé',
		'El señor Muñoz vivía en Bogotá',
		'João',
		'Straße',
		'nö'
	],
	...[
		'für über Köln',
		'Zürich',
		'ø',
		'på',
		'Þórr',
		'Ærøskøbing',
		'più, può, così',
		'São Paulo',
		'Málaga',
		'aún',
		'ninguna aún',
		'»s« und »n« und »t«',
		'Du må gå på øen',
		'poäng',
		's×',
		'Pác Bó'
	],
	// Signs and formulas
	...[
		'm×n',
		'N·m',
		'x·y',
		'a·b',
		'µm',
		'5 µm',
		'10µg',
		'§',
		'§ 5',
		'§5',
		'3 × 4',
		'10 ÷ 2',
		'±2',
		'25 °C'
	],
	...[
		'x¹ + y²',
		'x¹',
		'm²',
		'½ l',
		'½m',
		'¼m',
		'© 2025',
		'©an',
		'Windows®',
		'£5',
		'¥',
		'5¢',
		'«Nam»',
		'1ª'
	],
	...['·', '· a', '¿Qué?', '¡an!', 'infor\u00admation', 'ba\u00adn', 'a\u00a0b', '¬A', '¦']
];

describe.each<[VietnameseEncoding, readonly (readonly [string, string])[]]>([
	['tcvn3', tcvn3],
	['vni', vni],
	[
		'windows-1258',
		[
			['Nghiò quyêìt sôì 57', 'Nghị quyết số 57'],
			['Ðaòng býõìc', 'Đạng bước']
		]
	]
])('%s', (encoding, examples) => {
	it.each(examples)('%s is %s', (written, meant) => {
		const guess = detectVietnameseEncoding(written);
		expect(guess.encoding).toBe(encoding);
		expect(guess.confidence).toBeGreaterThan(0.5);
		expect(toUnicode(written, encoding)).toBe(meant);
	});
});

describe('proper text', () => {
	it.each(proper)('“%s” stays as it is', (text) => {
		expect(detectVietnameseEncoding(text).encoding).toBe('unicode');
		expect(toUnicode(text, 'unicode')).toBe(text);
	});

	it('of Unicode is not taken for anything else, whatever stands beside it', () => {
		const anything = fc.array(fc.constantFrom(...proper, ...tcvn3.map(([text]) => text)));
		fc.assert(
			fc.property(anything, fc.constantFrom('Nghị', 'ế', 'Đ', 'œ'), anything, (a, letter, b) => {
				const text = [...a, letter, ...b].join(' ');
				expect(detectVietnameseEncoding(text)).toEqual({ encoding: 'unicode', confidence: 1 });
			})
		);
	});

	it('is composed, and Đ written as the letter of Iceland is mended', () => {
		expect(toUnicode('Nghi\u0323 quye\u0302\u0301t', 'unicode')).toBe('Nghị quyết');
		// As Windows-1258 composes: the letter with its own sign, the tone apart.
		expect(toUnicode('quy\u00ea\u0301t s\u00f4\u0301', 'unicode')).toBe('quyết số');
		expect(toUnicode('Ðúng, Ðảng, 06/QÐ-TTg', 'unicode')).toBe('Đúng, Đảng, 06/QĐ-TTg');
		expect(toUnicode('Ðíls', 'unicode')).toBe('Ðíls');
	});

	it('made to take long is judged at once', () => {
		const length = 200_000;
		for (const text of [
			'·'.repeat(length),
			`${'A'.repeat(length)}ba`,
			'« '.repeat(length),
			'aù'.repeat(length)
		]) {
			expect(detectVietnameseEncoding(`µ${text}a`).encoding).toBe('unicode');
			expect(toUnicode(text, 'tcvn3')).not.toBe('');
			expect(toUnicode(text, 'vni')).not.toBe('');
		}
	});

	it('of any kind is judged without an error, in Unicode or converted', () => {
		const latin = fc.string({
			unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code))
		});
		fc.assert(
			fc.property(fc.oneof(latin, fc.string({ unit: 'grapheme' })), (text) => {
				const { encoding, confidence } = detectVietnameseEncoding(text);
				expect(confidence).toBeGreaterThan(0);
				expect(confidence).toBeLessThanOrEqual(1);
				expect(toUnicode(text, encoding)).toBe(toUnicode(text, encoding).normalize('NFC'));
			})
		);
	});
});

describe('capitals of TCVN3', () => {
	it.each([
		['NGHÞ QUYÕT CñA Bé CHÝNH TRÞ', 'NGHỊ QUYẾT CỦA BỘ CHÍNH TRỊ'],
		['ñY BAN NH¢N D¢N', 'ỦY BAN NHÂN DÂN'],
		['§¶NG CéNG S¶N', 'ĐẢNG CỘNG SẢN'],
		['BAN Tæ CHøC', 'BAN TỔ CHỨC'],
		['Bé TTTT vµ Së TT&TT', 'Bộ TTTT và Sở TT&TT'],
		['Së H§ND', 'Sở HĐND'],
		['Tõ AI ®Õn IT', 'Từ AI đến IT'],
		['PHÇN 1. Bé luËt', 'PHẦN 1. Bộ luật']
	])('%s is %s', (written, meant) => {
		expect(toUnicode(written, 'tcvn3')).toBe(meant);
	});

	it('are all, where the font says so', () => {
		expect(toUnicode('nghÞ quyÕt', 'tcvn3', { capitals: true })).toBe('NGHỊ QUYẾT');
	});
});

describe('the pieces of a document', () => {
	const encodings = (pieces: readonly string[]) =>
		detectVietnameseEncodings(pieces).map(({ encoding }) => encoding);

	it('that alone cannot tell go with those around them', () => {
		const pieces = ['C¬ quan nµo ban hµnh?', 'Bé TTTT', 'Sai', 'Cã', 'ChÝnh phñ'];
		expect(encodings(pieces)).toEqual(['tcvn3', 'tcvn3', 'unicode', 'tcvn3', 'tcvn3']);
		expect(encodings(['Cô quan naøo?', 'Du lòch'])).toEqual(['vni', 'vni']);
		expect(encodings(['C¬ quan nµo?', '06/Q§-TTg'])).toEqual(['tcvn3', 'tcvn3']);
	});

	it('stay as they are where those around them do not agree', () => {
		expect(encodings(['C¬ quan nµo ban hµnh?', 'Bé', 'Chính phủ'])).toEqual([
			'tcvn3',
			'unicode',
			'unicode'
		]);
		expect(encodings(['Chính phủ', 'Bé', 'Có'])).toEqual(['unicode', 'unicode', 'unicode']);
		expect(encodings(['Bé', 'Có'])).toEqual(['unicode', 'unicode']);
	});

	it('stay as they are where the encoding around them makes no sense of them', () => {
		expect(encodings(['ChÝnh phñ', 'Hà Nam', 'café', 'ChÝnh phñ'])).toEqual([
			'tcvn3',
			'unicode',
			'unicode',
			'tcvn3'
		]);
	});

	it('may be of different encodings', () => {
		expect(encodings(['ChÝnh phñ', 'Chính phủ', 'Chính phuû', 'Chiình phuÒ'])).toEqual([
			'tcvn3',
			'unicode',
			'vni',
			'windows-1258'
		]);
	});
});

it('the tables have every letter of Vietnamese once', () => {
	const bases = 'aăâeêioôơuưy';
	const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
	const small = [...bases].flatMap((base) => tones.map((tone) => (base + tone).normalize('NFC')));
	const beyondAscii = [...small, 'đ'].filter((letter) => letter > '\x7f');
	expect(beyondAscii).toHaveLength(67);
	expect([...tcvn3Letters.values()].sort()).toEqual([...beyondAscii, ...'ĂÂÊÔƠƯĐ'].sort());
	const both = [...beyondAscii, ...beyondAscii.map((letter) => letter.toUpperCase())];
	expect([...new Set(vniLetters.values())].sort()).toEqual(both.sort());
});

it('a font says how its text is written', () => {
	expect(encodingOfFont('.VnTime')).toEqual({ encoding: 'tcvn3', capitals: false });
	expect(encodingOfFont('.VnTimeH')).toEqual({ encoding: 'tcvn3', capitals: true });
	expect(encodingOfFont('VNI-Times')).toEqual({ encoding: 'vni', capitals: false });
	expect(encodingOfFont('Times New Roman')).toBeNull();
});
