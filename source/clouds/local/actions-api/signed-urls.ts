import {Buffer} from 'node:buffer';
import {createHmac, randomBytes, timingSafeEqual} from 'node:crypto';
import {type Clock} from '../../../ports/clock.js';

/** GitHub's links to logs and archives are good for one minute. */
const lifetimeMs = 60_000;

/** Links that need no Authorization, for a short time. */
export type SignedUrls = {
	/** Adds an expiry and a signature to a path. */
	readonly sign: (path: string) => string;
	/** Whether the link is ours and still good. */
	readonly verify: (url: URL) => boolean;
};

/** Creates the signer of one server; no other server's links are good here. */
export const createSignedUrls = (clock: Clock): SignedUrls => {
	const key = randomBytes(32);
	const getSignature = (path: string, expiresAt: string): Uint8Array =>
		createHmac('sha256', key).update(`${path}\n${expiresAt}`).digest();

	return {
		sign(path) {
			const expiresAt = String(clock.now() + lifetimeMs);
			return `${path}?se=${expiresAt}&sig=${Buffer.from(getSignature(path, expiresAt)).toString('hex')}`;
		},
		verify(url) {
			const expiresAt = url.searchParams.get('se') ?? '';
			const given = Buffer.from(url.searchParams.get('sig') ?? '', 'hex');
			const expected = getSignature(url.pathname, expiresAt);
			return given.length === expected.length && timingSafeEqual(given, expected) && clock.now() <= Number(expiresAt);
		},
	};
};
