import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Credentials, type MissingVariable} from './credentials.js';

/** Each variable with what it is for and where it goes: `GITHUB_TOKEN -> api.github.com`. Never a value. */
export const listUsed = ({used}: Pick<Credentials, 'used'>): ReadonlyArray<{readonly variable: string; readonly label: string; readonly purposes: readonly string[]}> =>
	[...new Set(used.map(({variable}) => variable))].map(variable => {
		const uses = used.filter(use => use.variable === variable);
		const hosts = [...new Set(uses.flatMap(({host}) => host ?? []))];
		return {
			variable, label: hosts.length === 0 ? variable : `${variable} -> ${hosts.join(', ')}`, purposes: uses.map(({purpose}) => purpose),
		};
	});

/** Which variables were used for what and where they go, never a value; one sentence. */
export const describeUsed = (credentials: Pick<Credentials, 'used'>): string =>
	`Credentials: ${listUsed(credentials).map(({label, purposes}) => `${label} (${purposes.join(', ')})`).join(', ')}.`;

/** The refusal to start without credentials: lists every missing one with what it is for. */
export const createMissingError = (missing: readonly MissingVariable[]): FaasrTuiError =>
	new FaasrTuiError(`Credentials are missing: ${missing.map(({variable, purpose}) => `${variable} (${purpose})`).join(', ')}.`, {
		code: 'credentials',
		hint: 'Set them in the environment or in .env (see .env.template), or add --local to run on this machine.',
	});
