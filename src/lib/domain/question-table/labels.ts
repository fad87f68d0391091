/** "A.", "b)", "(C):" in front of an option, by position of the option. */
function labelLength(option: string, position: number): number {
	const found = /^[([]?([a-j])\s?[.):\]/-]\s*/i.exec(option);
	if (!found || found[1]?.toLowerCase().charCodeAt(0) !== 97 + position) return 0;
	return found[0].length;
}

/** True for options that bear their own letters, all of them: people write "A. …" under "A" too. */
function areLabelled(options: readonly string[]): boolean {
	return (
		options.length > 1 &&
		options.every((option, position) => {
			const length = labelLength(option, position);
			return length > 0 && length < option.length;
		})
	);
}

/** The options without the letters that all of them bear. */
export function withoutLabels(options: readonly string[]): string[] {
	if (!areLabelled(options)) return [...options];
	return options.map((option, position) => option.slice(labelLength(option, position)));
}

/** The options written so that `withoutLabels` gives them back. */
export function keepingLabels(options: readonly string[]): string[] {
	if (!areLabelled(options)) return [...options];
	return options.map((option, position) => `${String.fromCharCode(65 + position)}. ${option}`);
}

const number = /^(?:câu(?:\s+hỏi)?|question)\s+(?:số\s+)?\d{1,5}\s*[.):]\s*(?=\S)/iu;
const strongNumber =
	/^\*\*((?:câu(?:\s+hỏi)?|question)\s+(?:số\s+)?\d{1,5})\s*([.):]?)\*\*\s*([.):]?)\s*(?=\S)/iu;

/** The stem without "Câu 12:" in front, which counts and asks nothing. */
export function withoutNumber(stem: string): string {
	const strong = strongNumber.exec(stem);
	if (strong && (strong[2] !== '' || strong[3] !== '')) return stem.slice(strong[0].length);
	return stem.replace(number, '');
}

/** The stem written so that `withoutNumber` gives it back. */
export function keepingNumber(stem: string): string {
	return withoutNumber(stem) === stem ? stem : `Câu 1: ${stem}`;
}
