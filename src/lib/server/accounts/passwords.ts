import { hash, verify } from '@node-rs/argon2';
import { AppError } from '#lib/domain/errors.ts';

/**
 * Argon2id as OWASP recommends it: 19 MiB, two passes, one lane (Password Storage Cheat Sheet, 2024).
 * The package's default algorithm is Argon2id.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes under way at once; more would take the thread pool and the processors from everything else. */
const maxRunning = 2;
/** Hashes waiting; beyond that, signing in is refused for the moment rather than everything slowed. */
const maxWaiting = 2_000;

/** Hashes and checks passwords, never more than a bounded number at once. */
export interface PasswordHasher {
	/** Argon2id hash in PHC format. Throws RATE_LIMITED when too many are waiting. */
	hash(password: string): Promise<string>;
	/** True when the password fits; without a stored hash it takes the same time and is false. */
	verify(stored: string | undefined, password: string): Promise<boolean>;
}

/** The hasher of one node. */
export function createPasswordHasher(): PasswordHasher {
	let running = 0;
	const waiting: (() => void)[] = [];
	// Checked in place of an unknown account's hash, so that the time tells nobody who has an account.
	const decoy = hash('no account has this password', parameters);

	async function limited<T>(work: () => Promise<T>): Promise<T> {
		if (running >= maxRunning) {
			if (waiting.length >= maxWaiting) throw new AppError('RATE_LIMITED', { seconds: 30 });
			await new Promise<void>((resolve) => waiting.push(resolve));
		} else {
			running++;
		}
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running--;
		}
	}

	return {
		hash: (password) => limited(() => hash(password.normalize('NFC'), parameters)),
		verify: async (stored, password) => {
			const known = stored ?? (await decoy);
			const fits = await limited(() => verify(known, password.normalize('NFC')));
			return stored !== undefined && fits;
		}
	};
}
