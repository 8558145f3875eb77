import {type LogFacts} from '../log/log-facts.js';
import {getListedAt, type Batch, type PlatformBudget, type RunEvent} from './events.js';
import {type PlatformRun} from './platform-run.js';
import {resumeWatching} from './resume-watching.js';
import {type NodeState, type RunState, type SeenRun} from './run-state.js';
import {takeRunLog} from './take-run-log.js';
import {holdAttempt} from './hold-attempt.js';
import {isUpTo, type RunId} from './run-id.js';

/** A state with a batch's facts in it and no status derived from them yet. */
export type Recorded = {
	readonly state: RunState;
	/** When the batch's listing was begun; absent when the bucket could not be listed. */
	readonly listedAt?: number;
	/** A cancelled run has come to rest. */
	readonly isCancelComplete: boolean;
};

type Draft = {
	state: RunState;
	nodes: Map<string, NodeState> | undefined;
	runs: Map<RunId, SeenRun> | undefined;
	isNews: boolean;
};

const progress: Record<PlatformRun['status'], number> = {queued: 0, in_progress: 1, completed: 2};

const compareProgress = (a: PlatformRun, b: PlatformRun): number =>
	((a.attempt ?? 1) - (b.attempt ?? 1)) || (progress[a.status] - progress[b.status]);

/** Changes what is known of a node; true when anything changed. */
const changeNode = (draft: Draft, id: string, change: (node: NodeState) => NodeState): boolean => {
	const node = (draft.nodes ?? draft.state.nodes).get(id);
	const changed = node && change(node);
	if (changed === undefined || changed === node) {
		return false;
	}

	draft.nodes ??= new Map(draft.state.nodes);
	draft.nodes.set(id, changed);
	return true;
};

const hasFailure = ({failure, dispatchFailure}: LogFacts): boolean => failure !== undefined || dispatchFailure !== undefined;

const withLog = (node: NodeState, {facts, at}: RunEvent & {readonly type: 'log.observed'}): NodeState => {
	const {failureSeenAt, ...others} = node;
	// The log tells how long it had been running when it was written, which was before it was seen.
	const beganAt = at - Math.round(facts.seconds * 1000);
	const knownToBegin = node.log?.attempts === facts.attempts ? node.logStartedAt : undefined;
	return {
		...others,
		log: facts,
		logGrewAt: at,
		logStartedAt: Math.min(knownToBegin ?? beganAt, beganAt),
		startedAt: Math.min(node.startedAt ?? at, beganAt),
		...(hasFailure(facts) && {failureSeenAt: failureSeenAt ?? at}),
	};
};

const recordLog = (draft: Draft, event: RunEvent & {readonly type: 'log.observed'}): void => {
	draft.isNews = changeNode(draft, event.node, node => {
		if (node.resumed !== undefined && event.facts.attempts <= node.resumed.attempts) {
			return node;
		}

		const {log, logGrewAt} = node;
		const isStale = log !== undefined && logGrewAt !== undefined
			&& (event.at < logGrewAt || (event.at === logGrewAt && event.facts.sizeBytes <= log.sizeBytes));
		if (isStale) {
			return node;
		}

		return withLog(node, event);
	}) || draft.isNews;
};

const recordDone = (draft: Draft, event: RunEvent & {readonly type: 'done.appeared'}): void => {
	draft.isNews = changeNode(draft, event.node, node => node.doneAt !== undefined && node.doneAt <= event.at
		? node
		: {...node, doneAt: event.at, startedAt: Math.min(node.startedAt ?? event.at, event.at)}) || draft.isNews;
};

/** Whether the platform says something else of a state that is known. */
const hasNewNote = ({note}: PlatformRun, at: number, known: SeenRun): boolean => note !== known.note && at > (known.notedAt ?? known.seenAt);

const isNewer = (run: PlatformRun, at: number, known: SeenRun): boolean => {
	const order = compareProgress(run, known);
	return order > 0 || (order === 0 && (known.seenAt > at || hasNewNote(run, at, known)));
};

/** What was known of a run and its present state does not tell. Where run-name does not tell the rank, our own dispatch did. */
const keepKnown = (run: PlatformRun, at: number, known: SeenRun | undefined): Partial<SeenRun> => {
	const rank = run.rank ?? known?.rank;
	const beganAt = (known?.attempt === run.attempt ? known?.beganAt : undefined) ?? (run.status === 'in_progress' ? at : undefined);
	const knownSince = known === undefined ? at : Math.min(at, known.knownSince ?? known.seenAt);
	return {...(rank !== undefined && {rank}), ...(knownSince !== at && {knownSince}), ...(beganAt !== undefined && {beganAt})};
};

/** A state that was seen before, since when it was first seen, with what the platform said of it last. */
const mergeNote = (run: PlatformRun, at: number, known: SeenRun): SeenRun => {
	const notedAt = Math.max(at, known.notedAt ?? known.seenAt);
	const {note: _, knownSince, ...others} = {...run, ...keepKnown(run, at, known)};
	const {note} = notedAt === at ? run : known;
	const seenAt = Math.min(at, known.seenAt);
	return {...others, ...(knownSince !== undefined && knownSince < seenAt && {knownSince}), ...(note !== undefined && {note, notedAt}), seenAt};
};

const recordRun = (draft: Draft, {run: told, at}: RunEvent & {readonly type: 'platform-run.observed'}): void => {
	const run = holdAttempt(told);
	if (isUpTo(draft.state.lastOldRuns ?? [], run)) {
		return;
	}

	const known = (draft.runs ?? draft.state.platformRuns).get(run.id);
	if (known !== undefined && !isNewer(run, at, known)) {
		return;
	}

	draft.runs ??= new Map(draft.state.platformRuns);
	draft.runs.set(run.id, known !== undefined && compareProgress(run, known) === 0 ? mergeNote(run, at, known) : {...run, ...keepKnown(run, at, known), seenAt: at});
	draft.isNews = true;
};

