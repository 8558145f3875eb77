import {createResumedState} from '../../../core/run/create-resumed-state.js';
import {type RunEvent} from '../../../core/run/events.js';
import {findUnended} from '../../../core/run/find-unended.js';
import {type Invocation} from '../../../core/log/invocation.js';
import {listNamedOf} from '../../../core/run/list-named-runs.js';
import {type PlatformRun} from '../../../core/run/platform-run.js';
import {type ResumePlan} from '../../../core/run/resume-plan.js';
import {type NodeState, type RunState, type TriggeredRun} from '../../../core/run/run-state.js';
import {FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {getRunsSince} from '../../history/runs-since.js';
import {type Session} from '../session-slot.js';
import {createSession, dispatch, type DispatchedRun, openMonitor, type SessionOptions} from '../start-session.js';
import {readSoFar} from '../read-so-far.js';
import {compareRuns, getOwnId, type RunId} from '../../../core/run/run-id.js';
import {deletePlannedKeys} from './delete-keys.js';

/** The verdict comes from the logs, some seconds before the containers have ended (ms). */
const timeoutMs = 30_000;
const pauseMs = 1000;

const describeAlive = ({id, action, status}: PlatformRun): string => `platform run ${getOwnId(id)} of ${action} is still ${status === 'queued' ? 'queued' : 'alive'}`;

/** Every run of the invocation that the platform knows, once all have ended: one that is alive could still dispatch or write. What is waited for is said at once. */
const listEndedRuns = async ({cloud: {platform}, store, clock, warn}: SessionOptions, invocation: Invocation, signal: AbortSignal): Promise<readonly PlatformRun[]> => {
	const since = getRunsSince(invocation);
	const known = store.getSnapshot().platformRuns;
	const startedAt = clock.now();
	let isSaid = false;
	for (;;) {
		const listed = await platform.listRuns({invocation, since, named: listNamedOf(store.getSnapshot()), isComplete: true}, {signal}) ?? [];
		const alive = findUnended(store.getSnapshot() as TriggeredRun, listed, clock.now());
		if (alive === undefined) {
			return [...known.values(), ...listed];
		}

		if (clock.now() - startedAt >= timeoutMs) {
			throw new FaasrTuiError(`The run cannot be resumed: ${describeAlive(alive)}.`, {
				code: 'usage', hint: `Wait for its end, or cancel it on its platform${alive.url === undefined ? '' : ` (${alive.url})`}, then resume.`,
			});
		}

		if (!isSaid) {
			warn(`Every function has ended, but ${describeAlive(alive)}: nothing runs again before its end, which is waited for up to ${timeoutMs / 1000} seconds. Ctrl+C stops the waiting.`);
			isSaid = true;
		}

		await clock.sleep(pauseMs, {signal});
	}
};

/** The runs of a node whose end was told before the platform's list had them. */
const listOwnRuns = ({action, rank}: NodeState, runs: ReadonlyMap<RunId, PlatformRun>): readonly RunId[] =>
	[...runs.values()].filter(run => run.isGuess !== true && run.action === action && run.rank === rank).toSorted(compareRuns).map(({id}) => id);

/** Attempts are counted by what the logs say now: somebody else may have resumed the run meanwhile. Platform runs are as they were listed last. */
const takeFacts = (before: RunState, events: readonly RunEvent[], listed: readonly PlatformRun[]): RunState => {
	const runs = new Map(listed.map(run => [run.id, run]));
	const logs = new Map(events.flatMap(event => event.type === 'log.observed' ? [[event.node, event.facts] as const] : []));
	return {
		...before,
		nodes: new Map([...before.nodes].map(([id, node]): [string, NodeState] => {
			const log = logs.get(id);
			const runIds = node.runIds.length > 0 ? node.runIds : listOwnRuns(node, runs);
			return [id, {...node, runIds, ...(log !== undefined && {log})}];
		})),
		platformRuns: new Map([
			...[...runs].map(([id, run]) => [id, {...run, seenAt: before.endedAt!}] as const),
			...[...before.platformRuns].map(([id, run]) => [id, {...run, ...runs.get(id)}] as const),
		]),
	};
};

/** Dispatches what is planned; a cancel keeps back the rest. */
const dispatchAll = async (options: SessionOptions, {dispatches}: ResumePlan, invocation: Invocation): Promise<readonly DispatchedRun[]> => {
	const events: DispatchedRun[] = [];
	const done: string[] = [];
	for (const {node, action, rank} of dispatches) {
		if (options.control.cancelSignal.aborted) {
			break;
		}

		try {
			events.push(...await dispatch(options, {action, ...(rank !== undefined && {rank}), invocation}));
			done.push(node);
		} catch (error) {
			if (done.length === 0 || !(error instanceof FaasrTuiError)) {
				throw error;
			}

			throw new FaasrTuiError(`${node} could not be dispatched (${error.message}); already dispatched: ${done.join(', ')}.`, {
				code: error.code, hint: `Watch what runs with "faasr-tui watch" and --invocation-id ${invocation.id}, then resume once more.`, cause: error,
			});
		}
	}

	return events;
};

/**
Carries out a plan within an invocation: deletes its keys, dispatches with the old ids, and watches on.
*/
export const resumeSession = async (options: SessionOptions, plan: ResumePlan, invocation: Invocation): Promise<Session> => {
	const {workflow, store, cloud, clock, control} = options;
	const old = await control.prepare(async signal => listEndedRuns(options, invocation, signal));
	await deletePlannedKeys(plan, invocation, workflow, cloud);
	const resumedAt = clock.now();
	const monitor = openMonitor(options, invocation, resumedAt);
	const soFar = await readSoFar(monitor);
	if (soFar.events.some(event => event.type === 'watch.failed' && event.source === 'bucket')) {
		throw new FaasrTuiError(`The data store ${cloud.logBucket.name} cannot be read, so nothing was dispatched.`, {code: 'unreachable', hint: 'Resume once more when it answers.'});
	}

	const events = await dispatchAll(options, plan, invocation);
	const before = takeFacts(store.getSnapshot(), soFar.events, old);
	store.reset(createResumedState({...before, timeoutMs: options.timeoutMs}, plan, events.map(({run}) => run)));
	store.logs.restore(soFar.entries, soFar.omitted);
	const at = clock.now();
	store.apply({at, events: [{type: 'run.triggered', at, invocation}, ...events]});
	return createSession(options, {invocation, since: resumedAt, monitor});
};
