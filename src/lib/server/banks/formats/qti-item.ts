import type { ImportedHead, ImportedItem } from '#lib/domain/bank-import.ts';
import type { ItemType } from '#lib/domain/items.ts';
import { maskOf } from '#lib/domain/items.ts';
import { textOf, type XmlElement } from '#lib/server/files/xml-tree.ts';
import { splitFeedback } from './exchange-head.ts';
import { pointsOf, type ItemTags } from './exchange-tags.ts';
import { reduceXml } from './html-text.ts';
import type { ImportLog } from './import-log.ts';
import { judgement } from './judgement.ts';
import { readFeedback } from './qti-feedback.ts';
import { qtiAttribute, qtiChildren, qtiDescendants, qtiName } from './qti-names.ts';
import { readResponse } from './qti-response.ts';

/** Where an item is, and what stands about it outside of its own file. */
export interface QtiContext {
	readonly row: number;
	/** Path in the package; null for a file of its own. */
	readonly path: string | null;
	readonly tags: ItemTags;
	readonly head: ImportedHead;
}

/** What is no text of the question although it stands within it. */
const besideStem =
	/^(?:simpleChoice|feedbackBlock|feedbackInline|rubricBlock|endAttemptInteraction|stylesheet|catalogInfo)$/;

/** An `assessmentItem` as an item; null for what a bank cannot hold, which the log tells. */
export function readQtiItem(
	item: XmlElement,
	{ row, path, tags, head }: QtiContext,
	log: ImportLog
): ImportedItem | null {
	const [body] = qtiChildren(item, 'itemBody');
	const interactions = body ? [...qtiDescendants(body, isInteraction)] : [];
	const names = interactions.map(qtiName);
	const hasVariables = qtiChildren(item, 'templateDeclaration').length > 0;
	const [interaction] = interactions;
	if (!body || !interaction || names.join() !== 'choiceInteraction' || hasVariables) {
		const told = [...names, ...(hasVariables ? ['templateDeclaration'] : [])];
		const counts = Map.groupBy(told, (name) => name).entries();
		const value = [...counts].map(([name, { length }]) =>
			length > 1 ? `${name} × ${length}` : name
		);
		const params = { value: value.join(', ') || 'assessmentItem' };
		log.notice({ row, column: path, code: 'ITEM_KIND_UNSUPPORTED', params });
		return null;
	}
	// Without a prompt there is nothing of the question in it.
	const isBare = qtiChildren(interaction, 'prompt').length === 0;
	const isBeside = (element: XmlElement) =>
		besideStem.test(qtiName(element)) || (isBare && element === interaction);
	const stem = log.text(row, path, reduceXml(body.children, isBeside));
	const choices = qtiChildren(interaction, 'simpleChoice');
	const response = readResponse(item, interaction, (value) => log.unsupported(row, path, value));
	const identifiers = choices.map((choice) => qtiAttribute(choice, 'identifier') ?? '');
	const right = identifiers.flatMap((each, position) =>
		response.right.has(each) ? [position] : []
	);
	const options = choices.map(
		(choice) => log.text(row, path, reduceXml(choice.children, isBeside)).plain
	);
	const isSeveral = response.type === 'single' && right.length > 1;
	if (isSeveral) log.notice({ row, column: path, code: 'READ_AS_MULTIPLE' });
	const type = tags.type ?? (isSeveral ? 'multiple' : typeOf(response.type, identifiers, options));
	const feedback = readFeedback(item, identifiers, row, path, log);
	tellRest(item, row, path, log);
	const id = qtiAttribute(item, 'identifier') || null;
	log.name(row, qtiAttribute(item, 'title') ?? '', { id, stem: stem.markup }, 'title');
	const { topic, difficulty, status, facts } = tags;
	const key = right.length === 0 || choices.length > 30 ? null : maskOf(right);
	return {
		row,
		id,
		type,
		stem: stem.markup,
		...(type === 'true_false'
			? { options: [], key: key && trueFalseKey(key, identifiers, options) }
			: { options, key }),
		...splitFeedback(feedback, tags, head),
		...{ topic, difficulty, status, facts },
		points: tags.points ?? readPoints(item, (value) => log.unsupported(row, path, value))
	};
}

function isInteraction(name: string): boolean {
	// A button that shows a hint, and a film to watch, ask nothing.
	return /Interaction$/.test(name) && !/^(?:endAttempt|media)/.test(name);
}

/** Two choices that say "true" and "false", by their identifiers or in words, judge a statement. */
function typeOf(
	type: 'single' | 'multiple',
	identifiers: readonly string[],
	options: readonly string[]
): ItemType {
	const judges = [identifiers, options].some((words) => judgement(words) !== null);
	return type === 'single' && judges ? 'true_false' : type;
}

/** Key of a statement: right or wrong, in whatever order the choices stand. */
function trueFalseKey(
	key: number,
	identifiers: readonly string[],
	options: readonly string[]
): number {
	const agrees = judgement(identifiers) ?? judgement(options) ?? 0;
	return key === 1 << agrees ? 0b01 : 0b10;
}

/** What a right answer scores: the default of MAXSCORE, or the most that SCORE can be. */
function readPoints(item: XmlElement, unsupported: (value: string) => void): number | null {
	const outcomes = qtiChildren(item, 'outcomeDeclaration');
	const named = (name: string) =>
		outcomes.find((each) => qtiAttribute(each, 'identifier') === name);
	const [most] = qtiChildren(named('MAXSCORE'), 'defaultValue');
	const score = named('SCORE');
	const said =
		textOf(qtiChildren(most, 'value')[0]).trim() ||
		(score && qtiAttribute(score, 'normalMaximum')) ||
		'';
	const points = pointsOf(said);
	if (said !== '' && points === null) unsupported(`MAXSCORE: ${said}`);
	return points;
}

/** What an item holds beside its question and answers. */
function tellRest(item: XmlElement, row: number, path: string | null, log: ImportLog): void {
	const others = qtiDescendants(item, (name) =>
		/^(?:rubricBlock|assessmentStimulusRef|endAttemptInteraction|printedVariable|include|companionMaterialsInfo)$/.test(
			name
		)
	);
	for (const element of others) {
		const name = qtiName(element);
		const text =
			name === 'rubricBlock' ? log.text(row, path, reduceXml(element.children)).plain : '';
		const detail = text || (qtiAttribute(element, 'href') ?? qtiAttribute(element, 'title') ?? '');
		log.unsupported(row, path, detail === '' ? name : `${name}: ${detail}`);
	}
	if (qtiAttribute(item, 'adaptive') === 'true') log.unsupported(row, path, 'adaptive');
}
