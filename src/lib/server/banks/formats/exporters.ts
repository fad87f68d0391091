import type { BankExporter } from './format.ts';
import { giftExporter } from './gift-exporter.ts';
import { moodleXmlExporter } from './moodle-xml-exporter.ts';
import { qtiExporter } from './qti-exporter.ts';

/** Every exporter, in the order in which they are offered. */
export const exporters: readonly BankExporter[] = [giftExporter, moodleXmlExporter, qtiExporter];
