import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleBank, type Assembly, type KnownBank } from '#lib/domain/bank-assembly.ts';
import { trueFalseOptions, type Bank, type BankItem } from '#lib/domain/bank.ts';
import { slug } from '#lib/domain/bank-file.ts';
import type { ImportedBank, ImportedItem } from '#lib/domain/bank-import.ts';
import { duplicateChoices } from '#lib/domain/item-matching.ts';
import { itemFingerprint } from '#lib/domain/item-text.ts';
import { importChoices, importedItemOf, importedOf } from '../support/imported.ts';
import { randomBank } from '../support/random-bank.ts';

const known = (bank: Bank, retired: readonly string[] = []): KnownBank => ({
	bank,
	keys: [...bank.items.map(({ key }) => key), ...retired],
	keyPrefix: null
});
const modes = fc.constantFrom('add' as const, 'replace' as const);
const duplicates = fc.constantFrom(...duplicateChoices);
const fingerprint = (item: BankItem) => itemFingerprint(item.content);
const fingerprintOf = (item: ImportedItem, { language }: Bank) =>
	itemFingerprint({
		stem: item.stem,
		options: item.type === 'true_false' ? trueFalseOptions[language] : item.options
	});
/** Banks in which no two items ask the same. */
const banks = randomBank().filter(
	({ items }) => new Set(items.map(fingerprint)).size === items.length
);

describe('a bank that was written to a file', () => {
	it('is the same bank when it is read into a place where there is none', () => {
		fc.assert(
			fc.property(randomBank(), (bank) => {
				const { slug, title, language, license, practice } = bank;
				const head = { slug, title, language, license, practice };
				const choices = importChoices({ ...head, duplicates: 'keep', status: 'approved' });
				const { bank: again, issues } = assembleBank(importedOf(bank), choices, null, []);
				expect(issues).toEqual([]);
				expect(again).toEqual(bank);
			})
		);
	});

	it('changes nothing when it comes back to where it is, in whatever order and by whatever choice', () => {
		fc.assert(
			fc.property(randomBank(), modes, duplicates, fc.nat(), (bank, mode, choice, turn) => {
				const file = importedOf(bank);
				const at = turn % file.items.length;
				const items = [...file.items.slice(at), ...file.items.slice(0, at)];
				const choices = importChoices({ mode, duplicates: choice, status: 'approved' });
				const assembly = assembleBank({ ...file, items }, choices, known(bank), []);
				expect(assembly.rows.map(({ outcome }) => outcome)).toEqual(items.map(() => 'same'));
				const byKey = (left: BankItem, right: BankItem) => (left.key < right.key ? -1 : 1);
				const { items: loaded, ...head } = assembly.bank as Bank;
				const { items: there, ...before } = bank;
				expect(head).toEqual(before);
				expect(loaded.toSorted(byKey)).toEqual(there.toSorted(byKey));
			})
		);
	});

	it('brings its changes under the keys that it names, and takes retired items back', () => {
		fc.assert(
			fc.property(banks, duplicates, fc.array(fc.boolean()), (bank, choice, marks) => {
				const isChanged = (index: number) => marks[index] === true;
				const file = importedOf(bank);
				const items = file.items.map((item, index) =>
					isChanged(index) ? { ...item, stem: `Sửa lại ${index}: ${item.stem}` } : item
				);
				const [retired, ...rest] = bank.items;
				const there = known({ ...bank, items: rest }, [retired?.key ?? '']);
				const choices = importChoices({ duplicates: choice });
				const { rows } = assembleBank({ ...file, items }, choices, there, []);
				expect(rows.map(({ item }) => item.key)).toEqual(bank.items.map(({ key }) => key));
				expect(rows.map(({ outcome }) => outcome)).toEqual(
					bank.items.map((_, index) =>
						index === 0 ? 'restored' : isChanged(index) ? 'update' : 'same'
					)
				);
			})
		);
	});
});

