import {Buffer} from 'node:buffer';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {type AddressInfo} from 'node:net';
import {randomBytes} from 'node:crypto';
import {callProcedure, isProcedure, ProcedureExit, type ProcedureContext} from './rpc-procedures.js';
import {coerceResult, type FunctionResult} from './python-text.js';

/** What `/faasr-get-return` answers: all that is known of the function's end. */
export type FunctionOutcome = {
	readonly result: FunctionResult;
	readonly hasError: boolean;
	readonly message?: string;
	readonly traceback?: string;
};

/** The RPC server of one action. */
export type RpcServer = {
	readonly port: number;
	/** Callers name it in the header `x-faasr-token`; without it they are refused. */
	readonly token: string;
	/** Starts to answer; before that only the port is taken. */
	readonly serve: (context: ProcedureContext) => {
		/** Reads the outcome as FaaSr's executor does, flushing the server's log. */
		readonly readOutcome: () => Promise<FunctionOutcome>;
	};
	readonly close: () => Promise<void>;
};

const source = 'faasr_server.py';
const maxBodyBytes = 256_000_000;

type Reply = {readonly status: number; readonly body: unknown};
const success = (data: unknown = null): Reply => ({status: 200, body: {Success: true, Data: data, Message: null}});
const unprocessable: Reply = {status: 422, body: {detail: [{type: 'value_error', loc: ['body'], msg: 'Input is not valid'}]}};

const readJson = async (request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> => {
	const chunks: Uint8Array[] = [];
	let sizeBytes = 0;
	for await (const chunk of request as AsyncIterable<Uint8Array>) {
		sizeBytes += chunk.length;
		if (sizeBytes > maxBodyBytes) {
			return undefined;
		}

		chunks.push(chunk);
	}

	try {
		const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
		return typeof body === 'object' && body !== null && !Array.isArray(body) ? body as Readonly<Record<string, unknown>> : undefined;
	} catch {
		return undefined;
	}
};

const isTextOrNull = (value: unknown): value is string | undefined => value === null || value === undefined || typeof value === 'string';

const createHandlers = (context: ProcedureContext) => {
	const {log} = context;
	let outcome: FunctionOutcome = {result: 'None', hasError: false};

	const act = async (body: Readonly<Record<string, unknown>>): Promise<Reply> => {
		const {ProcedureID: name, Arguments: args = null} = body;
		if (typeof name !== 'string' || typeof args !== 'object' || Array.isArray(args)) {
			return unprocessable;
		}

		log.info(source, `Processing request: ${name}`);
		try {
			if (!isProcedure(name)) {
				outcome = {...outcome, hasError: true};
				await log.error(source, `${name} is not a valid FaaSr function call`);
				throw new ProcedureExit(name);
			}

			const data = await callProcedure(context, name, (args ?? {}) as Readonly<Record<string, unknown>>);
			await log.flush();
			return success(data);
		} catch (error) {
			if (!(error instanceof ProcedureExit)) {
				outcome = {...outcome, hasError: true};
				await log.error(source, `ERROR - failed to invoke ${name} - ${error instanceof Error ? error.message : String(error)}`);
			}

			await log.flush();
			throw error;
		}
	};

	return {
		async readOutcome(): Promise<FunctionOutcome> {
			await log.flush();
			return outcome;
		},
		async 'POST /faasr-action'(body: Readonly<Record<string, unknown>>) {
			return act(body);
		},
		async 'POST /faasr-return'({FunctionResult}: Readonly<Record<string, unknown>>) {
			const result = coerceResult(FunctionResult);
			if (result === undefined) {
				return unprocessable;
			}

			outcome = {...outcome, result};
			await log.flush();
			return success();
		},
		async 'POST /faasr-exit'({Error: isError, Message: message, Traceback: traceback}: Readonly<Record<string, unknown>>) {
			const hasError = coerceResult(isError);
			if (hasError === undefined || !isTextOrNull(message) || !isTextOrNull(traceback)) {
				return unprocessable;
			}

			if (hasError === 'True') {
				outcome = {
					result: outcome.result, hasError: true, ...(message ? {message} : {}), ...(traceback ? {traceback} : {}),
				};
			}

			await log.flush();
			return success();
		},
	};
};

type Handlers = ReturnType<typeof createHandlers>;

const answer = async (handlers: Handlers, request: IncomingMessage): Promise<Reply> => {
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	const route = `${request.method} ${url.pathname}`;
	if (route === 'GET /faasr-echo') {
		const message = url.searchParams.get('message');
		return message === null ? unprocessable : {status: 200, body: {message}};
	}

	if (route === 'GET /faasr-get-return') {
		const {result, hasError, message = null, traceback = null} = await handlers.readOutcome();
		return {
			status: 200, body: {
				FunctionResult: result === 'None' ? null : result === 'True', Error: hasError, Message: message, Traceback: traceback,
			},
		};
	}

	if (route !== 'POST /faasr-action' && route !== 'POST /faasr-return' && route !== 'POST /faasr-exit') {
		return {status: 404, body: {detail: 'Not Found'}};
	}

	const body = await readJson(request);
	return body === undefined ? unprocessable : handlers[route](body);
};

const respond = (response: ServerResponse, status: number, type: string, text: string): void => {
	const bytes = Buffer.from(text);
	response.writeHead(status, {'content-type': type, 'content-length': bytes.length, connection: 'close'}).end(bytes);
};

/** Starts the server through which a user's function reaches S3, the log and its result (FaaSr_py's server/faasr_server.py). */
export const startRpcServer = async (): Promise<RpcServer> => {
	const token = randomBytes(24).toString('base64url');
	let handlers: Handlers | undefined;
	const server = createServer((request, response) => {
		void (async () => {
			if (handlers === undefined || request.headers['x-faasr-token'] !== token) {
				respond(response, 401, 'application/json', '{"detail":"Unauthorized"}');
				return;
			}

			try {
				const {status, body} = await answer(handlers, request);
				respond(response, status, 'application/json', JSON.stringify(body));
			} catch {
				// As uvicorn does: no JSON, which is what the clients stumble over.
				respond(response, 500, 'text/plain; charset=utf-8', 'Internal Server Error');
			}
		})();
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(0, '127.0.0.1', resolve);
	});
	return {
		port: (server.address() as AddressInfo).port,
		token,
		serve(context) {
			handlers = createHandlers(context);
			return handlers;
		},
		async close() {
			const closed = new Promise<void>(resolve => {
				server.close(() => {
					resolve();
				});
			});
			server.closeAllConnections();
			await closed;
		},
	};
};
