import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Says that the node serves; for balancers and scripts. */
export const GET: RequestHandler = () => json({ ok: true });
