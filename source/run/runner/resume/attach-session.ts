import {type Invocation} from '../../../core/log/invocation.js';
import {observeRuns} from '../../../core/run/observe-runs.js';
import {replayFacts} from '../../../core/run/replay-facts.js';
import {listKnownRuns} from '../../history/list-known-runs.js';
import {getRunsSince, getRunsUntil} from '../../history/runs-since.js';
import {readWrittenTimes} from '../../history/written-times.js';
import {createSession, openMonitor, type Session, type SessionOptions} from '../start-session.js';
import {readSoFar} from '../read-so-far.js';

/** Watches an invocation that somebody else has started: what has happened so far is in the store when this resolves, the verdict of a finished run included. */
export const attachSession = async (options: SessionOptions, invocation: Invocation): Promise<Session> => {
	const {workflow, store, cloud, clock, timeoutMs} = options;
	const since = getRunsSince(invocation);
	const monitor = openMonitor(options, invocation, since);
	const {lastAt} = await readWrittenTimes({...cloud, workflow, invocation});
	const {runs, isKnown} = await listKnownRuns(cloud.platform, invocation, getRunsUntil(lastAt, clock.now()));
	const seen = observeRuns(runs, clock.now());
	const {events, entries, omitted} = await readSoFar(monitor);
	const written = await readWrittenTimes({...cloud, workflow, invocation});
	const now = clock.now();
	const state = {...replayFacts({...written, workflow, invocation, timeoutMs, events: [...seen, ...events], now}), begunBy: 'attach' as const};
	// Without the platform's word a quiet function may still be at work: it gets the whole time-out.
	store.reset(isKnown || state.endedAt !== undefined ? state : {...state, changedAt: now});
	store.logs.restore(entries, omitted);
	return createSession(options, {invocation, since, monitor});
};
