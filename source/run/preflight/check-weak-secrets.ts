import {describeWeakSecrets} from '../../clouds/credentials/describe-weak-secrets.js';
import {type Check, warn} from './check.js';

/** A warning of the secrets whose values cannot be masked; nothing when every value can. */
export const checkWeakSecrets = (...question: Parameters<typeof describeWeakSecrets>): readonly Check[] => {
	const sentence = describeWeakSecrets(...question);
	return sentence === undefined ? [] : [warn('weak-secrets', sentence, 'Choose longer values, as generators of passwords do.')];
};
