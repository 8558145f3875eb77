import {type Reply} from './route.js';

/** A request that may be answered otherwise than it deserves. */
export type TroubledRequest = {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	/** The body as JSON; `undefined` when it is empty. */
	readonly readJson: () => Promise<unknown>;
};

/**
What GitHub answers on a bad day instead of doing as it is told: a limit, an outage, a token revoked a moment ago.

`reset` cuts the connection; `undefined` is a good day.
*/
export type Trouble = (request: TroubledRequest) => Promise<Reply | 'reset' | undefined> | Reply | 'reset' | undefined;
