import type { BankLanguage } from '../bank.ts';
import type { Difficulty, ItemStatus, ItemType } from '../items.ts';
import { foldVietnamese } from '../text.ts';

/** Words for kinds of question, levels and states as we write them into tables. */
export const questionWords: Readonly<
	Record<
		BankLanguage,
		{
			readonly type: Readonly<Record<ItemType, string>>;
			readonly difficulty: Readonly<Record<Difficulty, string>>;
			readonly status: Readonly<Record<ItemStatus, string>>;
		}
	>
> = {
	vi: {
		type: { single: 'Một lựa chọn', multiple: 'Nhiều lựa chọn', true_false: 'Đúng/Sai' },
		difficulty: {
			recall: 'Nhận biết',
			comprehension: 'Thông hiểu',
			application: 'Vận dụng'
		},
		status: { draft: 'Bản nháp', reviewed: 'Đã rà soát', approved: 'Đã duyệt' }
	},
	en: {
		type: { single: 'Single choice', multiple: 'Multiple choice', true_false: 'True/False' },
		difficulty: {
			recall: 'Recall',
			comprehension: 'Comprehension',
			application: 'Application'
		},
		status: { draft: 'Draft', reviewed: 'Reviewed', approved: 'Approved' }
	}
};

/** A word or abbreviation as it is compared: letters and digits without marks. */
function key(text: string): string {
	return foldVietnamese(text).replace(/[^a-z0-9]/g, '');
}

/** Kinds that a bank has not, by what people call them. */
export type OtherKind = 'other';

/** Lists of words by what they mean; the first list that has the word wins. */
function wordReader<Meaning extends string>(lists: Readonly<Record<Meaning, string>>) {
	const meanings = new Map<string, Meaning>();
	for (const [meaning, list] of Object.entries<string>(lists)) {
		for (const word of list.split(' '))
			if (!meanings.has(word)) meanings.set(word, meaning as Meaning);
	}
	return (text: string): Meaning | null => meanings.get(key(text)) ?? null;
}

/** The kind of question; `other` for kinds a bank has not; null for words that are none. */
export const readType: (text: string) => ItemType | OtherKind | null = wordReader({
	single:
		'motluachon 1luachon motdapan 1dapan motphuongan 1phuongan chonmot chon1 motdapandung 1dapandung tracnghiem tracnghiem1dapan tracnghiemmotdapan donluachon single singlechoice singleanswer sc mc multiplechoicesingleanswer radio',
	multiple:
		'nhieuluachon nhieudapan nhieuphuongan chonnhieu nhieudapandung daluachon multiple multiplechoice multipleanswer multipleanswers multipleresponse mr checkbox',
	true_false: 'dungsai dunghaysai dunghoacsai ds truefalse tf trueorfalse truefalsequestion',
	other:
		'tuluan luan tracnghiemtuluan traloingan ngan dientu dienkhuyet dienvaochotrong dien ghep ghepdoi ghepcap noi noicot sapxep thutu keotha essay shortanswer short fillin fillintheblank fillblank blank matching match ordering order numeric numerical dragdrop cloze'
});

/** The level that a word, an abbreviation or a number means; null for others. */
export function readDifficulty(text: string): Difficulty | null {
	const bare = key(text).replace(/^(?:mucdo|muc|capdo|cap|level)(?=.)/, '');
	return difficulty(bare);
}

const difficulty = wordReader<Difficulty>({
	recall: 'nb nhanbiet biet de recall remember remembering knowledge easy 1 i',
	comprehension:
		'th thonghieu hieu tb trungbinh vua comprehension understand understanding medium 2 ii',
	application:
		'vd vdc vdt vandung vandungcao vandungthap kho ratkho application apply applying analysis hard difficult 3 4 iii iv'
});

/** The state that a word means; null for others. */
export const readStatus: (text: string) => ItemStatus | null = wordReader({
	draft: 'nhap bannhap dangsoan moi chuaduyet draft new',
	reviewed: 'darasoat dasoat dathamdinh rasoat choduyet reviewed',
	approved: 'daduyet duyet dapheduyet pheduyet sudung dangdung approved final'
});

/** Whether a word says that a statement is right; null for other words. */
export function readTruth(text: string): boolean | null {
	// Without its stroke the letter would be an option.
	if (/^\s*đ\s*$/i.test(text)) return true;
	const meaning = truth(text);
	return meaning === null ? null : meaning === 'right';
}

const truth = wordReader<'right' | 'wrong'>({
	right: 'dung true t right correct yes',
	wrong: 'sai false f s wrong incorrect no'
});

/** Hundredths of a point: "1", "0,5", "1.25 điểm". Null for what is no number of points. */
export function readPoints(text: string): number | null {
	const found = /^(\d{1,3})(?:[.,](\d{1,2})0*)?\s*(?:điểm|đ|points?|pts?)?$/i.exec(text.trim());
	if (!found) return null;
	return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}
