import { table } from '../table.ts';
import { samplePassword, type SampleLogin } from './sample.ts';
import type { DemoState } from './state.ts';

const roleNames: Record<SampleLogin['role'], string> = {
	administrator: 'Quản trị hệ thống / administrator',
	organizer: 'Ban tổ chức / organizer',
	focal_point: 'Đầu mối đơn vị / focal point',
	candidate: 'Thí sinh / candidate'
};

/** Where to look and who to sign in as, for whoever started the demo. */
export function demoNotice({ logins, contestId }: DemoState, origin: string): string {
	const contest = `${origin}/contests/${contestId}`;
	const rule = '─'.repeat(88);
	return [
		rule,
		'  HỘI THI – BẢN DÙNG THỬ / DEMO',
		'',
		...table([
			['  Trang chủ / home', origin],
			['  Cuộc thi / contest', contest],
			['  Bảng xếp hạng / live board', `${contest}/board`],
			['  Đăng nhập / sign in', `${origin}/sign-in`]
		]),
		'',
		...table([
			['  Vai trò / role', 'Tên đăng nhập / user', 'Người / person'],
			...logins.map(({ role, username, displayName, unitName }) => [
				`  ${roleNames[role]}`,
				username,
				unitName === null ? displayName : `${displayName} – ${unitName}`
			])
		]),
		'',
		`  Mật khẩu chung / password of all: ${samplePassword}`,
		'  Tỉnh, đơn vị và người trong bản này đều không có thật. / Province, units and people are invented.',
		rule
	].join('\n');
}
