import type { Tone } from './tone.ts';

export interface Toast {
	id: number;
	tone: Tone;
	text: string;
}

/** How long a toast stays; a failure stays until it is closed. */
const lifetime = 7000;

/**
 * Short news about what a person has just done ("Đã lưu câu hỏi"). It lives in the browser only: on
 * the server, whose modules are shared by all requests, adding a toast does nothing.
 */
class Toaster {
	readonly list = $state<Toast[]>([]);
	#last = 0;
	#timers = new Map<number, ReturnType<typeof setTimeout>>();

	info = (text: string) => this.#add('info', text);
	success = (text: string) => this.#add('success', text);
	warning = (text: string) => this.#add('warning', text);
	danger = (text: string) => this.#add('danger', text);

	close(id: number) {
		this.hold(id);
		const index = this.list.findIndex((toast) => toast.id === id);
		if (index >= 0) this.list.splice(index, 1);
	}

	/** Stops the clock of a toast someone is reading. */
	hold(id: number) {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
	}

	/** Starts the clock of a toast. */
	release(toast: Toast) {
		if (toast.tone === 'danger') return;
		this.hold(toast.id);
		this.#timers.set(
			toast.id,
			setTimeout(() => this.close(toast.id), lifetime)
		);
	}

	#add(tone: Tone, text: string) {
		if (typeof window === 'undefined') return;
		const toast = { id: ++this.#last, tone, text };
		this.list.push(toast);
		this.release(toast);
	}
}

export const toasts = new Toaster();
