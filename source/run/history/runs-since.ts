import {type Invocation} from '../../core/log/invocation.js';
import {parseTimestamp} from '../../core/run/parse-timestamp.js';

/** The clock that named the invocation and the platform's need not agree (ms). */
const clockSlackMs = 5 * 60_000;

/** After its last sign an invocation dispatches nothing any more: GitHub ends a job that is silent for so long (ms). */
const longestSilenceMs = 24 * 3_600_000;

/** Platform runs created before it (ms since the epoch) are not this invocation's; with a timestamp that names no time any may be. */
export const getRunsSince = ({timestamp}: Invocation): number => (parseTimestamp(timestamp) ?? 0) - clockSlackMs;

/** Platform runs created after it (ms since the epoch) are not this invocation's; `undefined` while any may be. A busy repository has more runs since then than GitHub lists. */
export const getRunsUntil = (lastSignAt: number | undefined, now: number): number | undefined =>
	lastSignAt === undefined || lastSignAt + longestSilenceMs >= now ? undefined : lastSignAt + longestSilenceMs;
