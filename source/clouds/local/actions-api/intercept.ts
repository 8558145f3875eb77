import {type ApiContext} from './api-context.js';
import {type Reply} from './reply.js';
import {type ApiRequest} from './route.js';

/** A request on its way in, its token not yet looked at. */
export type ArrivedRequest = Pick<ApiRequest, 'url' | 'headers' | 'readJson'> & {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
};

/** Gives the answer to a request: what `next` gives, which never rejects, or another one. `reset` cuts the connection. */
export type Intercept = (request: ArrivedRequest, next: () => Promise<Reply>, context: ApiContext) => Promise<Reply | 'reset'>;
