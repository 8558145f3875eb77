import {type RunEvent} from '../../core/run/events.js';
import {type Invocation} from '../../core/run/invocation.js';
import {type PlatformRun} from '../../core/run/platform-run.js';
import {replayFacts} from '../../core/run/replay-facts.js';
import {readWrittenTimes} from '../../history/written-times.js';
import {getListedRuns} from '../../ports/partial-list-error.js';
import {createSession, openMonitor, type Session, type SessionOptions} from '../start-session.js';
import {toLogEntries} from '../watch-run.js';
import {getRunsSince} from './runs-since.js';

/** Runs of the platform; those of some repositories, or none, when it cannot say now, which the watching will report. */
const listRuns = async ({cloud: {platform}, clock}: SessionOptions, invocation: Invocation, since: number): Promise<{readonly events: readonly RunEvent[]; readonly isKnown: boolean}> => {
	const observe = (runs: readonly PlatformRun[]): readonly RunEvent[] => runs.map((run): RunEvent => ({type: 'platform-run.observed', at: clock.now(), run}));
	try {
		return {isKnown: true, events: observe(await platform.listRuns({invocation, since, isComplete: true}) ?? [])};
	} catch (error) {
		return {isKnown: false, events: observe(getListedRuns(error))};
	}
};

/** Watches an invocation that somebody else has started: what has happened so far is in the store when this resolves, the verdict of a finished run included. */
export const attachSession = async (options: SessionOptions, invocation: Invocation): Promise<Session> => {
	const {workflow, store, cloud, clock, timeoutMs} = options;
	const since = getRunsSince(invocation);
	const monitor = openMonitor(options, invocation, since);
	const runs = await listRuns(options, invocation, since);
	const {batch, fresh} = await monitor.poll();
	const getWrittenAt = await readWrittenTimes({...cloud, workflow, invocation});
	const now = clock.now();
	const state = replayFacts({workflow, invocation, timeoutMs, events: [...runs.events, ...batch.events], getWrittenAt, now});
	// Without the platform's word a quiet function may still be at work: it gets the whole time-out.
	store.reset(runs.isKnown || state.endedAt !== undefined ? state : {...state, changedAt: now});
	store.logs.restore(toLogEntries(fresh));
	return createSession(options, {invocation, since, monitor});
};
