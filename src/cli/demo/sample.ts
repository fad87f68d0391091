import { contestRulesOf } from '#lib/domain/rules/simple-rules.ts';
import { stringify } from 'csv-stringify/sync';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { seededRandom, shuffled } from '#lib/domain/random.ts';
import type { App } from '#lib/server/app.ts';
import { generateProvince } from './province.ts';

/** Password of every account that the sample makes; it is printed, and only for trying things out. */
export const samplePassword = 'hoithi-demo-2026';

/** Attempts that a person may take in the sample's contest. */
export const sampleAttempts = 3;

const hour = 60 * 60_000;

/** A person of the sample who can sign in. */
export interface SampleLogin {
	readonly role: 'administrator' | 'organizer' | 'focal_point' | 'candidate';
	readonly username: string;
	readonly displayName: string;
	readonly unitName: string | null;
}

/** What the sample made. */
export interface Sample {
	readonly logins: readonly SampleLogin[];
	/** Account of the administrator. */
	readonly administratorId: string;
	readonly contestId: number;
	/** People who have not activated their accounts yet, with their codes, in random order. */
	readonly codes: readonly { staffCode: string; code: string }[];
}

/**
 * Fills an empty installation with the invented province, one person of each role and a contest that
 * is running now. Throws SETUP_ALREADY_DONE when there is an administrator already.
 */
export async function createSample(app: App, seed: number): Promise<Sample> {
	const token = await app.accounts.issueSetupToken();
	if (token === null) throw new AppError('SETUP_ALREADY_DONE');
	const administrator = { displayName: 'Quản trị hệ thống', username: 'quantri' };
	const admin = await actorOf(
		app,
		(await app.accounts.setUp({ token, ...administrator, password: samplePassword })).token
	);
	await app.units.importRoster(admin, { name: 'province.csv', bytes: rosterCsv(seed) });
	const units = await app.units.listPermitted(admin, 'roster.read');
	const root = units.find((unit) => unit.parentId === null);
	const department = units.find(
		(unit) => unit.parentId === root?.id && unit.name.startsWith('Sở Giáo dục')
	);
	if (!root || !department) throw new Error('the sample province lacks its units');

	const issued = await app.activation.issueCodes(admin, root.id);
	const codes = shuffled(issued, seededRandom(`codes ${seed}`));
	const [organizer, focalPoint, candidate] = [
		codes.find((person) => person.unitName !== department.name),
		codes.find((person) => person.unitName === department.name),
		codes.filter((person) => person.unitName !== department.name)[1]
	];
	if (!organizer || !focalPoint || !candidate) throw new Error('the sample province lacks people');
	for (const person of [organizer, focalPoint, candidate]) {
		await app.activation.activate(
			{ staffCode: person.staffCode, code: person.code, password: samplePassword },
			'sample'
		);
	}
	await app.accounts.grantRole(admin, {
		username: organizer.staffCode,
		role: 'organizer',
		unitId: root.id
	});
	await app.accounts.grantRole(admin, {
		username: focalPoint.staffCode,
		role: 'focal_point',
		unitId: department.id
	});
	const active = new Set([organizer, focalPoint, candidate].map((person) => person.staffCode));
	return {
		administratorId: admin.accountId,
		contestId: await createSampleContest(app, admin, root.id),
		codes: codes.filter((person) => !active.has(person.staffCode)),
		logins: [
			{ role: 'administrator', ...administrator, unitName: null },
			{ role: 'organizer', ...login(organizer), unitName: root.name },
			{ role: 'focal_point', ...login(focalPoint), unitName: department.name },
			{ role: 'candidate', ...login(candidate), unitName: candidate.unitName }
		]
	};
}

/** A contest on the bundled banks for everybody below `unitId`, open from an hour ago for a month. */
export async function createSampleContest(app: App, actor: Actor, unitId: number): Promise<number> {
	const counts = { 'nghi-quyet-57': 14, 'van-ban-quoc-gia': 6 };
	const banks = await app.banks.list(actor);
	const now = app.clock.now();
	const opensAt = now - (now % hour) - hour;
	const contestId = await app.contests.create(actor, {
		title: 'Cuộc thi trực tuyến tìm hiểu Nghị quyết số 57-NQ/TW và chuyển đổi số năm 2026',
		rulesText: [
			'Đối tượng: cán bộ, công chức, viên chức, người lao động trong tỉnh.',
			'Người dự thi tự làm bài; không thi hộ, không nhờ người khác thi hộ.'
		].join('\n\n'),
		unitId,
		eligibleUnitIds: [unitId],
		rules: contestRulesOf({
			opensAt,
			closesAt: opensAt + 30 * 24 * hour,
			timeLimitMinutes: 15,
			attemptsAllowed: sampleAttempts,
			passPercent: 50,
			blueprint: Object.entries(counts).map(([slug, count]) => ({
				bankId: banks.find((bank) => bank.slug === slug)?.id ?? 0,
				topicId: null,
				difficulty: null,
				count
			})),
			release: { score: 'at_submit', answers: 'after_close', board: 'at_submit' }
		})
	});
	await app.contests.publish(actor, contestId);
	return contestId;
}

/** The province as the file that an organizer would load. */
function rosterCsv(seed: number): Uint8Array {
	const { units, people } = generateProvince(seed);
	const header = [
		'Mã đơn vị',
		'Tên đơn vị',
		'Mã đơn vị cấp trên',
		'Khối',
		'Mã cán bộ',
		'Họ và tên',
		'Chức vụ',
		'Email',
		'Điện thoại'
	];
	const rows = [
		header,
		...units.map((unit) => [
			unit.code,
			unit.name,
			unit.parentCode ?? '',
			unit.block ?? '',
			'',
			'',
			'',
			'',
			''
		]),
		...people.map((person) => [
			person.unitCode,
			'',
			'',
			'',
			person.staffCode,
			person.fullName,
			person.position ?? '',
			person.email ?? '',
			person.phone ?? ''
		])
	];
	return new TextEncoder().encode(stringify(rows));
}

async function actorOf(app: App, sessionToken: string): Promise<Actor> {
	const session = await app.sessions.validate(sessionToken);
	if (!session) throw new Error('the session just opened is not valid');
	return session.actor;
}

function login(person: { staffCode: string; fullName: string }) {
	return { username: person.staffCode, displayName: person.fullName };
}
