import {randomBytes} from 'node:crypto';
import {type IncomingMessage, type ServerResponse} from 'node:http';
import {authenticate} from './authenticate/authenticate.js';
import {type Credentials} from './authenticate/sign.js';
import {decodeBody, type RequestBody} from './body/decode-body.js';
import {type Service} from './operations/operation.js';
import {routeOperation} from './operations/route-operation.js';
import {parseRequest} from './request/parse-request.js';
import {type S3Response} from './s3-response.js';
import {renderFailure, sendResponse} from './send-response.js';

/** The way of every request: parse, authenticate, route, operate. */
const answer = async (message: IncomingMessage, service: Service, credentials: Credentials): Promise<S3Response> => {
	const request = parseRequest(message);
	const proof = authenticate(request, credentials, service.clock.now());
	const operation = routeOperation(request);
	let body: RequestBody | undefined;
	return operation({
		...service,
		request,
		bucket: request.bucket ?? '',
		key: request.key ?? '',
		body() {
			body ??= decodeBody(request, proof);
			return body;
		},
	});
};

/** Answers the requests of an HTTP server as S3 does. */
export const createRequestHandler = (service: Service, credentials: Credentials) =>
	async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
		const requestId = randomBytes(8).toString('hex').toUpperCase();
		response.setHeader('x-amz-request-id', requestId);
		response.setHeader('Server', 'faasr-tui');
		response.setHeader('Date', new Date(service.clock.now()).toUTCString());
		let result: S3Response;
		try {
			result = await answer(message, service, credentials);
		} catch (error) {
			result = renderFailure(error, message.url ?? '/', requestId);
		}

		await sendResponse(response, result);
	};
