import { createHash, hash, randomBytes, randomInt } from 'node:crypto';

/** 32 letters and digits that cannot be mistaken for one another on paper. */
const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const codeLength = 12;

/** A secret of 256 bits, for cookies and links. */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** SHA-256 of a token. Tokens have 256 random bits, so no salt or slow hash is needed. */
export function tokenHash(token: string): Buffer {
	return hash('sha256', token, 'buffer');
}

/** An activation code of 60 random bits in groups of four: "K7QM-2XRD-HJ4P". */
export function newActivationCode(): string {
	const letters = Array.from(
		{ length: codeLength },
		() => codeAlphabet[randomInt(codeAlphabet.length)]
	);
	return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)]
		.map((group) => group.join(''))
		.join('-');
}

/** SHA-256 of an activation code bound to its person; spaces, dashes and case do not matter. */
export function activationCodeHash(personId: number, code: string): Buffer {
	const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
	return createHash('sha256').update(`${personId}:${plain}`).digest();
}
