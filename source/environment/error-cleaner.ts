import {createMasker} from '../core/secrets/mask-secrets.js';
import {sanitizeLine} from '../core/text/sanitize.js';
import {listEnvironmentSecrets} from '../clouds/credentials/known-secrets.js';
import {type Settings} from '../clouds/credentials/settings.js';

/** Every secret that this process knows of. */
export type KnownSecrets = {
	/** Learns values that are not in the environment: what a cloud was opened with; and names of the document, which stay readable. */
	readonly remember: (secrets: readonly string[], names?: readonly string[]) => void;
	/** Puts `***` in their place, and in that of the environment's and `.env`'s. */
	readonly mask: (text: string) => string;
};

/** Creates what knows the values of all variables whose names sound like secrets. The environment is read when something is masked. */
export const createKnownSecrets = (loadSettings: () => Settings): KnownSecrets => {
	const remembered = new Set<string>();
	const shown = new Set<string>();
	let mask: ((text: string) => string) | undefined;
	const listFromEnvironment = (): readonly string[] => {
		try {
			const {env, envFile = {}} = loadSettings();
			return [...listEnvironmentSecrets(env), ...listEnvironmentSecrets(envFile)];
		} catch {
			// The error to be printed may be that of the environment; secrets that look like secrets are masked anyway.
			return [];
		}
	};

	return {
		remember(secrets, names = []) {
			for (const secret of secrets) {
				remembered.add(secret);
			}

			for (const name of names) {
				shown.add(name);
			}

			mask = undefined;
		},
		mask(text) {
			mask ??= createMasker([...remembered, ...listFromEnvironment()], {names: [...shown]});
			return mask(text);
		},
	};
};

/** Makes what is printed of an error safe: no terminal sequences, and none of the secrets. */
export const createErrorCleaner = ({mask}: Pick<KnownSecrets, 'mask'>) => (text: string): string =>
	text.split('\n').map(line => mask(sanitizeLine(line))).join('\n');
