import {type Bucket} from './bucket.js';
import {type Platform} from './platform.js';

/** Everything a run needs from outside: where it executes and where its traces appear. */
export type Cloud = {
	/** For the screen: `local cloud`, `GitHub Actions owner/repo@main`. */
	readonly label: string;
	readonly platform: Platform;
	/** `LoggingDataStore`: logs, candidates, locks. */
	readonly logBucket: Bucket;
	/** `DefaultDataStore`: `.done` markers and the functions' files. The same object as `logBucket` when the document names one store. */
	readonly doneBucket: Bucket;
	/** Values that must never be shown: tokens and keys this cloud was opened with. */
	readonly secrets: readonly string[];
	/** Ends whatever was started for it; may be called twice. */
	readonly close: () => Promise<void>;
};
