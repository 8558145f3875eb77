import {type Clock} from '../../ports/clock.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {createHttpClient, type HttpRequest} from '../http/create-http-client.js';
import {readAnswer, type SlurmData} from './slurm-answer.js';
import {findSlurmError, getTokenHint} from './slurm-error.js';
import {type SlurmServer} from './slurm-server.js';
import {readTokenClaims, type TokenClaims} from './token-claims.js';

export type SlurmClientOptions = {
	readonly slurm: SlurmServer;
	readonly token: string;
	readonly clock: Clock;
	/** Names the proxy. @default process.env */
	readonly env?: Readonly<Record<string, string | undefined>> | undefined;
};

/** A request to slurmrestd; `path` is below `/slurm/{version}`, unless `isRoot`. */
export type SlurmRequest = Omit<HttpRequest, 'headers'> & {readonly isRoot?: boolean};

/**
Asks slurmrestd once, whatever comes of it.

Rejects with a `SlurmError` for what it refuses, with an `HttpError` where there is no answer, and with the signal's reason.
*/
export type AskSlurm = (request: SlurmRequest, signal?: AbortSignal) => Promise<SlurmData>;

/** A slurmrestd as one user sees it. */
export type SlurmClient = {
	readonly slurm: SlurmServer;
	readonly claims: TokenClaims | undefined;
	readonly ask: AskSlurm;
};

/** Creates the client of one SLURM server. Throws a `FaasrTuiError` for a token that no header takes. */
export const createSlurmClient = ({slurm, token, clock, env}: SlurmClientOptions): SlurmClient => {
	// The HTTP library would put it into its message.
	if (!/^[!-~]+$/.test(token)) {
		throw new FaasrTuiError(`The token of the SLURM server ${slurm.name} has characters that no token has, such as a blank or a line break.`, {code: 'credentials', hint: getTokenHint(slurm)});
	}

	const claims = readTokenClaims(token);
	const send = createHttpClient({...slurm.http, clock, ...(env && {env})});
	// `Authorization: Bearer` is known to newer versions only, these two to all (helpers/slurm_helper.py sends them, too).
	const headers = {'x-slurm-user-name': slurm.userName, 'x-slurm-user-token': token};
	return {
		slurm,
		claims,
		async ask({path, isRoot = false, ...request}, signal) {
			const answer = await send({...request, path: `${slurm.basePath}${isRoot ? '' : `/slurm/${slurm.version}`}${path}`, headers}, signal);
			const error = findSlurmError({slurm, purpose: request.purpose, claims, now: clock.now()}, answer);
			if (error !== undefined) {
				throw error;
			}

			return readAnswer(answer) ?? {};
		},
	};
};
