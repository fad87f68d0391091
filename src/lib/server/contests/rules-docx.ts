import { AlignmentType, Paragraph, TextRun } from 'docx';
import {
	centred,
	millimetres,
	officialDocument,
	officialHead,
	type OfficialLanguage
} from '#lib/server/files/official-docx.ts';

/** The rules of a contest as they are printed for the agency's decision. */
export interface PrintedRules {
	readonly language: OfficialLanguage;
	/** Name of the contest. */
	readonly title: string;
	/** Unit that runs it. */
	readonly agency: string;
	/** The organizer's own words, in paragraphs. */
	readonly foreword: readonly string[];
	readonly sections: readonly { readonly heading: string; readonly sentences: readonly string[] }[];
}

const words = {
	vi: { rules: 'THỂ LỆ', article: 'Điều', own: 'Quy định riêng của ban tổ chức' },
	en: { rules: 'RULES', article: 'Article', own: "The organizer's own provisions" }
} as const satisfies Record<OfficialLanguage, object>;

/** The rules as a Word document: an article for each part, its sentences numbered, the own words last. */
export function rulesDocx(rules: PrintedRules): Promise<Uint8Array> {
	const { rules: heading, article, own } = words[rules.language];
	const articles = [
		...rules.sections,
		...(rules.foreword.length > 0 ? [{ heading: own, sentences: rules.foreword }] : [])
	];
	return officialDocument(`${heading} – ${rules.title}`, rules.language, [
		officialHead({ agency: rules.agency, parentAgency: '' }, rules.language),
		centred([new TextRun({ text: heading, bold: true, size: 28 })], 480),
		centred([new TextRun({ text: rules.title, bold: true, size: 28 })]),
		...articles.flatMap((section, index) => [
			line(`${article} ${index + 1}. ${section.heading}`, true),
			...section.sentences.map((sentence, number) =>
				line(section.sentences.length > 1 ? `${number + 1}. ${sentence}` : sentence, false)
			)
		])
	]);
}

function line(text: string, bold: boolean): Paragraph {
	return new Paragraph({
		alignment: AlignmentType.JUSTIFIED,
		keepNext: bold,
		spacing: { before: bold ? 200 : 60, after: 60 },
		indent: { firstLine: millimetres(10) },
		children: [new TextRun({ text, bold })]
	});
}
