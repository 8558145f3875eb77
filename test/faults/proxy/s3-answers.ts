import {type Answer, type ProxyRequest} from './faults.js';

/** A request for a listing of keys. */
export const isListing = ({method, url}: ProxyRequest): boolean => method === 'GET' && url.includes('list-type=2');

/** A request for the content of an object, whole or in part. */
export const isRead = (request: ProxyRequest): boolean => request.method === 'GET' && !isListing(request);

/** S3's refusal of a request. Its message is text of the server: users should not see it. */
export const createS3Error = (status: number, code: string, headers: Answer['headers'] = {}): Answer => ({
	status,
	headers: {'content-type': 'application/xml', 'x-amz-request-id': '0A1B2C3D', ...headers},
	body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>words of the server</Message><RequestId>0A1B2C3D</RequestId></Error>`,
});

/** What a hotel's network answers to everything until one has logged in. */
export const portalPage: Answer = {
	status: 200,
	headers: {'content-type': 'text/html; charset=utf-8', etag: '"5f2c-61a"', server: 'nginx'},
	body: '<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><p>Please log in<br>to go on.</p></body></html>\n',
};
