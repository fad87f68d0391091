import { z } from 'zod';
import { releaseRulesSchema } from '../release.ts';
import { audienceSchema, contestRulesSchema, type ContestRules } from './contest-rules.ts';
import { blueprintLineSchema, itemCount, maxPaperItems, paperRulesSchema } from './paper-rules.ts';
import {
	awardRulesSchema,
	overallRulesSchema,
	predictionRulesSchema,
	rankingRuleSchema,
	unitRankingRulesSchema
} from './result-rules.ts';
import { attemptRulesSchema } from './round-rules.ts';
import { ruleIdSchema, ruleTextSchema } from './rule-text.ts';
import { generateRounds, roundPatternSchema } from './weekly-rounds.ts';

const inBothLanguages = (max: number) =>
	z.strictObject({ vi: ruleTextSchema(1, max), en: ruleTextSchema(1, max) });

/** A line of the blueprint that names a slot instead of a bank; topics belong to banks, so it has none. */
const presetLineSchema = z.strictObject({
	slot: ruleIdSchema,
	difficulty: blueprintLineSchema.shape.difficulty.default(null),
	type: blueprintLineSchema.shape.type.default(null),
	count: blueprintLineSchema.shape.count,
	points: blueprintLineSchema.shape.points
});

const presetPaperSchema = z.strictObject({
	...paperRulesSchema.shape,
	sections: z
		.array(
			z.strictObject({
				title: ruleTextSchema(0, 200),
				lines: z.array(presetLineSchema).min(1).max(60)
			})
		)
		.min(1)
		.max(10)
		.refine((sections) => itemCount(sections) <= maxPaperItems, {
			params: { code: 'PAPER_TOO_LONG', max: maxPaperItems }
		})
});

const { positions, minAge, maxAge } = audienceSchema.shape.eligibility.shape;
/** An audience whose units are chosen when the preset is applied. */
const presetAudienceSchema = z.strictObject({
	id: ruleIdSchema,
	name: ruleTextSchema(1, 200),
	eligibility: z.strictObject({ positions, minAge, maxAge }),
	paper: presetPaperSchema
});

/**
 * A preset: the rules of a contest without its dates, units and banks, as written in
 * `contest-presets/<id>.yaml`.
 */
export const presetSchema = z
	.strictObject({
		id: ruleIdSchema,
		name: inBothLanguages(200),
		/** What an organizer should know before choosing it, what the rules cannot express included. */
		description: inBothLanguages(2000),
		/** Whose published rules it follows; null: nobody's. The site is null where none is known. */
		source: z
			.strictObject({ title: ruleTextSchema(1, 300), site: ruleTextSchema(1, 200).nullable() })
			.nullable(),
		rounds: roundPatternSchema,
		/** Banks to be chosen when the preset is applied. */
		slots: z
			.array(z.strictObject({ id: ruleIdSchema, name: inBothLanguages(200) }))
			.min(1)
			.max(20),
		audiences: z.array(presetAudienceSchema).min(1).max(10),
		attempts: attemptRulesSchema.strict(),
		prediction: predictionRulesSchema.strict().nullable(),
		ranking: rankingRuleSchema,
		overall: overallRulesSchema,
		unitRanking: unitRankingRulesSchema.strict(),
		awards: awardRulesSchema.strict(),
		release: releaseRulesSchema.strict()
	})
	.superRefine(({ slots, audiences }, context) => {
		const refuse = (code: string, ...path: (string | number)[]) =>
			context.addIssue({ code: 'custom', path, params: { code } });
		const used = new Set<string>();
		audiences.forEach(({ paper }, audience) =>
			paper.sections.forEach(({ lines }, section) =>
				lines.forEach(({ slot }, line) => {
					used.add(slot);
					if (slots.some(({ id }) => id === slot)) return;
					const path = ['audiences', audience, 'paper', 'sections', section, 'lines', line];
					refuse('SLOT_UNKNOWN', ...path, 'slot');
				})
			)
		);
		slots.forEach(({ id }, index) => {
			if (!used.has(id)) refuse('SLOT_UNUSED', 'slots', index, 'id');
			if (slots.findIndex((slot) => slot.id === id) < index)
				refuse('ID_TWICE', 'slots', index, 'id');
		});
	});
export type Preset = z.infer<typeof presetSchema>;

/** What a preset leaves to the organizer. */
export interface PresetChoices {
	/** Any instant (ms) of the day in Vietnam on which the first round may open at the earliest. */
	readonly firstDay: number;
	/** Units whose people may take part, each with everything below it; none: all of the contest's. */
	readonly unitIds: readonly number[];
	/** Bank for each slot, by the slot's id. */
	readonly banks: Readonly<Record<string, number>>;
}

/**
 * The rules of a contest by a preset. Throws a RangeError for a slot without a bank, and a ZodError where
 * the choices make no valid rules: a year after 9999, the id of a unit or bank that cannot be.
 */
export function applyPreset(preset: Preset, choices: PresetChoices): ContestRules {
	const { audiences, attempts, prediction, ranking, overall } = preset;
	return contestRulesSchema.parse({
		audiences: audiences.map((audience) => ({
			...audience,
			eligibility: { ...audience.eligibility, unitIds: choices.unitIds },
			paper: {
				...audience.paper,
				sections: audience.paper.sections.map(({ title, lines }) => ({
					title,
					lines: lines.map(({ slot, ...line }) => ({
						...line,
						bankId: bankOf(slot, choices),
						topicId: null
					}))
				}))
			}
		})),
		rounds: generateRounds(preset.rounds, choices.firstDay),
		attempts,
		prediction,
		ranking,
		overall,
		unitRanking: preset.unitRanking,
		awards: preset.awards,
		release: preset.release
	});
}

function bankOf(slot: string, { banks }: PresetChoices): number {
	const bank = Object.hasOwn(banks, slot) ? banks[slot] : undefined;
	if (bank === undefined) throw new RangeError(`no bank was chosen for the slot ${slot}`);
	return bank;
}
