import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hash } from '@node-rs/argon2';
import {
	passwordSchema,
	signInSchema,
	usernameSchema
} from '#lib/server/accounts/accounts.service.ts';
import { createTestApp, morning, refusal, type TestApp } from '../support/test-app.ts';
import { untilBlocked } from '../support/locks.ts';

const password = 'mật khẩu rất dài';
const address = '10.0.0.1';
const hour = 60 * 60_000;

/** As the product stores it, with the least work a check can take. */
const passwordHash = await hash(password.normalize('NFC'), { memoryCost: 64, timeCost: 1 });

describe('the first administrator', () => {
	let test: TestApp;
	beforeAll(async () => void (test = await createTestApp()));
	afterEach(async () => {
		test.clock.time = morning;
		await test.sql`truncate account, role_grant, setup_token, session cascade`;
	});
	afterAll(() => test.close());

	const setUp = (token: string | null, username = 'quan-tri') =>
		test.app.accounts.setUp({
			...{ token: token ?? 'none', displayName: 'Quản trị', username, password }
		});

	it('is made with a token that works once', async () => {
		const { accounts, sessions } = test.app;
		const token = await accounts.issueSetupToken();
		expect(await refusal(accounts.checkSetupToken('another'))).toBe('SETUP_TOKEN_INVALID');
		expect(await refusal(setUp('another'))).toBe('SETUP_TOKEN_INVALID');
		await accounts.checkSetupToken(token ?? '');
		const session = await setUp(token);
		expect((await sessions.validate(session.token))?.actor).toMatchObject({
			displayName: 'Quản trị',
			personId: null,
			grants: [{ role: 'administrator', path: null }]
		});
		expect(await refusal(setUp(token, 'ke-thu-hai'))).toBe('SETUP_ALREADY_DONE');
		expect(await refusal(accounts.checkSetupToken(token ?? ''))).toBe('SETUP_ALREADY_DONE');
		expect(await accounts.issueSetupToken()).toBeNull();
		const [stored] = await test.sql`select count(*)::integer as tokens from setup_token`;
		expect(stored).toEqual({ tokens: 0 });
	});

	it('needs a token that was given out, within a day', async () => {
		expect(await refusal(setUp('made up'))).toBe('SETUP_TOKEN_INVALID');
		const token = await test.app.accounts.issueSetupToken();
		test.clock.time = morning + 24 * hour;
		expect(await refusal(setUp(token))).toBe('SETUP_TOKEN_INVALID');
		test.clock.time -= 1;
		expect(await refusal(setUp(token))).toBe('nothing was refused');
	});

	it('may use any token, as every node prints one; then none works any more', async () => {
		const first = await test.app.accounts.issueSetupToken();
		const second = await test.app.accounts.issueSetupToken();
		expect(await refusal(setUp(first))).toBe('nothing was refused');
		expect(await refusal(setUp(second, 'hai'))).toBe('SETUP_ALREADY_DONE');
	});

	it('is one, whoever is first', async () => {
		const token = await test.app.accounts.issueSetupToken();
		const outcomes = await Promise.all(
			['mot', 'hai', 'ba'].map((name) => refusal(setUp(token, name)))
		);
		expect(outcomes.filter((outcome) => outcome === 'nothing was refused')).toHaveLength(1);
		const [row] = await test.sql`select count(*)::integer as accounts from account`;
		expect(row).toEqual({ accounts: 1 });
	});

	it('is one, also when the tokens of two nodes are used at once', async () => {
		const nodes = [test.app, test.node()];
		const tokens = await Promise.all(nodes.map((app) => app.accounts.issueSetupToken()));
		const { both } = await test.sql.begin(async (sql) => {
			// Both may look for an administrator before either has made one.
			await sql`lock table account in share mode`;
			const outcomes = tokens.map((token, index) => refusal(setUp(token, `nguoi-${index}`)));
			await untilBlocked(test.sql, 2);
			return { both: Promise.all(outcomes) };
		});
		expect((await both).sort()).toEqual(['SETUP_ALREADY_DONE', 'nothing was refused']);
	});

	it('keeps the token when the user name cannot be used', async () => {
		await test.account({ username: 'da-co' });
		const token = await test.app.accounts.issueSetupToken();
		expect(await refusal(setUp(token, 'DA-CO'))).toBe('USERNAME_TAKEN');
		expect(await refusal(setUp(token, 'moi'))).toBe('nothing was refused');
	});
});

