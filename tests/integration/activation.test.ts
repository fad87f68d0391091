import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#lib/domain/permissions.ts';
import type { IssuedCode } from '#lib/server/accounts/activation.service.ts';
import { createContestWorld, type ContestWorld, type UnitCode } from '../support/contest-world.ts';
import { morning, refusal } from '../support/test-app.ts';

let world: ContestWorld;
beforeAll(async () => void (world = await createContestWorld()));
afterEach(() => void (world.clock.time = morning));
afterAll(() => world.close());

const day = 24 * 60 * 60_000;
const address = '10.0.0.1';

/** A new person of the unit and the code that was issued to them. */
async function issued(unit: UnitCode = 'XA.T1'): Promise<IssuedCode> {
	const [person] = await world.people(unit, 1);
	const codes = await world.app.activation.issueCodes(world.administrator, world.units[unit].id);
	return codes.find(({ personId }) => personId === person?.personId) as IssuedCode;
}

const activate = (staffCode: string, code: string, from = address) =>
	world.app.activation.activate({ staffCode, code, password: 'mật khẩu của tôi' }, from);

describe('an activation code', () => {
	it('makes the account of its person, once', async () => {
		const { staffCode, code, personId } = await issued();
		const { token } = await activate(staffCode.toLowerCase(), code);
		const session = await world.app.sessions.validate(token);
		expect(session?.actor).toMatchObject({
			personId,
			grants: [{ role: 'candidate', path: world.units['XA.T1'].path }]
		});
		expect(await refusal(activate(staffCode, code))).toBe('ACTIVATION_CODE_INVALID');
		const signIn = world.app.accounts.signIn(
			{ username: staffCode, password: 'mật khẩu của tôi' },
			address
		);
		expect((await world.app.sessions.validate((await signIn).token))?.actor).toEqual(
			session?.actor
		);
	});

	it('is used once also by two at the same moment', async () => {
		const { staffCode, code } = await issued();
		const outcomes = await Promise.all(
			['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((from) => refusal(activate(staffCode, code, from)))
		);
		expect(outcomes.sort()).toEqual([
			'ACTIVATION_CODE_INVALID',
			'ACTIVATION_CODE_INVALID',
			'nothing was refused'
		]);
	});

	it('may be typed without dashes, with spaces, in small letters', async () => {
		const { staffCode, code } = await issued();
		const typed = ` ${code.replaceAll('-', ' ').toLowerCase()} `;
		expect(await refusal(activate(staffCode, typed))).toBe('nothing was refused');
	});

	it('is of no use to another person', async () => {
		const [one, other] = [await issued('SO.P1'), await issued('SO.P2')];
		expect(await refusal(activate(one.staffCode, other.code))).toBe('ACTIVATION_CODE_INVALID');
		expect(await refusal(activate('khong-co', one.code))).toBe('ACTIVATION_CODE_INVALID');
		expect(await refusal(activate(one.staffCode, one.code))).toBe('nothing was refused');
	});

	it('is over after 60 days', async () => {
		const { staffCode, code } = await issued();
		world.clock.time = morning + 60 * day;
		expect(await refusal(activate(staffCode, code))).toBe('ACTIVATION_CODE_INVALID');
		world.clock.time -= 1;
		expect(await refusal(activate(staffCode, code))).toBe('nothing was refused');
	});

	it('is replaced by a newer one, and people with an account get none', async () => {
		const first = await issued('SO');
		const again = await world.app.activation.issueCodes(world.administrator, world.units.SO.id);
		const second = again.find(({ personId }) => personId === first.personId) as IssuedCode;
		expect(second.code).not.toBe(first.code);
		expect(await refusal(activate(first.staffCode, first.code))).toBe('ACTIVATION_CODE_INVALID');
		await activate(first.staffCode, second.code);
		const codes = await world.app.activation.issueCodes(world.administrator, world.units.SO.id);
		expect(codes.map(({ personId }) => personId)).not.toContain(first.personId);
	});

	it('is stored only as a hash, and guessing it is slowed down', async () => {
		const { staffCode, code } = await issued();
		const [row] = await world.sql<{ all: string }[]>`
			select string_agg(activation_code::text, ' ') as all from activation_code`;
		expect(row?.all).not.toContain(code);
		expect(row?.all).not.toContain(code.replaceAll('-', ''));
		const guesses = await Promise.all(
			Array.from({ length: 15 }, () => refusal(activate(staffCode, 'AAAA-BBBB-CCCC')))
		);
		expect(guesses.filter((each) => each === 'RATE_LIMITED')).toHaveLength(5);
		expect(await refusal(activate(staffCode, code))).toBe('RATE_LIMITED');
		world.clock.time += 15 * 60_000;
		expect(await refusal(activate(staffCode, code))).toBe('nothing was refused');
	});

	it('is issued by those who look after the unit', async () => {
		const { id: so } = world.units.SO;
		const issue = async (role: Role, unitId: number | null) => {
			const { actor } = await world.account({ grants: [[role, unitId]] });
			return refusal(world.app.activation.issueCodes(actor, so));
		};
		expect(await issue('focal_point', so)).toBe('nothing was refused');
		expect(await issue('organizer', world.units.TINH.id)).toBe('nothing was refused');
		expect(await issue('focal_point', world.units['SO.P1'].id)).toBe('FORBIDDEN');
		expect(await issue('focal_point', world.units.XA.id)).toBe('FORBIDDEN');
		expect(await issue('candidate', so)).toBe('FORBIDDEN');
		expect(await refusal(world.app.activation.issueCodes(null, so))).toBe('UNAUTHENTICATED');
		const { actor } = await world.account({ grants: [['focal_point', world.units['SO.P1'].id]] });
		await world.people('SO.P2', 1);
		const codes = await world.app.activation.issueCodes(actor, world.units['SO.P1'].id);
		expect(new Set(codes.map(({ unitName }) => unitName))).toEqual(new Set(['Phòng Công chức']));
	});
});
