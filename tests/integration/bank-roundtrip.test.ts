import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bankFileContent, parseBank } from '#lib/domain/bank-file.ts';
import { randomBank } from '../support/random-bank.ts';

it('every random bank is one that the schema of the bank file accepts and leaves as it is', () => {
	fc.assert(
		fc.property(randomBank(), (bank) => {
			expect(parseBank(bankFileContent(bank))).toEqual({ bank, issues: [] });
		})
	);
});
