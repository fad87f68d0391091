import { expect, it } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { requireSignIn } from './require-sign-in.ts';

const actor: Actor = { accountId: 'a', personId: 1, displayName: 'Đặng Thị Huệ', grants: [] };

function eventOf(address: string, method: string, who: Actor | null) {
	const url = new URL(address, 'http://hoithi.local');
	return { url, request: new Request(url, { method }), locals: { actor: who } } as Parameters<
		typeof requireSignIn
	>[0];
}

function locationOf(event: Parameters<typeof requireSignIn>[0]): string {
	try {
		requireSignIn(event);
	} catch (thrown) {
		return (thrown as { location: string }).location;
	}
	throw new Error('nothing was thrown');
}

it('gives who is signed in', () => {
	expect(requireSignIn(eventOf('/account', 'GET', actor))).toBe(actor);
});

it('leads to signing in and back to the page', () => {
	expect(locationOf(eventOf('/contests/1?page=2', 'GET', null))).toBe(
		'/sign-in?to=%2Fcontests%2F1%3Fpage%3D2'
	);
});

it('leads back to the page of a form, not to its action', () => {
	expect(locationOf(eventOf('/account?/password', 'POST', null))).toBe('/sign-in?to=%2Faccount');
});
