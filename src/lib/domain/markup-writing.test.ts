import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkup, parseMarkup, plainText, type Block, type Inline } from './markup.ts';
import { writeMarkup } from './markup-writing.ts';
import { normalizeText } from './text.ts';

const words = fc.oneof(
	fc.constantFrom('không', 'Nghị quyết', '57-NQ/TW', '5 * 3', '**', '*', '`', '\\', '- ', '-', ' '),
	fc.string({ unit: 'grapheme', maxLength: 6 })
);
const { inline } = fc.letrec<{ inline: Inline }>((tie) => ({
	inline: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc.record({ kind: fc.constant('text' as const), text: words }),
		fc.record({ kind: fc.constant('code' as const), text: words }),
		fc.record({ kind: fc.constant('break' as const) }),
		fc.record({
			kind: fc.constantFrom('strong' as const, 'emphasis' as const),
			children: fc.array(tie('inline'), { maxLength: 3 })
		})
	)
}));
const inlines = fc.array(inline, { maxLength: 6 });
const block: fc.Arbitrary<Block> = fc.oneof(
	fc.record({ kind: fc.constant('paragraph' as const), children: inlines }),
	fc.record({ kind: fc.constant('list' as const), items: fc.array(inlines, { maxLength: 3 }) })
);

const flat = (nodes: readonly Inline[]): string =>
	nodes
		.map((node) => {
			if (node.kind === 'break') return '\n';
			return 'text' in node ? node.text : flat(node.children);
		})
		.join('');
const tidy = (text: string) => normalizeText(text);

/** What a reader sees, without the bullets and however it is broken into lines. */
function seen(blocks: readonly Block[]): string {
	return tidy(
		blocks
			.map((each) => (each.kind === 'list' ? each.items.map(flat).join('\n') : flat(each.children)))
			.join('\n')
	);
}

describe('blocks that are written', () => {
	it('say what they said', () => {
		fc.assert(
			fc.property(fc.array(block, { maxLength: 4 }), (blocks) => {
				expect(seen(parseMarkup(writeMarkup(blocks)))).toBe(seen(blocks));
			}),
			{ numRuns: 2000 }
		);
	});

	it('stay as they are once written', () => {
		fc.assert(
			fc.property(fc.array(block, { maxLength: 4 }), (blocks) => {
				const written = writeMarkup(blocks);
				expect(writeMarkup(parseMarkup(written))).toBe(written);
			}),
			{ numRuns: 2000 }
		);
	});

	it('of plain text are escaped text', () => {
		fc.assert(
			fc.property(words, (text) => {
				const blocks: Block[] = [{ kind: 'paragraph', children: [{ kind: 'text', text }] }];
				expect(writeMarkup(blocks)).toBe(escapeMarkup(tidy(text)));
				expect(plainText(writeMarkup(blocks))).toBe(tidy(text));
			})
		);
	});

	it.each([
		'Nghị quyết **57-NQ/TW** do *ai* ban hành?',
		'**chỉ *một* điều**',
		'Chọn `LD số` và `a*b`',
		'Một đoạn\nhai dòng\n\nĐoạn sau',
		'Gồm:\n- một **hai**\n- ba\n\nHết',
		'\\- không phải danh sách',
		'5 \\* 3 \\* 2'
	])('keep %s', (source) => {
		expect(writeMarkup(parseMarkup(source))).toBe(source);
	});

	const text = (value: string): Inline => ({ kind: 'text', text: value });
	it.each<[string, Inline[], string]>([
		[
			'spaces go outside a mark',
			[text('a'), { kind: 'strong', children: [text(' b ')] }, text('c')],
			'a **b** c'
		],
		[
			'a mark around nothing is none',
			[text('a'), { kind: 'strong', children: [text(' ')] }, text('b')],
			'a b'
		],
		[
			'marks of one kind inside one another are one',
			[{ kind: 'strong', children: [{ kind: 'strong', children: [text('a')] }] }],
			'**a**'
		],
		['code that holds its own mark is text', [{ kind: 'code', text: 'a`b' }], 'a\\`b'],
		['what begins like a list is none', [text('-'), text(' a')], '\\- a']
	])('%s', (_, children, written) => {
		expect(writeMarkup([{ kind: 'paragraph', children }])).toBe(written);
	});
});
