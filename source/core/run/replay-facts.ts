import {type Workflow} from '../workflow/workflow.js';
import {type Invocation} from '../log/invocation.js';
import {createRunState} from './create-run-state.js';
import {dateObjects, type Dated} from './date-objects.js';
import {isEarlierRun, rankRuns} from './earlier-runs.js';
import {type Batch, type RunEvent} from './events.js';
import {findAttempts} from './find-attempts.js';
import {type Attempt, type Traces} from './find-redispatched.js';
import {findLastBegin} from './find-last-begin.js';
import {parseTimestamp} from './parse-timestamp.js';
import {type PlatformRun} from './platform-run.js';
import {reduce} from './reduce.js';
import {type RunState} from './run-state.js';

/** What one look at an invocation showed, some of it with the time its object was written. */
export type SeenFacts = {
	readonly workflow: Workflow;
	readonly invocation: Invocation;
	readonly timeoutMs: number;
	/** Everything that was seen; the times in the events do not count. */
	readonly events: readonly RunEvent[];
	/** When the object behind an event was last written (ms, by the bucket's clock). */
	readonly getWrittenAt: (event: RunEvent) => number | undefined;
	/** Nodes with their `.done`, by a listing begun after the logs were read. @default those of the events */
	readonly markers?: ReadonlySet<string>;
	/** When it was looked. */
	readonly now: number;
	/** The platform listed all its runs then. @default it was not asked */
	readonly isListed?: boolean;
};

type RunSeen = Extract<RunEvent, {type: 'platform-run.observed'}>;

/** A run at the times its platform gives: queued when it was created, and over at its end. One that is alive is as it is now. */
const dateRun = (run: PlatformRun, {startedAt, lastAt, now}: {readonly startedAt: number; readonly lastAt: number; readonly now: number}): readonly RunSeen[] => {
	const clamp = (at: number): number => Math.max(startedAt, Math.min(now, at));
	const {conclusion: _conclusion, meaning: _meaning, note: _note, endedAt, ...created} = run;
	const first: readonly RunSeen[] = run.createdAt === undefined ? [] : [{type: 'platform-run.observed', at: clamp(run.createdAt), run: {...created, status: 'queued'}}];
	const at = run.status === 'completed' ? clamp(endedAt ?? lastAt) : now;
	return [...first, {type: 'platform-run.observed', at, run}];
};

/** Platform runs, each with the node's rank where it can be told, without those of attempts that do not count. */
const listRuns = (traces: Traces, objects: readonly Dated[], attempts: ReadonlyMap<string, Attempt>): readonly PlatformRun[] => {
	const times = new Map(objects.flatMap(event => event.type === 'log.observed' ? [[event.node, event.at] as const] : []));
	const options = {attempts, logs: traces.logs, getWrittenAt: (node: string) => times.get(node)};
	return rankRuns(traces.runs, attempts, traces.workflow).filter(run => !isEarlierRun(run, options));
};

const getTraces = ({workflow, events, markers}: SeenFacts): Traces => ({
	workflow,
	logs: new Map(events.flatMap(event => event.type === 'log.observed' ? [[event.node, event.facts] as const] : [])),
	markers: new Set([...markers ?? [], ...events.flatMap(event => event.type === 'done.appeared' ? [event.node] : [])]),
	runs: events.flatMap(event => event.type === 'platform-run.observed' ? [event.run] : []),
});

const createBlankState = (workflow: Workflow, attempts: ReadonlyMap<string, Attempt>): RunState => {
	const blank = createRunState(workflow, Number.POSITIVE_INFINITY);
	return {...blank, nodes: new Map([...blank.nodes].map(([id, node]) => [id, {...node, ...attempts.get(id)}]))};
};

/** Facts of the same moment are one batch: real stores give whole seconds. */
const groupByTime = (dated: ReadonlyArray<Dated | RunSeen>): readonly Batch[] => {
	const groups = new Map<number, Array<Dated | RunSeen>>();
	for (const event of dated) {
		const group = groups.get(event.at);
		if (group === undefined) {
			groups.set(event.at, [event]);
		} else {
			group.push(event);
		}
	}

	return [...groups].map(([at, events]) => ({at, events}));
};

/** What was worked out only now happened when the last thing happened that was observed. */
const endBy = (state: RunState, lastAt: number): RunState => {
	const isLate = (at: number | undefined): boolean => at !== undefined && at > lastAt;
	return {
		...state,
		...(isLate(state.endedAt) && {endedAt: lastAt}),
		nodes: new Map([...state.nodes].map(([id, node]) => [id, isLate(node.endedAt) ? {...node, endedAt: lastAt} : node])),
	};
};

/**
The state of an invocation that began before it was watched, as if it had been watched: each fact in its order and at its time.

So the times of nodes and of the run are those of their objects and platform runs, whenever it is looked at, and a run that was
left alone long ago has not had news since. A platform run that is alive is news of now. What a resume made invalid does not
count, and a run that was resumed begins with its last attempt: the time between the attempts is not the run's.
*/
export const replayFacts = (facts: SeenFacts): RunState => {
	const {workflow, invocation, timeoutMs, now, isListed = false} = facts;
	const startedAt = Math.min(now, parseTimestamp(invocation.timestamp) ?? now);
	const traces = getTraces(facts);
	const attempts = findAttempts(traces);
	const objects = dateObjects({...facts, startedAt});
	const writtenAt = Math.max(startedAt, ...objects.map(({at}) => at));
	const runs = listRuns(traces, objects, attempts);
	const observed = runs.flatMap(run => dateRun(run, {startedAt, lastAt: writtenAt, now}));
	const dated = [...objects, ...observed].toSorted((a, b) => a.at - b.at);
	const lastAt = Math.max(startedAt, ...dated.map(({at}) => at));
	const batches: readonly Batch[] = [
		{at: startedAt, events: [{type: 'run.triggered', at: startedAt, invocation}]},
		...groupByTime(dated),
		{at: lastAt + 1, events: [{type: 'bucket.listed', at: lastAt + 1}]},
		// The end of a run that may be another's, and a marker without a word about the end, count only after a while.
		{at: Math.max(lastAt + 1, now), events: [{type: 'bucket.listed', at: Math.max(lastAt + 1, now)}, ...isListed ? [{type: 'platform.listed', at: now} as const] : []]},
	];
	let state = createBlankState(workflow, attempts);
	for (const batch of batches) {
		state = reduce(state, batch);
	}

	const isAlive = runs.some(({status}) => status !== 'completed');
	const begunAt = findLastBegin(state);
	return {...endBy(state, lastAt), timeoutMs, ...(isAlive && {changedAt: now}), ...(begunAt !== undefined && {triggeredAt: begunAt})};
};
