import type { ErrorCode } from '#lib/domain/errors.ts';
import type { FormMessage } from '#lib/i18n/form-message.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { App as Services } from '#lib/server/app.ts';

declare global {
	namespace App {
		interface Error {
			/** Code of the refusal; the sentence is `message`. */
			code: ErrorCode;
			message: string;
			/** Names an unexpected failure in the log. */
			errorId?: string;
		}
		interface Locals {
			app: Services;
			/** Who is signed in, or null. */
			actor: Actor | null;
			/** Token of the session cookie, when there is a session. */
			sessionToken: string | null;
		}
		namespace Superforms {
			type Message = FormMessage;
		}
	}
}

export {};
