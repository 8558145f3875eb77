import {Buffer} from 'node:buffer';
import {type IncomingHttpHeaders, type ServerResponse} from 'node:http';

/** A request as it arrived at the proxy. */
export type ProxyRequest = {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: Uint8Array;
};

/** An answer, of the server or invented. */
export type Answer = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string | string[]>>;
	readonly body?: Uint8Array | string;
};

/** What a fault has at hand. */
export type Exchange = {
	readonly request: ProxyRequest;
	readonly response: ServerResponse;
	/** Passes the request on and gives the server's answer. */
	readonly forward: () => Promise<Answer>;
};

/** What happens to a request instead of being passed on. */
export type Fault = (exchange: Exchange) => Promise<void> | void;

/** Writes an answer whole, with the length its body has; a HEAD's keeps the one it announces. */
export const sendAnswer = (response: ServerResponse, {status, headers = {}, body = ''}: Answer, method: string): void => {
	const hasBody = method !== 'HEAD' && status !== 204 && status !== 304;
	response.writeHead(status, {...headers, ...(hasBody && {'content-length': Buffer.byteLength(body)})});
	response.end(hasBody ? body : '');
};

/** Passes the request on, and the answer back. */
export const passOn: Fault = async ({request, response, forward}) => {
	sendAnswer(response, await forward(), request.method);
};

/** Answers in the server's place, which does not hear of the request. */
export const answerWith = (answer: Answer | ((request: ProxyRequest) => Answer)): Fault => ({request, response}) => {
	sendAnswer(response, typeof answer === 'function' ? answer(request) : answer, request.method);
};

/** Lets the server answer, and the client get something else: another status, header or body. `text` is the body as text. */
export const changeAnswer = (change: (answer: Answer & {readonly text: string}, request: ProxyRequest) => Answer | Promise<Answer>): Fault =>
	async ({request, response, forward}) => {
		const answer = await forward();
		sendAnswer(response, await change({...answer, text: Buffer.from(answer.body ?? '').toString()}, request), request.method);
	};

/** Breaks the connection with a TCP reset before any answer; the server does not hear of the request. */
export const resetConnection = (): Fault => ({response}) => {
	response.socket?.resetAndDestroy();
};

/** Lets the server carry the request out and loses its answer: the connection is reset. */
export const loseAnswer = (): Fault => async ({response, forward}) => {
	await forward();
	response.socket?.resetAndDestroy();
};

/** The two ways in which a dispatch that GitHub has carried out is not known to be: an answer that is lost, or another one. */
export const lostAnswers: ReadonlyArray<readonly [how: string, fault: Fault]> = [
	['502', changeAnswer(() => ({status: 502, headers: {'content-type': 'application/json'}, body: '{"message": "Server Error"}'}))],
	['reset', loseAnswer()],
];

/** Takes the request and never answers; the connection stays open until the client gives up. */
export const staySilent = (): Fault => () => undefined;

/** Sends the status, the headers and the first `bytes` of the server's answer, then breaks the connection: with a reset, or with an orderly end that is too early. */
export const cutBody = (bytes: number, how: 'reset' | 'end'): Fault => async ({response, forward}) => {
	const {status, headers, body = ''} = await forward();
	const whole = Buffer.from(body);
	response.writeHead(status, {...headers, 'content-length': whole.length});
	response.write(whole.subarray(0, bytes), () => {
		if (how === 'reset') {
			response.socket?.resetAndDestroy();
		} else {
			response.socket?.end();
		}
	});
};

/** Sends the status, the headers and the first `bytes` of the server's answer, then nothing more; the connection stays open. */
export const stallBody = (bytes: number): Fault => async ({response, forward}) => {
	const {status, headers, body = ''} = await forward();
	const whole = Buffer.from(body);
	response.writeHead(status, {...headers, 'content-length': whole.length});
	response.flushHeaders();
	response.write(whole.subarray(0, bytes));
};
