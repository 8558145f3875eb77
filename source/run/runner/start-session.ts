import {randomUUID} from 'node:crypto';
import {createInvocation} from '../../core/run/create-invocation.js';
import {createRunState} from '../../core/run/create-run-state.js';
import {type RunEvent} from '../../core/run/events.js';
import {type Invocation} from '../../core/log/invocation.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {createMonitor, type Monitor} from '../monitor/monitor.js';
import {type Clock} from '../../ports/clock.js';
import {type Cloud} from '../../ports/cloud.js';
import {type DispatchRequest} from '../../ports/platform.js';
import {createCancel} from './cancel-run.js';
import {type WritableRunStore} from './create-run-store.js';
import {type Session, type StartControl} from './session-slot.js';
import {watchRun} from './watch-run.js';

export type SessionOptions = {
	readonly workflow: Workflow;
	readonly store: WritableRunStore;
	readonly cloud: Cloud;
	readonly clock: Clock;
	readonly timeoutMs: number;
	readonly checkIntervalMs: number;
	readonly control: StartControl;
	/** Tells subscribers what they may wonder at. */
	readonly warn: (message: string) => void;
};

/** What the answer to a dispatch tells. */
export type DispatchedRun = Extract<RunEvent, {readonly type: 'platform-run.observed'}>;

/** Dispatches an action and gives what is known of its run. If the wait for the answer ends early, the run may have started anyway: the error names the id that finds it. */
export const dispatch = async ({cloud: {platform}, control: {dispatchOptions}, clock}: SessionOptions, request: DispatchRequest): Promise<readonly DispatchedRun[]> => {
	const {action, rank, invocation} = request;
	try {
		const {runId, url} = await platform.dispatch(request, dispatchOptions);
		return runId === undefined
			? []
			: [{type: 'platform-run.observed', at: clock.now(), run: {id: runId, action, ...(rank !== undefined && {rank}), ...(url !== undefined && {url}), status: 'queued'}}];
	} catch (error) {
		if (!dispatchOptions.signal.aborted) {
			throw error;
		}

		throw new FaasrTuiError(`faasr-tui did not wait for the answer to the dispatch of ${action}; the run may have started anyway.`, {
			code: 'cancelled', hint: `If it did, "faasr-tui watch" shows it with --invocation-id ${invocation.id} --timestamp ${invocation.timestamp}, and the platform's page of runs can cancel it.`, cause: error,
		});
	}
};

const dispatchEntry = async (options: SessionOptions): Promise<{readonly invocation: Invocation; readonly since: number}> => {
	const {workflow, store, clock, timeoutMs} = options;
	const since = clock.now();
	const invocation = createInvocation(workflow.document, since, randomUUID());
	store.reset(createRunState(workflow, timeoutMs));
	const seen = await dispatch(options, {action: workflow.entry, invocation});
	const at = clock.now();
	store.apply({at, events: [{type: 'run.triggered', at, invocation}, ...seen]});
	return {invocation, since};
};

/** What a session watches: an invocation, and its platform runs created after `since`. */
export type SessionSubject = {
	readonly invocation: Invocation;
	readonly since: number;
	/** Has looked once already. */
	readonly monitor: Monitor;
};

/** The monitor of an invocation. */
export const openMonitor = ({workflow, cloud: {platform, logBucket, doneBucket}, clock}: SessionOptions, invocation: Invocation, since: number): Monitor =>
	createMonitor({workflow, invocation, since, platform, logBucket, doneBucket, clock});

const watch = async ({store, clock, checkIntervalMs}: SessionOptions, monitor: Monitor, signal: AbortSignal): Promise<void> => {
	try {
		await watchRun({store, monitor, clock, checkIntervalMs, signal});
	} catch (error) {
		if (!signal.aborted) {
			throw error;
		}
	} finally {
		const at = clock.now();
		store.apply({at, events: [{type: 'watch.ended', at}]});
	}
};

/** Checks what the cloud can tell before it, dispatches the entry action under a new InvocationID and watches what comes of it. Throws what the dispatch throws. */
export const startSession = async (options: SessionOptions): Promise<Session> => {
	const {cloud, control, warn} = options;
	for (const message of await control.prepare(async signal => await cloud.checkBeforeTrigger?.({signal}) ?? [])) {
		warn(message);
	}

	const {invocation, since} = await dispatchEntry(options);
	return createSession(options, {invocation, since, monitor: openMonitor(options, invocation, since)});
};

/** Watches an invocation that the store already shows. */
export const createSession = (options: SessionOptions, {invocation, since, monitor}: SessionSubject): Session => {
	const abort = new AbortController();
	const watching = watch(options, monitor, abort.signal);
	// Whoever asks for the result hears of a bug; nobody asking must not end the process.
	void Promise.allSettled([watching]);
	return {
		invocation,
		watching,
		cancel: createCancel({...options, platform: options.cloud.platform, invocation, since, abort}),
		async stop() {
			abort.abort();
			await Promise.allSettled([watching]);
		},
	};
};
