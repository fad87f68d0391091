import { csvExporter } from './csv-exporter.ts';
import type { BankExporter } from './format.ts';
import { giftExporter } from './gift-exporter.ts';
import { hoithiExporter } from './hoithi-exporter.ts';
import { moodleXmlExporter } from './moodle-xml-exporter.ts';
import { qtiExporter } from './qti-exporter.ts';
import { xlsxExporter } from './xlsx-exporter.ts';

/** Every exporter, in the order in which they are offered. */
export const exporters: readonly BankExporter[] = [
	hoithiExporter,
	xlsxExporter,
	csvExporter,
	giftExporter,
	moodleXmlExporter,
	qtiExporter
];
