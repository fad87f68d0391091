import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin } from './participation.ts';
import {
	actions,
	isAllowed,
	isAllowedInSnapshot,
	isAllowedSomewhere,
	permittedPaths,
	requirePermission,
	requirePermissionSomewhere,
	roles,
	type Action,
	type Actor,
	type Role,
	type RoleGrant
} from './permissions.ts';

const allActions = Object.keys(actions) as Action[];
const action = fc.constantFrom(...allActions);
const path = fc
	.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 })
	.map((labels) => labels.join('.'));
const grant: fc.Arbitrary<RoleGrant> = fc.record({
	role: fc.constantFrom(...roles),
	path: fc.option(path)
});
const actor = fc.array(grant, { maxLength: 4 }).map(actorWith);

function actorWith(grants: RoleGrant[]): Actor {
	return { accountId: 'a', personId: null, displayName: 'Ai đó', grants };
}
const holding = (role: Role, at: string | null) => actorWith([{ role, path: at }]);

describe('isAllowed', () => {
	it('asks for a role that may, on a unit within its subtree', () => {
		fc.assert(
			fc.property(actor, action, path, (who, what, where) => {
				const expected = who.grants.some(
					(each) =>
						(actions[what] as readonly Role[]).includes(each.role) &&
						(each.path === null || isWithin(where, each.path))
				);
				expect(isAllowed(who, what, where)).toBe(expected);
			})
		);
	});

	it('never reaches beyond the subtree', () => {
		for (const role of roles) {
			for (const what of allActions) {
				for (const outside of ['1', '1.3', '1.22', '12', '2', null]) {
					expect(isAllowed(holding(role, '1.2'), what, outside)).toBe(false);
				}
			}
		}
		expect(isAllowed(holding('focal_point', '1.2'), 'participation.read', '1.2')).toBe(true);
		expect(isAllowed(holding('focal_point', '1.2'), 'participation.read', '1.2.9')).toBe(true);
	});

	it('grants things of the whole installation only to grants over all of it', () => {
		expect(isAllowed(holding('administrator', '1'), 'accounts.manage', null)).toBe(false);
		expect(isAllowed(holding('administrator', null), 'accounts.manage', null)).toBe(true);
		expect(isAllowed(holding('organizer', null), 'accounts.manage', null)).toBe(false);
	});

	it('gives somebody without roles, or nobody, nothing', () => {
		for (const what of allActions) {
			expect(isAllowed(null, what, '1')).toBe(false);
			expect(isAllowed(actorWith([]), what, '1')).toBe(false);
			expect(isAllowedSomewhere(null, what)).toBe(false);
		}
	});

	it('gives more grants never less', () => {
		fc.assert(
			fc.property(actor, grant, action, path, (who, more, what, where) => {
				const richer = actorWith([...who.grants, more]);
				if (isAllowed(who, what, where)) expect(isAllowed(richer, what, where)).toBe(true);
			})
		);
	});
});

describe('isAllowedInSnapshot', () => {
	/** Paths of a tree: the unit n stands below the unit n / 2. */
	const unitPath = fc.integer({ min: 1, max: 31 }).map((id) => {
		const way: number[] = [];
		for (let unit = id; unit > 0; unit = Math.floor(unit / 2)) way.unshift(unit);
		return way.join('.');
	});

	it('is the same as on the tree while nothing has moved', () => {
		const grants = fc.array(
			fc.record({ role: fc.constantFrom(...roles), path: fc.option(unitPath) })
		);
		fc.assert(
			fc.property(grants.map(actorWith), action, unitPath, (who, what, where) => {
				expect(isAllowedInSnapshot(who, what, where)).toBe(isAllowed(who, what, where));
			})
		);
	});

	it('follows the snapshot when a unit has moved', () => {
		const may = (grantPath: string, snapshotPath: string) =>
			isAllowedInSnapshot(holding('focal_point', grantPath), 'participation.read', snapshotPath);
		expect(may('1.3.5', '1.2.5')).toBe(true);
		expect(may('1.3.5', '1.2.5.8')).toBe(true);
		expect(may('1.2', '1.2.5')).toBe(true);
		expect(may('1.3', '1.2.5')).toBe(false);
		expect(may('1.3.5', '1.2')).toBe(false);
		expect(isAllowedInSnapshot(null, 'participation.read', '1')).toBe(false);
	});
});

describe('requirePermission', () => {
	it('tells who is not signed in from who may not', () => {
		expect(() => requirePermission(null, 'roster.read', '1')).toThrow('UNAUTHENTICATED');
		expect(() => requirePermission(holding('candidate', '1'), 'roster.read', '1')).toThrow(
			'FORBIDDEN'
		);
		expect(() => requirePermission(holding('organizer', '1'), 'roster.read', '1')).not.toThrow();
		expect(() => requirePermissionSomewhere(null, 'banks.read')).toThrow('UNAUTHENTICATED');
		expect(() => requirePermissionSomewhere(holding('focal_point', '1'), 'banks.read')).toThrow(
			'FORBIDDEN'
		);
		expect(() =>
			requirePermissionSomewhere(holding('organizer', '1.2.3'), 'banks.read')
		).not.toThrow();
	});
});

describe('permittedPaths', () => {
	it('covers exactly what is allowed, without a subtree in another', () => {
		fc.assert(
			fc.property(actor, action, path, (who, what, where) => {
				const paths = permittedPaths(who, what);
				const covered = paths.some((root) => root === null || isWithin(where, root));
				expect(covered).toBe(isAllowed(who, what, where));
				expect(paths.length > 0).toBe(isAllowedSomewhere(who, what));
				expect(new Set(paths).size).toBe(paths.length);
				for (const each of paths) {
					for (const other of paths) {
						if (each !== other) expect(each === null || other === null).toBe(false);
						if (each !== other && each && other) expect(isWithin(each, other)).toBe(false);
					}
				}
			})
		);
	});
});
