import { z } from 'zod';

const portRange = 'expected a whole number from 0 to 65535';
const port = z.coerce.number(portRange).int(portRange).min(0, portRange).max(65535, portRange);
const flag = z
	.enum(['0', '1', 'true', 'false', ''])
	.transform((value) => value === '1' || value === 'true');

/** Everything the environment may set, checked once at start. README.md explains each. */
const environmentSchema = z.object({
	HOST: z.string().min(1).default('127.0.0.1'),
	PORT: port.default(3000),
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, 'expected postgres://user:password@host:5432/database')
		.optional(),
	DATA_DIR: z.string().min(1).default('.data'),
	DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
	/** Set behind a proxy that sets X-Forwarded-Proto and X-Forwarded-For itself. */
	TRUST_PROXY: flag.default(false),
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info')
});

export interface Config {
	readonly host: string;
	readonly port: number;
	/** Undefined: the embedded PostgreSQL under `dataDir`. */
	readonly databaseUrl: string | undefined;
	readonly dataDir: string;
	readonly databasePool: number;
	readonly trustProxy: boolean;
	readonly logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
}

/** A setting of the environment that cannot be used; the message names it and says what is expected. */
export class ConfigError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'ConfigError';
	}
}

/**
 * Reads the configuration from the environment, where empty counts as unset. Throws ConfigError naming
 * every bad variable.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
	const set = Object.entries(environment).filter(([, value]) => value !== '');
	const parsed = environmentSchema.safeParse(Object.fromEntries(set));
	if (!parsed.success) {
		const problems = parsed.error.issues.map(
			(issue) => `${issue.path.join('.')}: ${issue.message}`
		);
		throw new ConfigError(`Check these environment variables: ${problems.join('; ')}.`);
	}
	const values = parsed.data;
	return {
		host: values.HOST,
		port: values.PORT,
		databaseUrl: values.DATABASE_URL,
		dataDir: values.DATA_DIR,
		databasePool: values.DATABASE_POOL,
		trustProxy: values.TRUST_PROXY,
		logLevel: values.LOG_LEVEL
	};
}
