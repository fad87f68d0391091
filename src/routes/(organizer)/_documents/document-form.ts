import type { z } from 'zod';
import type { documentSchema } from '#lib/domain/documents.ts';

/** What the form of a document holds. */
export type DocumentForm = z.output<typeof documentSchema>;
