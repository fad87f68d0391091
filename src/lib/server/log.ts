import pino from 'pino';

/** The node's log: one JSON object per line on standard error, without personal data. */
export const log = pino(
	{
		level: process.env['LOG_LEVEL'] ?? 'info',
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime
	},
	pino.destination({ fd: 2, sync: true })
);
