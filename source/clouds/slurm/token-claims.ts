import {Buffer} from 'node:buffer';

/** What a token of Slurm's `auth/jwt` says of itself. Nothing in it is secret; nothing of it is proved. */
export type TokenClaims = {
	/** `exp` (ms since the epoch); absent for a token that does not expire. */
	readonly expiresAt?: number;
	/** `sun`: the user whose jobs it may handle. */
	readonly user?: string;
};

/** Reads a token's claims; `undefined` for what is no JSON Web Token, which FaaSr refuses before any request (helpers/slurm_helper.py). */
export const readTokenClaims = (token: string): TokenClaims | undefined => {
	const [, payload] = token.split('.');
	if (!token.startsWith('eyJ') || payload === undefined) {
		return undefined;
	}

	try {
		const {exp, sun} = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {readonly exp?: unknown; readonly sun?: unknown};
		return {...(typeof exp === 'number' && {expiresAt: exp * 1000}), ...(typeof sun === 'string' && {user: sun})};
	} catch {
		return undefined;
	}
};
