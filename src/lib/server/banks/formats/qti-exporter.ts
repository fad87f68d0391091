import type { Bank, BankItem } from '#lib/domain/bank.ts';
import { storedZip } from '#lib/server/files/stored-zip.ts';
import { headJson } from './exchange-head.ts';
import { itemTags } from './exchange-tags.ts';
import type { BankExporter } from './format.ts';
import { difficultyNames } from './learning-metadata.ts';
import { escapeAttribute, escapeXml } from './markup-html.ts';
import { headFile } from './qti-importer.ts';
import { qtiIdentifier, qtiRoot, writeQtiItem } from './qti-writing.ts';

/**
 * A package of QTI 3.0.1 (https://www.imsglobal.org/spec/qti/v3p0/): an item per file, a test whose
 * sections are the topics, and the manifest. What an item has no field for stands in the LOM record of its
 * resource, the head of the bank in a file of the package.
 */
export const qtiExporter: BankExporter = {
	format: 'qti',
	extension: 'qti.zip',
	mediaType: 'application/zip',
	write: (bank) => Promise.resolve(writePackage(bank))
};

function writePackage(bank: Bank): Uint8Array {
	const files = new Map<string, Buffer>([
		['imsmanifest.xml', Buffer.from(writeManifest(bank))],
		['test.xml', Buffer.from(writeTest(bank))],
		[headFile, Buffer.from(headJson(bank))],
		...bank.items.map((item) => [pathOf(item), Buffer.from(writeQtiItem(item, bank))] as const)
	]);
	return Buffer.concat([...storedZip(files)]);
}

function pathOf({ key }: BankItem): string {
	return `items/${key}.xml`;
}

const manifestNamespace = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1';
const metadataNamespace = 'http://ltsc.ieee.org/xsd/LOM';
const manifestSchemas = [
	manifestNamespace,
	'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0p1_imscpv1p2_v1p0.xsd',
	metadataNamespace,
	'https://purl.imsglobal.org/spec/md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd'
].join(' ');

function writeManifest(bank: Bank): string {
	const { slug, title, language, license, items } = bank;
	const dependencies = items.map(
		({ key }) => `
      <dependency identifierref="${qtiIdentifier(key)}"/>`
	);
	return `<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="${manifestNamespace}" xmlns:lom="${metadataNamespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${manifestSchemas}" identifier="bank-${slug}">
  <metadata>
    <schema>QTI Package</schema>
    <schemaversion>3.0.1</schemaversion>
    <lom:lom>
      <lom:general>
        <lom:identifier><lom:entry>${escapeXml(slug)}</lom:entry></lom:identifier>
        <lom:title><lom:string language="${language}">${escapeXml(title)}</lom:string></lom:title>
        <lom:language>${language}</lom:language>
      </lom:general>
      <lom:rights>
        <lom:description><lom:string language="en">${escapeXml(license)}</lom:string></lom:description>
      </lom:rights>
    </lom:lom>
  </metadata>
  <organizations/>
  <resources>
    <resource identifier="test" type="imsqti_test_xmlv3p0" href="test.xml">
      <file href="test.xml"/>${dependencies.join('')}
    </resource>
    <resource identifier="head" type="webcontent" href="${headFile}">
      <file href="${headFile}"/>
    </resource>
${items.map((item) => writeResource(item, bank)).join('')}  </resources>
</manifest>
`;
}

function writeResource(item: BankItem, { language }: Bank): string {
	const keywords = itemTags(item, { type: true }).map(
		(tag) => `
          <lom:keyword><lom:string language="${language}">${escapeXml(tag)}</lom:string></lom:keyword>`
	);
	return `    <resource identifier="${qtiIdentifier(item.key)}" type="imsqti_item_xmlv3p0" href="${pathOf(item)}">
      <metadata>
        <lom:lom>
          <lom:general>
            <lom:identifier><lom:entry>${item.key}</lom:entry></lom:identifier>${keywords.join('')}
          </lom:general>
          <lom:educational>
            <lom:difficulty><lom:source>LOMv1.0</lom:source><lom:value>${difficultyNames[item.difficulty]}</lom:value></lom:difficulty>
          </lom:educational>
        </lom:lom>
      </metadata>
      <file href="${pathOf(item)}"/>
    </resource>
`;
}

/** The items in their order; those side by side that share a topic are a section. */
function writeTest(bank: Bank): string {
	const titles = new Map(bank.topics.map(({ id, title }) => [id, title]));
	const sections: BankItem[][] = [];
	for (const item of bank.items) {
		const last = sections.at(-1);
		if (last?.[0]?.topic === item.topic) last.push(item);
		else sections.push([item]);
	}
	const written = sections.map((items, index) => {
		const topic = items[0]?.topic ?? '';
		const references = items.map(
			(item) => `
      <qti-assessment-item-ref identifier="${qtiIdentifier(item.key)}" href="${pathOf(item)}"/>`
		);
		return `
    <qti-assessment-section identifier="section-${index + 1}" title="${escapeAttribute(titles.get(topic) ?? topic)}" visible="true">${references.join('')}
    </qti-assessment-section>`;
	});
	return `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-test ${qtiRoot} identifier="bank-${bank.slug}" title="${escapeAttribute(bank.title)}">
  <qti-test-part identifier="part-1" navigation-mode="nonlinear" submission-mode="simultaneous">${written.join('')}
  </qti-test-part>
</qti-assessment-test>
`;
}
