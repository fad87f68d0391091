import type { Bank, BankItem } from '#lib/domain/bank.ts';
import { optionIds, positionsOf } from '#lib/domain/items.ts';
import { feedbackText } from './exchange-head.ts';
import { exactHtml } from './html-text.ts';
import { plainHtml } from './markup-html.ts';

export const qtiNamespace = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';
/** Attributes of every root in the namespace of assessments, sections and items. */
export const qtiRoot = `xmlns="${qtiNamespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${qtiNamespace} https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd"`;

const matchCorrect = 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct';

/**
 * What the files of a package call an item: a name of XML, which a key that begins with a digit is not.
 * The item itself says its key, which may be any text.
 */
export function qtiIdentifier(key: string): string {
	return `item-${key}`;
}

/** An item as a file of QTI 3. */
export function writeQtiItem(item: BankItem, bank: Bank): string {
	const { type, key: name, document, place, points } = item;
	const { stem, options, key, rationale } = item.content;
	const identifiers = type === 'true_false' ? ['true', 'false'] : options.map(choiceIdentifier);
	const isMultiple = type === 'multiple';
	const feedback = feedbackText({ rationale, document, place }, bank);
	const most = points / 100;
	const right = positionsOf(key).map(
		(position) => `
      <qti-value>${identifiers[position]}</qti-value>`
	);
	const choices = options.map(
		(option, position) => `
      <qti-simple-choice identifier="${identifiers[position]}">${plainHtml(option)}</qti-simple-choice>`
	);
	return `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item ${qtiRoot} identifier="${name}" title="${name}" adaptive="false" time-dependent="false" xml:lang="${bank.language}" tool-name="Hội thi">
  <qti-response-declaration identifier="RESPONSE" cardinality="${isMultiple ? 'multiple' : 'single'}" base-type="identifier">
    <qti-correct-response>${right.join('')}
    </qti-correct-response>
  </qti-response-declaration>
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="${most}">
    <qti-default-value><qti-value>0</qti-value></qti-default-value>
  </qti-outcome-declaration>
  <qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float">
    <qti-default-value><qti-value>${most}</qti-value></qti-default-value>
  </qti-outcome-declaration>${feedback === '' ? '' : feedbackOutcome}
  <qti-item-body>
    ${exactHtml(stem)}
    <qti-choice-interaction response-identifier="RESPONSE" shuffle="${type !== 'true_false'}" min-choices="1" max-choices="${isMultiple ? options.length : 1}">${choices.join('')}
    </qti-choice-interaction>
  </qti-item-body>
  ${points === 100 && feedback === '' ? `<qti-response-processing template="${matchCorrect}"/>` : processing(feedback !== '')}${feedback === '' ? '' : modalFeedback(feedback)}
</qti-assessment-item>
`;
}

function choiceIdentifier(_option: string, position: number): string {
	return `choice-${optionIds[position]}`;
}

const feedbackOutcome = `
  <qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>`;

/** All points or none, and the rationale for everybody who has answered. */
function processing(hasFeedback: boolean): string {
	const showFeedback = `
    <qti-set-outcome-value identifier="FEEDBACK">
      <qti-base-value base-type="identifier">rationale</qti-base-value>
    </qti-set-outcome-value>`;
	return `<qti-response-processing>
    <qti-response-condition>
      <qti-response-if>
        <qti-match>
          <qti-variable identifier="RESPONSE"/>
          <qti-correct identifier="RESPONSE"/>
        </qti-match>
        <qti-set-outcome-value identifier="SCORE">
          <qti-variable identifier="MAXSCORE"/>
        </qti-set-outcome-value>
      </qti-response-if>
      <qti-response-else>
        <qti-set-outcome-value identifier="SCORE">
          <qti-base-value base-type="float">0</qti-base-value>
        </qti-set-outcome-value>
      </qti-response-else>
    </qti-response-condition>${hasFeedback ? showFeedback : ''}
  </qti-response-processing>`;
}

function modalFeedback(feedback: string): string {
	return `
  <qti-modal-feedback outcome-identifier="FEEDBACK" show-hide="show" identifier="rationale">
    <qti-content-body>${exactHtml(feedback)}</qti-content-body>
  </qti-modal-feedback>`;
}
