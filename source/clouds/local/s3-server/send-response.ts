import {type ServerResponse} from 'node:http';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {S3Error} from './s3-error.js';
import {respondXml, type S3Response} from './s3-response.js';
import {renderXml} from './xml/render-xml.js';

/** Turns whatever was thrown into S3's error document. */
export const renderFailure = (error: unknown, resource: string, requestId: string): S3Response => {
	const refusal = error instanceof S3Error
		? error
		: new S3Error(500, 'InternalError', `We encountered an internal error (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Please try again.`);
	const xml = renderXml('Error', [
		['Code', refusal.code], ['Message', refusal.message], ['Resource', resource], ['RequestId', requestId],
	], {hasNamespace: false});
	const response = refusal.status === 304 ? {status: 304} : respondXml(xml, refusal.status);
	return {...response, headers: {...response.headers, ...refusal.headers}};
};

/** Writes an answer; a client that has gone away is nobody's failure. */
export const sendResponse = async (message: ServerResponse, {status, headers = {}, body}: S3Response): Promise<void> => {
	message.statusCode = status;
	for (const [name, value] of Object.entries(headers)) {
		message.setHeader(name, value);
	}

	if (body instanceof Readable) {
		try {
			await pipeline(body, message);
		} catch {
			message.destroy();
		}

		return;
	}

	message.end(body);
};
