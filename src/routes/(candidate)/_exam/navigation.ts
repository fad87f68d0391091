/** Calls `found` with the position of the question at the top of the view. Gives a function that ends it. */
export function followCurrent(total: number, found: (position: number) => void): () => void {
	const visible = new Set<number>();
	const observer = new IntersectionObserver(
		(entries) => {
			for (const entry of entries) {
				const position = Number(entry.target.id.slice(1));
				if (entry.isIntersecting) visible.add(position);
				else visible.delete(position);
			}
			if (visible.size > 0) found(Math.min(...visible));
		},
		// The band below the bar that stays in view, to the middle of the page.
		{ rootMargin: '-96px 0px -45% 0px' }
	);
	for (let position = 0; position < total; position++) {
		const question = document.getElementById(`q${position}`);
		if (question) observer.observe(question);
	}
	return () => observer.disconnect();
}

/** What the keys of the exam do. */
export interface ExamKeys {
	/** A–H or 1–8: chooses the option (from 0) of the current question. */
	option(option: number): void;
	/** F: marks the current question. */
	flag(): void;
	/** ← and →: the question before or after. */
	move(by: -1 | 1): void;
	/** False while a dialog has the keys. */
	active(): boolean;
}

/** Listens to the keys of the exam. Gives a function that ends it. */
export function listenToKeys(keys: ExamKeys): () => void {
	function pressed(event: KeyboardEvent) {
		if (!keys.active() || event.ctrlKey || event.metaKey || event.altKey) return;
		const key = event.key.toLowerCase();
		if (key === 'arrowleft' || key === 'arrowright') keys.move(key === 'arrowleft' ? -1 : 1);
		else if (key === 'f') keys.flag();
		else if (/^[1-8]$/.test(key)) keys.option(Number(key) - 1);
		else if (/^[a-e]$|^[gh]$/.test(key)) keys.option(key.charCodeAt(0) - 97);
		else return;
		// Otherwise ← and → would also move within the radio buttons and change the answer.
		event.preventDefault();
	}
	document.addEventListener('keydown', pressed, true);
	return () => document.removeEventListener('keydown', pressed, true);
}
