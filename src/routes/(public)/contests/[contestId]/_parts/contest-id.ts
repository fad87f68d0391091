import { z } from 'zod';

/** The contest's number in an address. */
export const contestIdSchema = z.coerce.number().int().positive().max(2_147_483_647);
