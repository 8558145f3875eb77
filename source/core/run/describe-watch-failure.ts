import {formatWallTime} from '../text/format-wall-time.js';
import {type WatchSource} from './events.js';
import {type RunState} from './run-state.js';

/** Why a source cannot be read and, by the user's wall clock, when it is tried again, as far as that is known; `undefined` while it can be read. */
export const describeWatchFailure = ({watchFailures, platformRetryAt}: Pick<RunState, 'watchFailures' | 'platformRetryAt'>, source: WatchSource): string | undefined => {
	const message = watchFailures[source];
	return message === undefined || source !== 'platform' || platformRetryAt === undefined
		? message
		: `${message.replace(/\.$/, '')}; next try at ${formatWallTime(platformRetryAt)}`;
};
