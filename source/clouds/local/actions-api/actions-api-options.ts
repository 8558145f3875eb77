import {type Intercept} from './intercept.js';
import {type Repository} from './repository.js';
import {type Route} from './route.js';
import {type RunLifecycleOptions} from './run-lifecycle.js';

export type ActionsApiOptions = RunLifecycleOptions & {
	readonly repositories: readonly Repository[];
	/** The only credential that is let in. */
	readonly token: string;
	/** Keeps the runs for later APIs, and has those of earlier ones; only one API at a time may use it. @default runs end with the API */
	readonly journalFile?: string | undefined;
	/** Answers from the journal and writes nothing; what is dispatched would not be kept. @default false */
	readonly isReadOnly?: boolean | undefined;
	/**
	What GitHub has besides, looked at before the server's own routes. Those below `/_signed/` ask for a signature in their address, the others for the token.

	No option of the program adds any: together with `intercept` this is where the tests' stand-in for GitHub comes in.
	*/
	readonly extraRoutes?: readonly Route[] | undefined;
	/** Stands between each request and its answer. @default every request gets the answer it deserves */
	readonly intercept?: Intercept | undefined;
};
