import {type Cause} from '../cause/cause.js';
import {type RunLogFacts} from '../cause/run-log-facts.js';
import {type LogFacts} from '../log/log-facts.js';
import {type Workflow} from '../workflow/workflow.js';
import {type Invocation} from '../log/invocation.js';
import {type PlatformBudget, type WatchSource} from './events.js';
import {type PlatformRun} from './platform-run.js';
import {type Outcome, type Reason, type Status} from './status.js';
import {type RunId, type RunPlace} from './run-id.js';

/** A status with its cause. */
export type Verdict = {
	readonly status: Status;
	/** Present once the status is final. */
	readonly reason?: Reason;
	/** Why, for people, one sentence; present whenever there is something to say. */
	readonly sentence?: string;
};

/** What is known of one node. */
export type NodeState = Verdict & {
	readonly id: string;
	readonly action: string;
	readonly rank?: number;
	/** When the first evidence of its start was seen (ms since the epoch). */
	readonly startedAt?: number;
	/** When its status became final. */
	readonly endedAt?: number;
	readonly doneAt?: number;
	readonly log?: LogFacts;
	/** When the latest attempt's log began, by the seconds its lines carry. */
	readonly logStartedAt?: number;
	/** When the log was last seen to grow. */
	readonly logGrewAt?: number;
	/** When the log's first ERROR that means failure was seen. */
	readonly failureSeenAt?: number;
	/** True once a listing begun after the failure still lacked the marker: a join behind this node never runs. */
	readonly isDoneAbsent?: boolean;
	/** What the log of its platform run says; without facts if there is no such log, or if the wait for it is over. */
	readonly runLog?: {readonly runId?: RunId; readonly facts?: RunLogFacts};
	/** Why it failed, where its logs tell. */
	readonly cause?: Cause;
	/** Nodes before a join that raised, although it ran. */
	readonly ranWithout?: readonly string[];
	/** True while more of its failure is to be expected: FaaSr writes the traceback after the error, and the platform has its log after the end. */
	readonly isTrailing?: boolean;
	/** Ids of the platform runs that belong to this node, oldest first. */
	readonly runIds: readonly RunId[];
	/** Instances that it could not invoke and a resume dispatched in its place: its own dispatches are complete with them. */
	readonly redispatched?: readonly string[];
	/** Present on a node that runs again in a resumed run; absent on those that are kept, and in every other run. */
	readonly resumed?: {
		/** How often its log had started before: facts of so many attempts are old. */
		readonly attempts: number;
		/** We dispatched it; otherwise the action before it does. */
		readonly isDispatched: boolean;
	};
};

/** A run of the platform and when its present state was first seen. */
export type SeenRun = PlatformRun & {
	readonly seenAt: number;
	/** When its note was last told, where its state was seen before. */
	readonly notedAt?: number;
	/** When it was first seen, in whatever state; absent where that was at `seenAt`. */
	readonly knownSince?: number;
	/** When this attempt was first seen in progress; absent when it had ended before it was looked at. */
	readonly beganAt?: number;
};

/** Everything known of one run of a workflow. Immutable; the reducer returns the same object when nothing changed. */
export type RunState = {
	readonly workflow: Workflow;
	/** Milliseconds without any change after which the run times out. */
	readonly timeoutMs: number;
	readonly invocation?: Invocation;
	readonly triggeredAt?: number;
	/** How it came to be watched, where we did not trigger it: somebody else had, or we resumed it. */
	readonly begunBy?: 'attach' | 'resume';
	readonly endedAt?: number;
	/** When anything new was last observed. */
	readonly changedAt?: number;
	readonly outcome: Outcome;
	/** By node id, in graph order. */
	readonly nodes: ReadonlyMap<string, NodeState>;
	/** By run id. */
	readonly platformRuns: ReadonlyMap<RunId, SeenRun>;
	/** In a resumed run: platform runs up to these, the newest of each platform, belong to attempts before it. */
	readonly lastOldRuns?: readonly RunPlace[];
	readonly isCancelRequested: boolean;
	/** Sources that cannot be read at present, with the last message. */
	readonly watchFailures: Readonly<Partial<Record<WatchSource, string>>>;
	/** When the platform, if it cannot be read, is tried again, where that is known (ms since the epoch). */
	readonly platformRetryAt?: number;
	/** True once the platform was asked for its runs. */
	readonly isPlatformAsked?: true;
	/** When the latest complete list of the invocation's runs was begun. */
	readonly platformListedAt?: number;
	/** As last told by the platform; absent where requests are not counted. */
	readonly platformBudget?: PlatformBudget;
};

/** A run that has begun. */
export type TriggeredRun = RunState & Required<Pick<RunState, 'triggeredAt' | 'changedAt'>>;
