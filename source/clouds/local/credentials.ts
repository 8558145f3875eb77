import {randomBytes} from 'node:crypto';
import {type LocalCredentials} from './job-environment.js';

/** Makes credentials that are good for one local cloud. */
export const createCredentials = (secrets: LocalCredentials['secrets'] = {}): LocalCredentials => ({
	token: `local_${randomBytes(20).toString('hex')}`,
	accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`,
	secretAccessKey: randomBytes(20).toString('hex'),
	secrets,
});