/** What a run that is over had said is no news: nothing goes on there, and a log that never comes is given up after a while. */
const recordRunLog = (draft: Draft, event: RunEvent & {readonly type: 'run-log.observed'}): void => {
	changeNode(draft, event.node, node => takeRunLog(node, event));
};

const recordTrigger = (draft: Draft, event: RunEvent & {readonly type: 'run.triggered'}): void => {
	if (draft.state.triggeredAt === undefined) {
		draft.state = {...draft.state, invocation: event.invocation, triggeredAt: event.at, outcome: 'RUNNING'};
		draft.isNews = true;
	}
};

const recordRetry = (draft: Draft, retryAt: number | undefined): void => {
	if (retryAt !== draft.state.platformRetryAt) {
		const {platformRetryAt: _, ...others} = draft.state;
		draft.state = {...others, ...(retryAt !== undefined && {platformRetryAt: retryAt})};
	}
};

/** The last word on each source: later events win, and of two at the same time the failure. */
const recordWatch = (draft: Draft, events: readonly RunEvent[]): void => {
	for (const source of ['bucket', 'platform'] as const) {
		const own = events.filter(event => (event.type === 'watch.failed' || event.type === 'watch.recovered') && event.source === source);
		const last = own.toSorted((a, b) => (a.at - b.at) || (a.type === 'watch.failed' ? 1 : -1)).at(-1);
		const known = draft.state.watchFailures[source];
		if (last?.type === 'watch.failed' && known !== last.message) {
			draft.state = {...draft.state, watchFailures: {...draft.state.watchFailures, [source]: last.message}};
		} else if (last?.type === 'watch.recovered' && known !== undefined) {
			const {[source]: _, ...others} = draft.state.watchFailures;
			draft.state = {...draft.state, watchFailures: others};
		}

		if (source === 'platform' && last !== undefined) {
			recordRetry(draft, last.type === 'watch.failed' ? last.retryAt : undefined);
		}
	}
};

const isSameBudget = (a: PlatformBudget | undefined, b: PlatformBudget): boolean =>
	a?.remaining === b.remaining && a.limit === b.limit && a.resetAt === b.resetAt;

/** The latest budget counts, and of two at the same time the smaller one. It is no news of the run. */
const recordBudget = (draft: Draft, events: readonly RunEvent[]): void => {
	const budgets = events.flatMap(event => event.type === 'platform.budget' ? [event] : []);
	const last = budgets.toSorted((a, b) => (a.at - b.at) || (b.budget.remaining - a.budget.remaining)).at(-1);
	if (last !== undefined && !isSameBudget(draft.state.platformBudget, last.budget)) {
		draft.state = {...draft.state, platformBudget: last.budget};
	}
};

/** What the platform was asked is no news of the run. */
const recordLook = (draft: Draft, event: RunEvent & {readonly type: 'platform.asked' | 'platform.listed'}): void => {
	const {isPlatformAsked, platformListedAt = Number.NEGATIVE_INFINITY} = draft.state;
	if (event.type === 'platform.listed' && event.at > platformListedAt) {
		draft.state = {...draft.state, isPlatformAsked: true, platformListedAt: event.at};
	} else if (isPlatformAsked !== true) {
		draft.state = {...draft.state, isPlatformAsked: true};
	}
};

const recordEvent = (draft: Draft, event: RunEvent): void => {
	switch (event.type) {
		case 'run.triggered': {
			recordTrigger(draft, event);
			break;
		}

		case 'run.cancel-requested': {
			if (!draft.state.isCancelRequested) {
				draft.state = {...draft.state, isCancelRequested: true};
				draft.isNews = true;
			}

			break;
		}

		case 'done.appeared': {
			recordDone(draft, event);
			break;
		}

		case 'log.observed': {
			recordLog(draft, event);
			break;
		}

		case 'platform-run.observed': {
			recordRun(draft, event);
			break;
		}

		case 'run-log.observed': {
			recordRunLog(draft, event);
			break;
		}

		case 'platform.asked':
		case 'platform.listed': {
			recordLook(draft, event);
			break;
		}

		case 'run.cancelled':
		case 'bucket.listed':
		case 'platform.budget':
		case 'watch.failed':
		case 'watch.recovered':
		case 'watch.resumed':
		case 'watch.ended': {
			break;
		}
	}
};

/** Takes a batch's events into the state. Their order does not matter, and events seen before change nothing. */
export const recordFacts = (before: RunState, {at, events}: Batch): Recorded => {
	const isResumed = events.some(({type}) => type === 'watch.resumed');
	const draft: Draft = {state: isResumed ? resumeWatching(before, Math.max(at, ...events.map(event => event.at))) : before, nodes: undefined, runs: undefined, isNews: false};
	for (const event of events) {
		recordEvent(draft, event);
	}

	recordWatch(draft, events);
	recordBudget(draft, events);
	if (draft.isNews || draft.nodes !== undefined) {
		draft.state = {
			...draft.state,
			nodes: draft.nodes ?? draft.state.nodes,
			platformRuns: draft.runs ?? draft.state.platformRuns,
			...(draft.isNews && {changedAt: Math.max(draft.state.changedAt ?? at, at)}),
		};
	}

	const listedAt = getListedAt(events);
	return {
		state: draft.state,
		...(listedAt !== undefined && {listedAt}),
		isCancelComplete: events.some(event => event.type === 'run.cancelled'),
	};
};