describe('the items of another file', () => {
	/** The same question as somebody else types it. */
	const retyped = (item: ImportedItem, how: number): ImportedItem => {
		const write = (text: string) =>
			[
				text.normalize('NFD'),
				// A ligature has no capitals to come back from.
				text.toUpperCase().toLowerCase() === text.toLowerCase() ? text.toUpperCase() : text,
				` ${text.replaceAll(' ', '  ')} ?`,
				text
			][how % 4] as string;
		// Signs of our markup count when they become other ones.
		const isPlain = /^[\p{L}\p{N} ?.,]*$/u.test(item.stem);
		return {
			...item,
			id: null,
			stem: isPlain ? write(item.stem) : item.stem,
			options: item.type === 'true_false' ? [] : item.options.map(write)
		};
	};
	const foreign = (bank: Bank, how: number): ImportedBank => {
		const file = importedOf(bank);
		return {
			...file,
			head: { ...file.head, slug: null },
			items: file.items.map((item, index) => retyped(item, how + index))
		};
	};
	const outcomes = ({ rows }: Assembly) =>
		rows.map(({ outcome, item, duplicateOf }) => [outcome, item.key, duplicateOf]);

	it('are told by their words, however they are typed: skipped, updated or kept', () => {
		fc.assert(
			fc.property(banks, fc.nat(3), (bank, how) => {
				const file = foreign(bank, how);
				const there = known(bank);
				const skipped = assembleBank(file, importChoices(), there, []);
				expect(outcomes(skipped)).toEqual(bank.items.map(({ key }) => ['skipped', key, key]));
				expect(skipped.bank).toEqual({ ...bank, items: [] });

				const updated = assembleBank(file, importChoices({ duplicates: 'update' }), there, []);
				for (const [index, { item, outcome, duplicateOf }] of updated.rows.entries()) {
					expect(['same', 'update']).toContain(outcome);
					expect([item.key, duplicateOf]).toEqual([bank.items[index]?.key, null]);
				}

				const kept = assembleBank(file, importChoices({ duplicates: 'keep' }), there, []);
				const keys = new Set(there.keys);
				for (const { item, outcome, duplicateOf } of kept.rows) {
					expect(outcome).toBe('new');
					expect(keys.has(item.key)).toBe(false);
					expect(keys.has(duplicateOf ?? '')).toBe(true);
				}

				const replaced = assembleBank(file, importChoices({ mode: 'replace' }), there, []);
				expect(replaced.bank?.items.map(({ key }) => key)).toEqual(there.keys);
			})
		);
	});

	it('are all there or named as repeated; keys are unique, fit to be names, and nobody else’s', () => {
		fc.assert(
			fc.property(randomBank(), randomBank(), modes, duplicates, (bank, other, mode, choice) => {
				// Half of the file repeats the bank or itself.
				const file = importedOf(other);
				const again = bank.items.map((item, index) => importedItemOf(item, 100 + index));
				const twice = file.items.map((item, index) => ({ ...item, row: 200 + index }));
				const items = [...file.items, ...again, ...twice];
				const there = known(bank, ['cau-001', 'nq57-7']);
				const choices = importChoices({ mode, duplicates: choice });
				const assembly = assembleBank({ ...file, items }, choices, there, []);
				expect(assembly.issues).toEqual([]);
				expect(assembly.rows.map(({ row }) => row)).toEqual(items.map(({ row }) => row));

				const loaded = assembly.bank?.items ?? [];
				const keys = loaded.map(({ key }) => key);
				expect(new Set(keys).size).toBe(keys.length);
				for (const key of keys) expect(slug.safeParse(key).success).toBe(true);
				const after = new Map([...bank.items, ...loaded].map((item) => [item.key, item]));
				const isOwn = other.slug === bank.slug;
				for (const { row, item, outcome, duplicateOf } of assembly.rows) {
					const said = items.find((each) => each.row === row) as ImportedItem;
					expect(fingerprint(item)).toBe(fingerprintOf(said, bank));
					if (outcome === 'new') expect(there.keys).not.toContain(item.key);
					if (outcome === 'skipped') {
						const first = after.get(duplicateOf ?? '') as BankItem;
						expect(fingerprint(first)).toBe(fingerprint(item));
					} else {
						expect(after.get(item.key)).toEqual(item);
					}
					// What another question was called is not used again, unless the bank's own file does it.
					const before = bank.items.find(({ key }) => key === item.key);
					if (before && !isOwn && outcome !== 'skipped')
						expect(fingerprint(before)).toBe(fingerprint(item));
				}
			})
		);
	});
});
