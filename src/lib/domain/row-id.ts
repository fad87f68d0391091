import { z } from 'zod';

/** Schema of a number that names a row: what PostgreSQL's `integer` can be. */
export const rowIdSchema = z.number().int().positive().max(2_147_483_647);
