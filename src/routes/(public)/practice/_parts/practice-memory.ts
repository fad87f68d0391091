import { z } from 'zod';

/** What a practice page remembers over a reload; positions are from 0. */
export interface PracticeMemory {
	/** Shown positions chosen, by question. */
	readonly chosen: ReadonlyMap<number, readonly number[]>;
	/** Questions marked for another look. */
	readonly flagged: ReadonlySet<number>;
}

const position = z.number().int().min(0).max(199);
const schema = z.object({
	chosen: z.array(z.tuple([position, z.array(z.number().int().min(0).max(7)).max(8)])).max(200),
	flagged: z.array(position).max(200)
});

/** Text for the browser's store. */
export function writeMemory({ chosen, flagged }: PracticeMemory): string {
	return JSON.stringify({ chosen: [...chosen], flagged: [...flagged] });
}

/** Reads the text back; nothing, or something foreign, is an empty memory. */
export function readMemory(text: string | null): PracticeMemory {
	const parsed = schema.safeParse(parseJson(text ?? 'null'));
	return parsed.success
		? { chosen: new Map(parsed.data.chosen), flagged: new Set(parsed.data.flagged) }
		: { chosen: new Map(), flagged: new Set() };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
