import { sql, type RawBuilder } from 'kysely';
import type { RankingKey, RankingRule } from '#lib/domain/rules/result-rules.ts';
import { greatestFigure } from '#lib/domain/rules/sort-key.ts';

/** An instant as the rule sees it: whole ms since 1970 UTC. */
const milliseconds = (column: string) => sql`extract(epoch from ${sql.ref(column)}) * 1000`;

/** What the steps of a rule look at, as columns of whatever has those of a standing. */
const figures: Readonly<Record<RankingKey, RawBuilder<unknown>>> = {
	score: sql.ref('score'),
	all_correct: sql.ref('all_correct'),
	prediction_error: sql.ref('prediction_error'),
	duration: sql.ref('duration_ms'),
	submitted_at: milliseconds('ended_at'),
	started_at: milliseconds('started_at'),
	perfect_attempts: sql.ref('perfect_attempts'),
	attempt_number: sql.ref('attempt_number')
};

/** The expression that gives a row its place by the rule: the bytes of `sortKey`. */
export function placeSql(rule: RankingRule): RawBuilder<Buffer> {
	const greatest = sql.raw(`${greatestFigure}::bigint`);
	const missing = sql.raw(`${greatestFigure + 1}::bigint`);
	const steps = rule.map(({ key, order }) => {
		const figure = sql`(${figures[key]})::bigint`;
		const place = order === 'asc' ? figure : sql`${greatest} - ${figure}`;
		return sql`int8send(coalesce(${place}, ${missing}))`;
	});
	return sql<Buffer>`(${sql.join(steps, sql` || `)})`;
}
