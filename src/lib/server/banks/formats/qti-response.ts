import { textOf, type XmlElement } from '#lib/server/files/xml-tree.ts';
import { qtiAttribute, qtiChildren } from './qti-names.ts';

/** What a choice interaction accepts. */
export interface QtiResponse {
	readonly type: 'single' | 'multiple';
	/** Identifiers of the right choices. */
	readonly right: ReadonlySet<string>;
}

/**
 * Right choices of an interaction: its `correctResponse`, else the choices that its `mapping` gives
 * points. `tells` is told what of the scoring a bank cannot keep.
 */
export function readResponse(
	item: XmlElement,
	interaction: XmlElement,
	tells: (value: string) => void
): QtiResponse {
	const name = qtiAttribute(interaction, 'responseIdentifier') ?? 'RESPONSE';
	const declaration = qtiChildren(item, 'responseDeclaration').find(
		(each) => qtiAttribute(each, 'identifier') === name
	);
	const most = qtiAttribute(interaction, 'maxChoices');
	const isSingle =
		(declaration && qtiAttribute(declaration, 'cardinality') === 'single') || (most ?? '1') === '1';
	const [correct] = qtiChildren(declaration, 'correctResponse');
	const values = qtiChildren(correct, 'value').map((value) => textOf(value).trim());
	const weights = readMapping(declaration);
	const best = Math.max(0, ...weights.values());
	const positive = [...weights].filter(([, weight]) => weight > 0);
	const mapped = positive.filter(([, weight]) => !isSingle || weight === best);
	const isWeighed = positive.some(([, weight]) => weight !== best);
	if (isWeighed)
		tells(`mapping: ${positive.map(([key, weight]) => `${key} = ${weight}`).join(', ')}`);
	const right = values.length > 0 ? values : mapped.map(([key]) => key);
	return { type: isSingle ? 'single' : 'multiple', right: new Set(right) };
}

function readMapping(declaration: XmlElement | undefined): Map<string, number> {
	const [mapping] = qtiChildren(declaration, 'mapping');
	return new Map(
		qtiChildren(mapping, 'mapEntry').map((entry) => [
			qtiAttribute(entry, 'mapKey') ?? '',
			Number(qtiAttribute(entry, 'mappedValue')) || 0
		])
	);
}
