import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {type IncomingMessage, type ServerResponse} from 'node:http';
import {pipeline} from 'node:stream/promises';
import {createNotFound} from './api-error.js';
import {type Reply, type ReplyJson} from './reply.js';

type Headers = Readonly<Record<string, string>>;

type FileReply = Extract<Reply, {readonly file: string}>;

const sendFile = async (response: ServerResponse, {file: path, trailer = '', status}: FileReply, headers: Headers): Promise<void> => {
	const found = await stat(path).catch(() => undefined); // eslint-disable-line promise/prefer-await-to-then -- a missing file is an answer, not a fault
	if (!found) {
		throw createNotFound();
	}

	response.writeHead(status, {...headers, 'content-length': String(found.size + Buffer.byteLength(trailer))});
	if (found.size > 0) {
		// The range ends where the announced length does, even if the file has grown since.
		await pipeline(createReadStream(path, {end: found.size - 1}), response, {end: false});
	}

	response.end(trailer);
};

type RenderedJson = {readonly body: Uint8Array; readonly etag: string};

const rendered = new WeakMap<ReplyJson, RenderedJson>();

/** A long list is written out and hashed once, although its tag is asked for twice. */
const renderJson = (json: ReplyJson): RenderedJson => {
	const known = rendered.get(json);
	if (known) {
		return known;
	}

	const body = Buffer.from(JSON.stringify(json));
	const result = {body, etag: `W/"${createHash('sha256').update(body).digest('hex')}"`};
	rendered.set(json, result);
	return result;
};

/** Whether the client already has what it asks for: GitHub answers 304, which costs nothing of the rate limit. */
export const isNotModified = ({method, headers}: Pick<IncomingMessage, 'method' | 'headers'>, reply: Reply): boolean => {
	if (!('json' in reply) || reply.json === undefined || reply.status !== 200 || method === 'POST') {
		return false;
	}

	const {etag} = renderJson(reply.json);
	return (headers['if-none-match'] ?? '').split(',').some(tag => tag.trim() === etag || tag.trim() === '*');
};

/** Sends a route's answer with the headers that belong to its form. */
export const sendReply = async (request: IncomingMessage, response: ServerResponse, reply: Reply, commonHeaders: Headers): Promise<void> => {
	const headers = {...commonHeaders, ...reply.headers};
	if ('file' in reply) {
		await sendFile(response, reply, {...headers, 'content-type': reply.contentType});
		return;
	}

	if ('bytes' in reply) {
		response.writeHead(reply.status, {...headers, 'content-type': reply.contentType, 'content-length': String(reply.bytes.length)}).end(reply.bytes);
		return;
	}

	if (reply.json === undefined) {
		response.writeHead(reply.status, headers).end();
		return;
	}

	const {body, etag} = renderJson(reply.json);
	const isCacheable = request.method !== 'POST' && reply.status === 200;
	const cacheHeaders = isCacheable ? {etag, 'cache-control': 'private, max-age=60, s-maxage=60'} : {};
	if (isNotModified(request, reply)) {
		response.writeHead(304, {...headers, ...cacheHeaders}).end();
		return;
	}

	response.writeHead(reply.status, {
		...headers,
		...cacheHeaders,
		'content-type': 'application/json; charset=utf-8',
		'content-length': String(body.length),
	}).end(body);
};
