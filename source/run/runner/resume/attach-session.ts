import {type Invocation} from '../../../core/log/invocation.js';
import {type RunEvent} from '../../../core/run/events.js';
import {getLogs, listNamedRuns, type NamedRun} from '../../../core/run/list-named-runs.js';
import {observeRuns} from '../../../core/run/observe-runs.js';
import {replayFacts} from '../../../core/run/replay-facts.js';
import {listKnownRuns} from '../../history/list-known-runs.js';
import {getRunsSince, getRunsUntil} from '../../history/runs-since.js';
import {readWrittenTimes} from '../../history/written-times.js';
import {FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {type Session} from '../session-slot.js';
import {createSession, openMonitor, type SessionOptions} from '../start-session.js';
import {readSoFar} from '../read-so-far.js';
import {awaitFirstWord, describeBegun} from './await-first-word.js';
import {findRun} from './find-run.js';

export type AttachOptions = {
	/** An InvocationID, or `@latest`. */
	readonly invocationId: string;
	readonly timestamp?: string | undefined;
	/** It is only to be known, such as to plan its resume: a run that has written nothing is refused and not waited for. */
	readonly isQuiet: boolean;
};

/** Finds an invocation; of one that has written nothing yet, its first log is waited for. */
const findInvocation = async (options: SessionOptions, {isQuiet, ...wanted}: AttachOptions): Promise<Invocation> => {
	const found = await findRun({...options, ...wanted});
	if ('invocation' in found) {
		return found.invocation;
	}

	if (isQuiet) {
		throw new FaasrTuiError(`The run cannot be resumed: ${describeBegun(found.unwritten.begun, options.workflow)}.`, {code: 'usage', hint: 'Wait for its end with "faasr-tui watch".'});
	}

	const {cancelSignal, stopSignal} = options.control;
	return awaitFirstWord(found.unwritten, {...options, signal: AbortSignal.any([cancelSignal, stopSignal]), say: options.warn});
};

/** Watches an invocation that somebody else has started: what has happened so far is in the store when this resolves, the verdict of a finished run included. */
export const attachSession = async (options: SessionOptions, wanted: AttachOptions): Promise<Session> => {
	const invocation = await findInvocation(options, wanted);
	const {workflow, store, cloud, clock, timeoutMs} = options;
	const since = getRunsSince(invocation);
	const monitor = openMonitor(options, invocation, since);
	const {lastAt} = await readWrittenTimes({...cloud, workflow, invocation});
	const listRuns = async (named?: readonly NamedRun[]): Promise<{readonly seen: readonly RunEvent[]; readonly isKnown: boolean}> => {
		const {runs, isKnown} = await listKnownRuns(cloud.platform, invocation, {until: getRunsUntil(lastAt, clock.now()), ...(named && {named})});
		return {seen: observeRuns(runs, clock.now()), isKnown};
	};

	let {seen, isKnown} = await listRuns();
	const {events, entries, omitted} = await readSoFar(monitor, async read => {
		const named = listNamedRuns(getLogs(read), workflow);
		if (named.length === 0) {
			return 'enough';
		}

		// The end of a run counts only with logs that were read after it.
		({seen, isKnown} = await listRuns(named));
		return 'again';
	});
	const written = await readWrittenTimes({...cloud, workflow, invocation});
	const now = clock.now();
	const state = {...replayFacts({...written, workflow, invocation, timeoutMs, events: [...seen, ...events], now}), begunBy: 'attach' as const};
	// Without the platform's word a quiet function may still be at work: it gets the whole time-out.
	store.reset(isKnown || state.endedAt !== undefined ? state : {...state, changedAt: now});
	store.logs.restore(entries, omitted);
	return createSession(options, {invocation, since, monitor});
};
