import { AppError } from './errors.ts';
import { isWithin } from './participation.ts';

/** What an account may be, always within a unit's subtree. */
export const roles = ['administrator', 'organizer', 'focal_point', 'candidate'] as const;
export type Role = (typeof roles)[number];

/** A role within the subtree at `path`; null is the whole installation. */
export interface RoleGrant {
	readonly role: Role;
	readonly path: string | null;
}

/** Who asks. `personId` is null for accounts that are nobody on the roster. */
export interface Actor {
	readonly accountId: string;
	readonly personId: number | null;
	readonly displayName: string;
	readonly grants: readonly RoleGrant[];
}

/** Everything that can be asked for, with the roles that may. The one catalogue of permissions. */
export const actions = {
	'installation.manage': ['administrator'],
	'accounts.manage': ['administrator'],
	'roster.import': ['administrator', 'organizer'],
	'roster.read': ['administrator', 'organizer', 'focal_point'],
	'activation.issue': ['administrator', 'organizer', 'focal_point'],
	'banks.read': ['administrator', 'organizer'],
	'banks.import': ['administrator', 'organizer'],
	'banks.edit': ['administrator', 'organizer'],
	'banks.review': ['administrator', 'organizer'],
	'documents.read': ['administrator', 'organizer'],
	'documents.manage': ['administrator', 'organizer'],
	'contests.manage': ['administrator', 'organizer'],
	'participation.read': ['administrator', 'organizer', 'focal_point'],
	'exam.take': ['candidate']
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof actions;

/**
 * True when `actor` may do `action` on something of the unit at `path`. A `path` of null is something
 * of the whole installation, which only a grant over the whole installation covers.
 */
export function isAllowed(actor: Actor | null, action: Action, path: string | null): boolean {
	const allowed: readonly Role[] = actions[action];
	return (actor?.grants ?? []).some(
		(grant) =>
			allowed.includes(grant.role) &&
			(grant.path === null || (path !== null && isWithin(path, grant.path)))
	);
}

/**
 * The same for a unit as a contest's snapshot holds it. A unit may have moved since: what counts is
 * whether the unit of a grant is on the way down to it in the snapshot, wherever it stands now.
 */
export function isAllowedInSnapshot(actor: Actor | null, action: Action, path: string): boolean {
	const allowed: readonly Role[] = actions[action];
	// The labels of a path are unit ids, the last one is the unit itself.
	const way = path.split('.');
	return (actor?.grants ?? []).some(
		(grant) =>
			allowed.includes(grant.role) &&
			(grant.path === null || way.includes(grant.path.slice(grant.path.lastIndexOf('.') + 1)))
	);
}

/** True when `actor` may do `action` on at least some unit. */
export function isAllowedSomewhere(actor: Actor | null, action: Action): boolean {
	const allowed: readonly Role[] = actions[action];
	return (actor?.grants ?? []).some((grant) => allowed.includes(grant.role));
}

/** Throws UNAUTHENTICATED without an actor and FORBIDDEN when `isAllowed` says no. */
export function requirePermission(
	actor: Actor | null,
	action: Action,
	path: string | null
): asserts actor is Actor {
	if (!actor) throw new AppError('UNAUTHENTICATED');
	if (!isAllowed(actor, action, path)) throw new AppError('FORBIDDEN');
}

/** Throws UNAUTHENTICATED or FORBIDDEN unless `actor` may do `action` on some unit. */
export function requirePermissionSomewhere(
	actor: Actor | null,
	action: Action
): asserts actor is Actor {
	if (!actor) throw new AppError('UNAUTHENTICATED');
	if (!isAllowedSomewhere(actor, action)) throw new AppError('FORBIDDEN');
}

/** Topmost paths of the subtrees in which `actor` may do `action`; [null] is everywhere. */
export function permittedPaths(actor: Actor, action: Action): (string | null)[] {
	const allowed: readonly Role[] = actions[action];
	const paths = actor.grants
		.filter((grant) => allowed.includes(grant.role))
		.map((grant) => grant.path);
	if (paths.includes(null)) return [null];
	const known = [...new Set(paths as string[])];
	return known.filter((path) => !known.some((other) => other !== path && isWithin(path, other)));
}
