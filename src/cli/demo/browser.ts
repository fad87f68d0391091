import type { ErrorCode } from '#lib/domain/errors.ts';

/** How long an answer may take, in ms. */
const answerLimit = 20_000;

/** A refusal, by its status and, where the answer tells it, its code. */
export class Refused extends Error {
	override readonly name = 'Refused';
	readonly status: number;
	readonly code: ErrorCode | null;

	constructor(path: string, status: number, code: ErrorCode | null) {
		super(`${path}: ${code ?? status}`);
		this.status = status;
		this.code = code;
	}
}

/** A browser with one person before it: keeps cookies, sends forms and JSON. */
export class Browser {
	readonly #origin: string;
	readonly #cookies = new Map<string, string>();
	readonly #cancel: AbortSignal;

	/** `cancel` aborts what is under way. */
	constructor(origin: string, cancel: AbortSignal) {
		this.#origin = origin;
		this.#cancel = cancel;
	}

	/** Sends a form without JavaScript; gives where it leads. Throws Refused when it leads nowhere. */
	async sendForm(path: string, fields: Record<string, string>): Promise<string> {
		const response = await this.#send(path, {
			method: 'POST',
			// What a page wants; a script is answered otherwise.
			headers: { accept: 'text/html' },
			body: new URLSearchParams(fields)
		});
		await response.arrayBuffer();
		const location = response.headers.get('location');
		if (response.status !== 303 || location === null) {
			throw new Refused(path, response.status, null);
		}
		return location;
	}

	/** Reads JSON that the product itself makes. Throws Refused. */
	async getJson<Value>(path: string): Promise<Value> {
		return this.#json<Value>(path, {});
	}

	/** Sends JSON and reads the answer. Throws Refused. */
	async postJson<Value>(path: string, value: unknown): Promise<Value> {
		return this.#json<Value>(path, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(value)
		});
	}

	async #json<Value>(path: string, init: RequestInit): Promise<Value> {
		const response = await this.#send(path, init);
		const value: unknown = await response.json();
		if (!response.ok) throw new Refused(path, response.status, (value as { code: ErrorCode }).code);
		return value as Value;
	}

	async #send(path: string, init: RequestInit): Promise<Response> {
		const headers = new Headers(init.headers);
		headers.set('origin', process.env['ORIGIN'] || this.#origin);
		headers.set('cookie', [...this.#cookies].map((pair) => pair.join('=')).join('; '));
		const response = await fetch(new URL(path, this.#origin), {
			...init,
			headers,
			redirect: 'manual',
			signal: AbortSignal.any([this.#cancel, AbortSignal.timeout(answerLimit)])
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
			this.#cookies.set(name, value);
		}
		return response;
	}
}
