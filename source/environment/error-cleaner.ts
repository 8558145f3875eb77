import {createMasker} from '../core/text/mask-secrets.js';
import {sanitizeLine} from '../core/text/sanitize.js';

type Environment = Readonly<Record<string, string | undefined>>;

// Names under which people keep what nobody else may see.
const secretName = /token|secret|password|passwd|credential|private|key|_pat$|^pat$/iu;
/** Shorter values stand in too many other texts (characters). */
const shortestSecret = 8;

const listSecrets = (env: Environment): readonly string[] => Object.entries(env)
	.flatMap(([name, value]) => value !== undefined && value.length >= shortestSecret && secretName.test(name) ? [value] : []);

/** Makes what is printed of an error safe: no terminal sequences, and no value of a variable whose name sounds like a secret. */
export const createErrorCleaner = (loadEnv: () => Environment) => (text: string): string => {
	let env: Environment = {};
	try {
		env = loadEnv();
	} catch {
		// The error to be printed may be that of the environment; secrets that look like secrets are masked anyway.
	}

	const mask = createMasker(listSecrets(env));
	return text.split('\n').map(line => mask(sanitizeLine(line))).join('\n');
};
