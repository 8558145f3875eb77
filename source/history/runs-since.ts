import {type Invocation} from '../core/run/invocation.js';
import {parseTimestamp} from '../core/run/parse-timestamp.js';

/** The clock that named the invocation and the platform's need not agree (ms). */
const clockSlackMs = 5 * 60_000;

/** Platform runs created before it (ms since the epoch) are not this invocation's; with a timestamp that names no time any may be. */
export const getRunsSince = ({timestamp}: Invocation): number => (parseTimestamp(timestamp) ?? 0) - clockSlackMs;
