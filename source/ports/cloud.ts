import {type DataStore} from '../core/workflow/document.js';
import {type Bucket} from './bucket.js';
import {type Platform} from './platform.js';

/** Where the functions' files are, for a client of one's own. */
export type StoreAccess = {
	/** Name of the data store in the document. */
	readonly name: string;
	/** As it can be reached: on the local cloud its endpoint is on this machine. */
	readonly store: DataStore;
	/** Absent for an anonymous store. */
	readonly credentials?: {readonly accessKeyId: string; readonly secretAccessKey: string};
};

/** Everything a run needs from outside: where it executes and where its traces appear. */
export type Cloud = {
	/** For the screen: `local cloud`, `GitHub Actions owner/repo@main`. */
	readonly label: string;
	/** What is not as on the clouds that the document names, one sentence each; nothing on those clouds themselves. */
	readonly describe?: () => readonly string[];
	/** Names of the variables it was opened with, the token's first; never a value. */
	readonly credentialNames?: readonly string[];
	/**
	Looks whether a run can work at all before it is triggered: throws a `FaasrTuiError` when it cannot, and gives one sentence for each surprise.

	Absent where nothing can differ from what the document says.
	*/
	readonly checkBeforeTrigger?: (options?: {readonly signal?: AbortSignal | undefined}) => Promise<readonly string[]>;
	readonly platform: Platform;
	/** `LoggingDataStore`: logs, candidates, locks. */
	readonly logBucket: Bucket;
	/** `DefaultDataStore`: `.done` markers and the functions' files. The same object as `logBucket` when the document names one store. */
	readonly doneBucket: Bucket;
	/** Opens any data store of the document by its name; closed with the cloud. */
	readonly openStore?: (name: string) => Bucket;
	/** The document's `DefaultDataStore`. */
	readonly defaultStore: StoreAccess;
	/** Values that must never be shown: tokens and keys this cloud was opened with. */
	readonly secrets: readonly string[];
	/** Waits a moment for actions that have had their verdict to write their last words; absent where they outlive `close`. */
	readonly finish?: () => Promise<void>;
	/** Ends whatever was started for it; may be called twice. */
	readonly close: () => Promise<void>;
};
