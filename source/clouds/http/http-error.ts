import {describeConnection, describeProxyRefusal, type ConnectionFailure} from '../../ports/errors/describe-connection.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

/** A request that got no answer. */
export class HttpError extends FaasrTuiError {
	override readonly name = 'HttpError';
	/** False when nothing was sent, so that the server cannot have done anything; true when the answer was lost, and with it what became of the request. */
	readonly isSent: boolean;

	constructor(message: string, {hint, isSent, cause}: {readonly hint: string; readonly isSent: boolean; readonly cause?: unknown}) {
		super(message, {code: 'unreachable', hint, cause});
		this.isSent = isSent;
	}
}

/** Which request failed, in words, and how its server's address is written in the document. */
export type FailedRequest = {
	/** Completes "Cannot reach x.example to …". */
	readonly purpose: string;
	readonly origin: string;
	/** `ComputeServers.Cluster.Endpoint` */
	readonly setting: string;
	readonly isSent: boolean;
};

/** What wraps an error can carry the request, and with it secrets. */
const getInnermost = (error: unknown): unknown => {
	let innermost = error;
	for (let depth = 0; depth < 5 && innermost instanceof Error && innermost.cause instanceof Error; depth++) {
		innermost = innermost.cause;
	}

	return innermost;
};

const explain = (error: unknown, {origin: address, setting}: FailedRequest): ConnectionFailure => {
	if (!(error instanceof Error)) {
		return {reason: 'no connection'};
	}

	if (error.name === 'TimeoutError' || error.name === 'AnswerTooLargeError') {
		return {reason: error.message};
	}

	const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
	return describeProxyRefusal(error.message)
		?? (code === undefined ? undefined : describeConnection(code, {address, setting}))
		?? {reason: code ?? 'no connection'};
};

/** Says why a request got no answer, without anything of what was sent. */
export const createHttpError = (thrown: unknown, request: FailedRequest): HttpError => {
	const {purpose, origin, setting, isSent} = request;
	const cause = getInnermost(thrown);
	const {reason, hint = `Check the network connection and ${setting}, then try again.`} = explain(cause, request);
	const {host} = new URL(origin);
	return isSent
		? new HttpError(`${host} gave no answer to the request to ${purpose} (${reason}).`, {hint, isSent, cause})
		: new HttpError(`Cannot reach ${host} to ${purpose} (${reason}).`, {hint, isSent, cause});
};
