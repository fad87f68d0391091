import { isAppError } from '#lib/domain/errors.ts';
import { ConfigError } from '#lib/server/config.ts';
import { EmbeddedPostgresError } from '#lib/server/db/embedded/index.ts';
import { refusalText } from './sentences.ts';

/** Something the operator can put right; the message is one sentence that says how. */
export class OperatorError extends Error {
	override readonly name = 'OperatorError';
}

/** The fields that errors of Node, of the driver and of PostgreSQL carry. */
interface ErrorFields {
	readonly code?: unknown;
	readonly syscall?: string;
	readonly address?: string;
	readonly port?: number;
	readonly path?: string;
}

/** One sentence for what an operator can put right; the whole error for a defect. */
export function explain(error: unknown): unknown {
	if (
		error instanceof OperatorError ||
		error instanceof EmbeddedPostgresError ||
		error instanceof ConfigError
	) {
		return error.message;
	}
	if (isAppError(error)) return refusalText(error);
	if (!(error instanceof Error)) return error;
	const fields = error as Error & ErrorFields;
	return (
		(fields.syscall === 'listen' ? explainListening(fields) : explainDatabase(error, fields)) ??
		error
	);
}

/** Why the port cannot be had. */
function explainListening({ code, port = 0, address }: ErrorFields): string | undefined {
	const another = port < 65_535 ? port + 1 : 3000;
	switch (code) {
		case 'EADDRINUSE':
			return `Port ${port} is in use: stop the other program or start with another one, e.g. PORT=${another} npm start.`;
		case 'EACCES':
			return `This user may not open port ${port}: start with one above 1023, e.g. PORT=3000 npm start.`;
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return `This machine has no address ${address ?? ''}: set HOST to one of its own, or to 0.0.0.0 for all.`;
		default:
			return undefined;
	}
}

const unreachable = new Set([
	...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
	...['ETIMEDOUT', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED']
]);

/** Why the database of DATABASE_URL cannot be used: of the driver's and the server's codes. */
function explainDatabase(error: Error, { code }: ErrorFields): string | undefined {
	if (typeof code !== 'string') return undefined;
	if (unreachable.has(code)) {
		return `The database of DATABASE_URL does not answer (${error.message || code}): check the address and that it runs.`;
	}
	if (error.name !== 'PostgresError') return undefined;
	switch (code) {
		case '28P01':
		case '28000':
			return `The database of DATABASE_URL refuses the user or the password (${error.message}): check both.`;
		case '3D000':
			return `The database of DATABASE_URL is missing (${error.message}): create it first.`;
		case '42501':
			return `The user of DATABASE_URL lacks a right (${error.message}): make it the owner of the database.`;
		case '53300':
			return `The database of DATABASE_URL has no connection left (${error.message}): raise its max_connections or lower DATABASE_POOL.`;
		case '57P03':
			return `The database of DATABASE_URL is not ready (${error.message}): try again in a moment.`;
		default:
			return undefined;
	}
}
