import {FaasrTuiError} from '../errors/faasr-tui-error.js';
import {type Credentials, type MissingVariable} from './credentials.js';

/** Which variables were used for what, never a value; one sentence. */
export const describeUsed = ({used}: Pick<Credentials, 'used'>): string => {
	const purposes = new Map<string, string[]>();
	for (const {variable, purpose} of used) {
		purposes.set(variable, [...purposes.get(variable) ?? [], purpose]);
	}

	return `Credentials: ${[...purposes].map(([variable, list]) => `${variable} (${list.join(', ')})`).join(', ')}.`;
};

/** The refusal to start without credentials: lists every missing one with what it is for. */
export const createMissingError = (missing: readonly MissingVariable[]): FaasrTuiError =>
	new FaasrTuiError(`Credentials are missing: ${missing.map(({variable, purpose}) => `${variable} (${purpose})`).join(', ')}.`, {
		code: 'credentials',
		hint: 'Set them in the environment or in .env (see .env.template), or add --local to run on this machine.',
	});
