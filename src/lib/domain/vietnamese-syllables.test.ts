import { describe, expect, it } from 'vitest';
import { isVietnameseSyllable } from './vietnamese-syllables.ts';

describe('a Vietnamese syllable', () => {
	it.each(
		(
			'nghị quyết của đảng về những chuyện khuya hòa hoà thúy thuý ngoằn ngoèo khuỷu giếng gì gìn ' +
			'giữa quốc quỳnh quỹ quả quy quê uống yêu ý ỷ ở ăn ấp ếch oái uyên nghiêng ruộng xoong búa ' +
			'mía cưa thuở mưu hươu tuyết chếch huých ngoạch phở rượu đường toàn ao êu tat Đông KHÔNG'
		).split(' ')
	)('may be written %s', (word) => {
		expect(isVietnameseSyllable(word)).toBe(true);
		expect(isVietnameseSyllable(word.normalize('NFD'))).toBe(true);
	});

	it.each(
		(
			'café où goût tôt tât mèt bảt daò haù quyêt cềa nghà ngê gê kà qúc fú zá jà ễa ướơ áà hóang thyt ' +
			'thuỵên đđ q ngh Straße niño ' +
			'bb'
		).split(' ')
	)('is never written %s', (word) => {
		expect(isVietnameseSyllable(word)).toBe(false);
	});

	it('is short', () => {
		expect(isVietnameseSyllable('a'.repeat(1_000_000))).toBe(false);
		expect(isVietnameseSyllable('')).toBe(false);
	});
});
