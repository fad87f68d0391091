import type { Difficulty } from '../items.ts';
import type { Line } from './blocks.ts';
import { difficultyOf } from './headings.ts';
import { foldInPlace, sliceRuns, textOf, trimRuns } from './marked-text.ts';
import { lineFrom } from './paragraph-lines.ts';
import { pointsOf } from './told.ts';

/** A question without the remarks in brackets around it, and what they say. */
export interface TaggedStem {
	readonly stem: readonly Line[];
	readonly difficulty: Difficulty | null;
	readonly points: number | null;
}

const opening = /^\s*[([{]([^()[\]{}]{1,40})[)\]}]\s*[:.–-]?\s*/;
const closing = /\s*[([{]([^()[\]{}]{1,40})[)\]}]\s*[.:]?\s*$/;

/** Reads "(NB)", "[Thông hiểu]", "(0,5 điểm)" at the start or the end of a question. */
export function readStemTags(lines: readonly Line[]): TaggedStem {
	const stem = [...lines];
	let difficulty: Difficulty | null = null;
	let points: number | null = null;
	const understand = (text: string): boolean => {
		const level = levelOf(text);
		const worth = /\p{L}/u.test(text) ? pointsOf(text) : null;
		difficulty ??= level;
		points ??= worth;
		return level !== null || worth !== null;
	};
	for (let steps = 0; steps < 3; steps++) {
		const first = stem[0];
		const found = first && opening.exec(first.text.slice(0, 60));
		if (!found || !understand(found[1] as string)) break;
		const rest = lineFrom(first, found[0].length);
		stem.splice(0, 1, ...(rest.text.trim() === '' ? [] : [rest]));
	}
	for (let steps = 0; steps < 2; steps++) {
		const last = stem.at(-1);
		const start = Math.max(0, (last?.text.length ?? 0) - 60);
		const found = last && closing.exec(last.text.slice(start));
		if (!found || !understand(found[1] as string)) break;
		const runs = trimRuns(sliceRuns(last.runs, 0, start + found.index));
		stem.splice(-1, 1, ...(runs.length === 0 ? [] : [{ ...last, runs, text: textOf(runs) }]));
	}
	return { stem, difficulty, points };
}

/** Only what nobody would write for another reason: capitals, or the whole name of the level. */
function levelOf(text: string): Difficulty | null {
	const isName = /^(?:muc(?: do)? ?:? ?|nhan biet|thong hieu|van dung)/.test(
		foldInPlace(text.trim())
	);
	return isName || /^\s*(?:NB|TH|VDC?|VDT)\s*$/.test(text) ? difficultyOf(text) : null;
}
