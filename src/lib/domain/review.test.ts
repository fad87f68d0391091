import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemStatuses } from './items.ts';
import { possibleSteps, stepRefusal, type ReviewState } from './review.ts';

const state = (changes: Partial<ReviewState> = {}): ReviewState => ({
	status: 'draft',
	retired: false,
	authorId: 'an',
	reviewerId: null,
	...changes
});
const accounts = fc.constantFrom('an', 'binh', 'chi');
const states = fc.record({
	status: fc.constantFrom(...itemStatuses),
	retired: fc.boolean(),
	authorId: fc.option(accounts),
	reviewerId: fc.option(accounts)
});

describe('one person', () => {
	it('may do everything where four eyes are not asked for', () => {
		expect(possibleSteps(state(), 'an', false)).toEqual(['reviewed', 'approved']);
		expect(possibleSteps(state({ status: 'reviewed' }), 'an', false)).toEqual([
			'draft',
			'approved'
		]);
		expect(possibleSteps(state({ status: 'approved' }), 'an', false)).toEqual(['draft']);
	});
});

describe('four eyes', () => {
	it('take two people: one reviews, another approves', () => {
		expect(possibleSteps(state(), 'an', true)).toEqual(['reviewed']);
		const reviewed = state({ status: 'reviewed', reviewerId: 'an' });
		expect(stepRefusal(reviewed, 'approved', 'an', true)).toBe('FOUR_EYES_NEEDED');
		expect(stepRefusal(reviewed, 'approved', 'binh', true)).toBeNull();
	});

	it('are never the same two: whoever approves neither wrote nor reviewed', () => {
		fc.assert(
			fc.property(states, accounts, (each, account) => {
				if (stepRefusal(each, 'approved', account, true) !== null) return;
				expect(each.status).toBe('reviewed');
				expect([each.authorId, each.reviewerId]).not.toContain(account);
			})
		);
	});
});

it('a retired item takes no step, and no step leads to where the item is', () => {
	fc.assert(
		fc.property(states, accounts, fc.boolean(), (each, account, fourEyes) => {
			const steps = possibleSteps(each, account, fourEyes);
			if (each.retired) expect(steps).toEqual([]);
			expect(steps).not.toContain(each.status);
		})
	);
});