describe('signing in', () => {
	let test: TestApp;
	beforeAll(async () => void (test = await createTestApp()));
	afterEach(() => void (test.clock.time = morning));
	afterAll(() => test.close());

	const signIn = (username: string, word = password, from = address) =>
		test.app.accounts.signIn({ username, password: word }, from);

	it('takes the user name in any case and the password as typed on any keyboard', async () => {
		await test.account({ username: 'CB-0001', passwordHash });
		const { token } = await signIn('cb-0001', password.normalize('NFD'));
		expect((await test.app.sessions.validate(token))?.actor.displayName).toBe('CB-0001');
		expect(await refusal(signIn('CB-0001', password.toUpperCase()))).toBe('BAD_CREDENTIALS');
	});

	it('says the same of an unknown account, a wrong password and a disabled account', async () => {
		await test.account({ username: 'bi-khoa', passwordHash });
		await test.sql`update account set disabled_at = now() where username = 'bi-khoa'`;
		expect(await refusal(signIn('khong-co'))).toBe('BAD_CREDENTIALS');
		expect(await refusal(signIn('bi-khoa'))).toBe('BAD_CREDENTIALS');
		expect(await refusal(signIn('bi-khoa', 'sai hẳn rồi'))).toBe('BAD_CREDENTIALS');
	});

	it('stops after ten failures of a name from an address, for five minutes', async () => {
		await test.account({ username: 'bi-do', passwordHash });
		for (let failure = 0; failure < 10; failure++) {
			expect(await refusal(signIn('bi-do', `sai ${failure}`))).toBe('BAD_CREDENTIALS');
			test.clock.time += 1_000;
		}
		expect(await refusal(signIn('bi-do'))).toBe('RATE_LIMITED');
		expect(await refusal(signIn('BI-DO'))).toBe('RATE_LIMITED');
		// Others are not locked out by it, nor is the person from elsewhere.
		expect(await refusal(signIn('bi-do', password, '10.0.0.2'))).toBe('nothing was refused');
		await expect(signIn('bi-do')).rejects.toMatchObject({ params: { seconds: 290 } });
		test.clock.time += 290_000;
		expect(await refusal(signIn('bi-do'))).toBe('nothing was refused');
	});

	it('lets no more guesses through when they come together', async () => {
		await test.account({ username: 'bi-don', passwordHash });
		const guesses = Array.from({ length: 40 }, (_, guess) =>
			refusal(signIn('bi-don', `sai ${guess}`))
		);
		const outcomes = await Promise.all(guesses);
		expect(outcomes.filter((code) => code === 'BAD_CREDENTIALS')).toHaveLength(10);
		expect(outcomes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(30);
	});

	it('forgets the failures with a success', async () => {
		await test.account({ username: 'hay-quen', passwordHash });
		for (let round = 0; round < 3; round++) {
			for (let failure = 0; failure < 9; failure++) await refusal(signIn('hay-quen', 'sai'));
			expect(await refusal(signIn('hay-quen'))).toBe('nothing was refused');
		}
	});

	it('is asked for with words that can be names', () => {
		expect(signInSchema.safeParse({ username: 'a\u0000b', password }).success).toBe(false);
		expect(signInSchema.safeParse({ username: ' ', password }).success).toBe(false);
		expect(passwordSchema.safeParse('123456789').success).toBe(false);
		expect(passwordSchema.safeParse('1234567890').success).toBe(true);
		for (const name of ['ab', '-abc', 'có dấu', 'a b c', 'x'.repeat(81)]) {
			expect([name, usernameSchema.safeParse(name).success]).toEqual([name, false]);
		}
	});
});

describe('changing the password', () => {
	let test: TestApp;
	beforeAll(async () => void (test = await createTestApp()));
	afterAll(() => test.close());

	it('asks for the old one and ends every other session', async () => {
		const own = await test.account({ username: 'doi', passwordHash });
		const stranger = await test.account();
		const { sessions, accounts } = test.app;
		const other = await sessions.open(own.actor.accountId);
		expect(await sessions.validate(other.token)).not.toBeNull();
		const change = (current: string) =>
			accounts.changePassword(own.actor, { current, next: 'mật khẩu mới hơn' }, own.token);
		expect(await refusal(change('không phải'))).toBe('PASSWORD_WRONG');
		expect(await sessions.validate(other.token)).not.toBeNull();
		await change(password);
		expect(await sessions.validate(other.token)).toBeNull();
		expect(await sessions.validate(own.token)).not.toBeNull();
		expect(await sessions.validate(stranger.token)).not.toBeNull();
		const signIn = (word: string) => accounts.signIn({ username: 'doi', password: word }, address);
		expect(await refusal(signIn(password))).toBe('BAD_CREDENTIALS');
		expect(await refusal(signIn('mật khẩu mới hơn'))).toBe('nothing was refused');
		const [row] = await test.sql<{ password_hash: string }[]>`
			select password_hash from account where username = 'doi'`;
		expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	});
});

describe('roles', () => {
	let test: TestApp;
	beforeAll(async () => void (test = await createTestApp()));
	afterAll(() => test.close());

	it('are given and taken by administrators, and count at once', async () => {
		const administrator = (await test.account({ grants: [['administrator', null]] })).actor;
		const { accounts, sessions } = test.app;
		const somebody = await test.account({ username: 'ai-do' });
		const grant = { username: 'AI-DO', role: 'organizer' as const, unitId: null };
		expect(await refusal(accounts.grantRole(null, grant))).toBe('UNAUTHENTICATED');
		expect(await refusal(accounts.grantRole(somebody.actor, grant))).toBe('FORBIDDEN');
		await accounts.grantRole(administrator, grant);
		await accounts.grantRole(administrator, grant);
		const grants = async () => (await sessions.validate(somebody.token))?.actor.grants;
		expect(await grants()).toEqual([{ role: 'organizer', path: null }]);
		await accounts.revokeRole(administrator, {
			...{ accountId: somebody.actor.accountId, role: 'organizer', unitId: null }
		});
		expect(await grants()).toEqual([]);
		const unknown = { ...grant, username: 'khong-co' };
		expect(await refusal(accounts.grantRole(administrator, unknown))).toBe('PERSON_NOT_FOUND');
		const nowhere = { ...grant, unitId: 999 };
		expect(await refusal(accounts.grantRole(administrator, nowhere))).toBe('UNIT_NOT_FOUND');
		const own = {
			accountId: administrator.accountId,
			role: 'administrator' as const,
			unitId: null
		};
		expect(await refusal(accounts.revokeRole(administrator, own))).toBe('FORBIDDEN');
	});
});
