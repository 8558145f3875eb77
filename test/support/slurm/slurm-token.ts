import {Buffer} from 'node:buffer';
import {createHmac} from 'node:crypto';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as `scontrol token` makes them: HS256 with the claims exp, iat and sun; without exp where that is NaN. */
export const createSlurmToken = ({user = 'ada', expiresAt, key = 'key'}: {readonly user?: string; readonly expiresAt: number; readonly key?: string}): string => {
	const text = `${encode({alg: 'HS256', typ: 'JWT'})}.${encode({exp: Number.isNaN(expiresAt) ? undefined : Math.floor(expiresAt / 1000), iat: 1_780_000_000, sun: user})}`;
	return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
};
