import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type HttpAnswer} from '../http/create-http-client.js';
import {faults, findFault, readAnswer, type SlurmFault} from './slurm-answer.js';
import {type SlurmServer} from './slurm-server.js';
import {type TokenClaims} from './token-claims.js';

/** Who asked what, and with which token. */
export type SlurmQuestion = {
	readonly slurm: SlurmServer;
	/** Completes "The SLURM server Cluster refused to …". */
	readonly purpose: string;
	readonly claims: TokenClaims | undefined;
	/** By our clock (ms). */
	readonly now: number;
};

/** slurmrestd or slurmctld refused or failed; what it was asked for may have been done all the same where `isOpen`. */
export class SlurmError extends FaasrTuiError {
	override readonly name = 'SlurmError';
	/** Slurm's number, when it gave one. */
	readonly number: number | undefined;
	readonly isOpen: boolean;

	constructor(message: string, details: ConstructorParameters<typeof FaasrTuiError>[1] & {readonly number?: number | undefined; readonly isOpen?: boolean}) {
		super(message, details);
		this.number = details.number;
		this.isOpen = details.isOpen ?? false;
	}
}

const renderTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** How a user gets a token. */
export const getTokenHint = ({name, userName}: SlurmServer): string => `Get one with "scontrol token username=${userName} lifespan=86400" on the cluster, and set ${name}_Token.`;

/** Why a token may not be taken, by what it says of itself and by our clock; nothing for one that looks right. */
export const describeToken = ({slurm: {userName}, claims, now}: Pick<SlurmQuestion, 'slurm' | 'claims' | 'now'>): string | undefined => {
	if (claims === undefined) {
		return 'the token is no JSON Web Token';
	}

	if (claims.expiresAt !== undefined && claims.expiresAt <= now) {
		return `the token expired at ${renderTime(claims.expiresAt)}`;
	}

	return claims.user !== undefined && claims.user !== userName
		? `the token is for the user ${claims.user}, and UserName is ${userName}`
		: undefined;
};

const mayBeToken: ReadonlySet<number | undefined> = new Set([faults.unspecified, faults.authentication, faults.zeroBytes]);

/** slurmrestd and slurmctld lost each other (slurm_errno.h 1000-1099, 5000-5099): what became of the request is open. */
const isCommunication = (number: number | undefined): boolean => number === faults.unspecified || (number !== undefined && ((number >= 1000 && number < 1100) || (number >= 5000 && number < 5100)));

const hints: ReadonlyMap<number | undefined, (slurm: SlurmServer) => string> = new Map([
	[faults.invalidPartition, ({name}: SlurmServer) => `Check Partition of the action and of ComputeServers.${name}; "sinfo" on the cluster lists them.`],
	[faults.unavailableResources, ({name}: SlurmServer) => `Ask for less in Resources of the action, or in ComputeServers.${name}: Nodes, Tasks, CPUsPerTask, Memory (MB per CPU).`],
	[faults.accessDenied, ({userName}: SlurmServer) => `Use a token of the job's owner; this one is ${userName}'s.`],
]);

const createTokenError = (question: SlurmQuestion, said: string, number?: number): SlurmError => {
	const {slurm, purpose} = question;
	const reason = describeToken(question) ?? 'the token is wrong';
	return new SlurmError(`The SLURM server ${slurm.name} refused to ${purpose}: ${reason} (${said}).`, {code: 'credentials', hint: getTokenHint(slurm), number});
};

const createFaultError = (question: SlurmQuestion, {number, words}: SlurmFault, status: number): SlurmError => {
	const {slurm, purpose} = question;
	const said = `${status}, ${words === '' ? 'no further detail' : words}${number === undefined || number < 0 ? '' : ` (${number})`}`;
	if (mayBeToken.has(number) && (number === faults.authentication || describeToken(question) !== undefined)) {
		return createTokenError(question, said, number);
	}

	return isCommunication(number)
		? new SlurmError(`The SLURM server ${slurm.name} failed to ${purpose} (${said}).`, {
			code: 'unreachable', number, isOpen: true, hint: `slurmctld did not answer slurmrestd: it is down, or does not take the token ${slurm.name}_Token. Try again later, or with a new token.`,
		})
		: new SlurmError(`The SLURM server ${slurm.name} refused to ${purpose} (${said}).`, {
			code: 'unreachable', number, hint: hints.get(number)?.(slurm) ?? 'Ask who runs the cluster what its words mean.',
		});
};

const getRetryAfterMs = ({headers}: HttpAnswer): number | undefined => {
	const text = headers['retry-after'] ?? '';
	return /^\d{1,5}$/.test(text) ? Math.min(Number(text) * 1000, 3_600_000) : undefined;
};

const createBusyError = ({slurm, purpose}: SlurmQuestion, answer: HttpAnswer): SlurmError => {
	const waitMs = getRetryAfterMs(answer);
	return new SlurmError(`The SLURM server ${slurm.name} refused to ${purpose}: it is asked too often (429).`, {
		code: 'unreachable', hint: 'Wait a minute; others use it, too.', rateLimit: waitMs === undefined ? {} : {waitMs},
	});
};

/** An answer of something else, or of a slurmrestd in trouble: a page, a proxy's word, half an answer. */
const createForeignError = ({slurm, purpose}: SlurmQuestion, {status, headers}: HttpAnswer): SlurmError => {
	const type = (headers['content-type'] ?? 'nothing').split(';', 1)[0]!.slice(0, 60);
	return new SlurmError(`The answer to the request to ${purpose} is not slurmrestd's (${status}, ${type}).`, {
		code: 'unreachable', isOpen: status < 300 || status >= 500, hint: `Check ${slurm.http.setting} and the network (a login page, a proxy?).`,
	});
};

/** Says what an answer that is no success means; `undefined` for a success. */
export const findSlurmError = (question: SlurmQuestion, answer: HttpAnswer): SlurmError | undefined => {
	const {slurm, purpose} = question;
	const {status} = answer;
	const data = readAnswer(answer);
	const fault = findFault(data);
	// A success may have errors that only warn, as of a job that waits for what the partition does not have now (2015).
	if (status >= 200 && status < 300 && data !== undefined) {
		return undefined;
	}

	if (status === 401 || status === 403) {
		return createTokenError(question, `${status}`, fault?.number);
	}

	if (status === 429) {
		return createBusyError(question, answer);
	}

	if (status === 404 && fault === undefined) {
		return new SlurmError(`The SLURM server ${slurm.name} does not know the request to ${purpose}: it has no API version ${slurm.version} (404).`, {
			code: 'unreachable', hint: `Set ComputeServers.${slurm.name}.APIVersion to a version that the server has; faasr-tui doctor lists them.`,
		});
	}

	if (fault !== undefined) {
		return createFaultError(question, fault, status);
	}

	return createForeignError(question, answer);
};
