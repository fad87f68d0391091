import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { browser } from '$app/environment';
import { readAnswers } from '../../../(candidate)/_exam/read-answers.ts';
import { readMemory, writeMemory } from './practice-memory.ts';

/** Choices of a practice paper in the browser, remembered until the tab is closed. */
export class PracticeSheet {
	readonly chosen = new SvelteMap<number, readonly number[]>();
	readonly flagged = new SvelteSet<number>();
	readonly #key: string;
	readonly #early: Iterable<[number, readonly number[]]>;

	/** `formId` names the form as the server rendered it: what was ticked before the page ran counts. */
	constructor(token: string, formId: string) {
		this.#key = `practice:${token}`;
		this.#early = browser ? ticked(formId) : [];
	}

	/** Takes up what was chosen earlier; call once the page is alive. */
	restore(): void {
		const memory = readMemory(readStore(this.#key));
		for (const [item, options] of [...memory.chosen, ...this.#early])
			this.chosen.set(item, options);
		for (const item of memory.flagged) this.flagged.add(item);
	}

	choose(item: number, options: readonly number[]): void {
		this.chosen.set(item, options);
		this.#remember();
	}

	flag(item: number): void {
		if (!this.flagged.delete(item)) this.flagged.add(item);
		this.#remember();
	}

	/** How many questions have an answer. */
	get answered(): number {
		return [...this.chosen.values()].filter((options) => options.length > 0).length;
	}

	/** Forgets everything, once the paper is handed in. */
	forget(): void {
		writeStore(this.#key, null);
	}

	#remember(): void {
		writeStore(this.#key, writeMemory(this));
	}
}

function ticked(formId: string): Iterable<[number, readonly number[]]> {
	const form = document.getElementById(formId);
	return form instanceof HTMLFormElement ? readAnswers(new FormData(form)) : [];
}

function readStore(key: string): string | null {
	try {
		return sessionStorage.getItem(key);
	} catch {
		// Storage may be switched off; the choices then last as long as the page.
		return null;
	}
}

function writeStore(key: string, text: string | null): void {
	try {
		if (text === null) sessionStorage.removeItem(key);
		else sessionStorage.setItem(key, text);
	} catch {
		// As above: practising goes on without a memory.
	}
}
