import {type IncomingHttpHeaders} from 'node:http';
import {type ApiContext} from './api-context.js';
import {type Reply} from './reply.js';

/** A request that has been let in. */
export type ApiRequest = {
	readonly url: URL;
	readonly headers: IncomingHttpHeaders;
	/** The named parts of the path, decoded. */
	readonly params: Readonly<Record<string, string>>;
	/** The body as JSON; `undefined` when it is empty. Above so many bytes it is refused. @default 1 MiB */
	readonly readJson: (maxBytes?: number) => Promise<unknown>;
};

export type Route = {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
	/** `/repos/:owner/:repo`; a last part `*name` takes the rest of the path, which may be empty. */
	readonly path: string;
	readonly handle: (request: ApiRequest, context: ApiContext) => Reply | Promise<Reply>;
};

const decode = (part: string): string | undefined => {
	try {
		return decodeURIComponent(part);
	} catch {
		return undefined;
	}
};

/** The path's parameters when it is one of the route's; otherwise `undefined`. */
export const matchPath = (pattern: string, path: string): Readonly<Record<string, string>> | undefined => {
	const names = pattern.split('/');
	const parts = path.split('/').map(part => decode(part));
	const hasRest = names.at(-1)?.startsWith('*') ?? false;
	if (hasRest ? parts.length < names.length - 1 : parts.length !== names.length) {
		return undefined;
	}

	const params: Record<string, string> = {};
	for (const [index, name] of names.entries()) {
		const part = name.startsWith('*') ? parts.slice(index).join('/') : parts[index];
		if (part === undefined) {
			return undefined;
		}

		if (name.startsWith(':') || name.startsWith('*')) {
			params[name.slice(1)] = part;
		} else if (name !== part) {
			return undefined;
		}
	}

	return params;
};
