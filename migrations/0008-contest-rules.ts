import { sql, type Kysely } from 'kysely';

/**
 * The rules of a contest as one document. Rounds keep what the database itself looks at: which part of
 * the rules they are, and their window.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table contest add column rules jsonb`.execute(db);
	// Until now every contest had one round, one audience and the usual rules.
	await sql`
		update contest set rules = jsonb_build_object(
			'audiences', jsonb_build_array(jsonb_build_object(
				'id', 'tat-ca', 'name', 'Tất cả',
				'eligibility', jsonb_build_object(
					'unitIds', '[]'::jsonb, 'positions', '[]'::jsonb, 'minAge', null, 'maxAge', null),
				'paper', jsonb_build_object(
					'timeLimitMinutes', round.time_limit_minutes,
					'sections', jsonb_build_array(jsonb_build_object('title', '', 'lines', (
						select jsonb_agg(line || '{"type": null, "points": null}'::jsonb)
						from jsonb_array_elements(round.blueprint) as line))),
					'draw', 'random', 'shuffleItems', true, 'shuffleOptions', true, 'freshFirst', false,
					'partialCredit', 'all_or_nothing', 'passPercent', round.pass_percent))),
			'rounds', jsonb_build_array(jsonb_build_object(
				'id', 'dot-1', 'title', 'Đợt thi', 'kind', 'counting',
				'opensAt', (extract(epoch from round.opens_at) * 1000)::bigint,
				'closesAt', (extract(epoch from round.closes_at) * 1000)::bigint,
				'openPeriods', '[]'::jsonb, 'papers', '[]'::jsonb)),
			'attempts', jsonb_build_object(
				'perRound', round.attempts_allowed, 'perDay', null, 'perWeek', null, 'cooldownMinutes', 0,
				'counting', 'best'),
			'prediction', null,
			'ranking', '[{"key": "score", "order": "desc"}, {"key": "duration", "order": "asc"},
				{"key": "submitted_at", "order": "asc"}]'::jsonb,
			'overall', '{"kind": "sum"}'::jsonb,
			'unitRanking', '{"rate": 100, "average": 0, "prizePoints": [], "byBlock": false,
				"minHeadcount": 0, "quota": null, "bands": []}'::jsonb,
			'awards', '{"categories": [], "onePerPerson": true, "equals": "share"}'::jsonb,
			'release', round.release)
		from round where round.contest_id = contest.id`.execute(db);
	await sql`
		alter table contest
			alter column rules set not null`.execute(db);
	await sql`
		alter table round
			-- The round's id in the rules.
			add column key text not null default 'dot-1',
			drop column time_limit_minutes,
			drop column attempts_allowed,
			drop column pass_percent,
			drop column blueprint,
			drop column release,
			add constraint round_key_unique unique (contest_id, key)`.execute(db);
	await sql`alter table round alter column key drop default`.execute(db);
}
