import {systemClock} from '../../ports/clock/system-clock.js';
import {createRunState, defaultTimeoutSeconds} from '../../core/run/create-run-state.js';
import {type Invocation} from '../../core/log/invocation.js';
import {planResume} from '../../core/run/plan-resume.js';
import {type ResumePlan, type ResumeSelection} from '../../core/run/resume-plan.js';
import {type NodeState} from '../../core/run/run-state.js';
import {type Status} from '../../core/run/status.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Clock} from '../../ports/clock.js';
import {type Cloud} from '../../ports/cloud.js';
import {type CancelReport} from './cancel-run.js';
import {createRunStore, type WritableRunStore} from './create-run-store.js';
import {type LogEntry} from './log-entry.js';
import {type LoadedWorkflow, loadWorkflow} from './load-workflow.js';
import {resolveFolders} from './open-cloud.js';
import {openWholeLogs, type ReadWholeLog} from './open-whole-logs.js';
import {createRunLogReader} from './run-logs/create-run-log-reader.js';
import {getRunResult, type RunResult} from './run-result.js';
import {type RunStore} from './run-store.js';
import {createRunnerCloud} from './runner-cloud.js';
import {createRunnerFeed, type RunnerEvent} from './runner-event.js';
import {attachSession} from './resume/attach-session.js';
import {resumeSession} from './resume/resume-session.js';
import {type Session, SessionSlot, type StartControl} from './session-slot.js';
import {startSession, type SessionOptions} from './start-session.js';
import {waitForNode} from './wait-for-node.js';
import {secondsToMs, type WorkflowRunnerOptions} from './workflow-runner-options.js';

export {type WorkflowRunnerOptions} from './workflow-runner-options.js';

/**
Runs one FaaSr workflow and watches it to its verdict.

Every method may be called at any time and concurrently. Nothing is started before `triggerWorkflow()`.

@example
```ts
const runner = new WorkflowRunner({workflowFile: 'workflows/main.json', local: true});
await runner.triggerWorkflow();
await runner.waitFor('test-py-api');
const {outcome} = await runner.result();
await runner.cleanup();
```
*/
export class WorkflowRunner {
	readonly workflow: Workflow;
	readonly #clock: Clock;
	readonly #timeoutMs: number;
	readonly #checkIntervalMs: number;
	readonly #store: WritableRunStore;
	readonly #feed: ReturnType<typeof createRunnerFeed>;
	readonly #cloud: ReturnType<typeof createRunnerCloud>;
	readonly #slot: SessionSlot;
	readonly #runLogs: ReturnType<typeof createRunLogReader>;
	#cleaning: Promise<void> | undefined;

	/**
	Reads and checks the document: throws a `DocumentInvalidError`, or a `FaasrTuiError` with code `usage`.

	Where that has been done already, it is `loaded`.
	*/
	constructor(options: WorkflowRunnerOptions, {workflow, file}: LoadedWorkflow = loadWorkflow(options.workflowFile)) {
		const cloudOptions = resolveFolders(options);
		this.#clock = options.clock ?? systemClock;
		this.#timeoutMs = secondsToMs('timeout', options.timeout ?? defaultTimeoutSeconds);
		this.#checkIntervalMs = secondsToMs('checkInterval', options.checkInterval ?? 1);
		this.#slot = new SessionSlot(this.#clock);
		this.workflow = workflow;
		this.#store = createRunStore(createRunState(workflow, this.#timeoutMs));
		this.#cloud = createRunnerCloud({...cloudOptions, workflow, workflowFile: file, clock: this.#clock, store: this.#store});
		this.#runLogs = createRunLogReader({store: this.#store, openCloud: async () => this.openCloud(), clock: this.#clock, readsAll: options.runLogs ?? false});
		this.#feed = createRunnerFeed(this.#store, options);
	}

	/** What screens and reporters read. */
	get store(): RunStore {
		return this.#store;
	}

	/**
	Opens the cloud the run will use without triggering anything: starts the local one, or checks credentials.

	Throws a `FaasrTuiError` with code `credentials` when some are missing.
	*/
	async openCloud(): Promise<Cloud> {
		this.#assertUsable();
		return this.#cloud.open();
	}

	/**
	Dispatches the entry action under a new InvocationID and starts watching.

	While a run is going on its invocation is returned and nothing is dispatched; after its end a new run is started.
	*/
	async triggerWorkflow(): Promise<Invocation> {
		this.#assertUsable();
		const {starting, session} = this.#slot;
		if (starting === undefined && session !== undefined && !this.isMonitoringComplete()) {
			return session.invocation;
		}

		const {invocation} = await this.#slot.join(async control => startSession(await this.#getSessionOptions(control)));
		return invocation;
	}

	/**
	Watches an invocation that was started elsewhere, or earlier: by its id, or the newest one as `@latest`.

	Its state so far is in the store when this resolves; a finished run has its verdict then.
	One that has written nothing yet is found by its id and `timestamp`.
	With `isQuiet` subscribers hear nothing of it until something else begins: for who only plans to resume it.
	Throws a `FaasrTuiError` with code `usage` when there is no such invocation, or more than one and no `timestamp`.
	*/
	async attach({invocationId, timestamp, isQuiet = false}: {readonly invocationId: string; readonly timestamp?: string | undefined; readonly isQuiet?: boolean}): Promise<Invocation> {
		this.#assertIdle('attached to another run');
		this.#feed.setQuiet(isQuiet);
		return this.#begin(async options => attachSession(options, {invocationId, timestamp, isQuiet}));
	}

	/** Plans what `resume` would do with the run as it is known now, without doing anything. */
	planResume(selection: ResumeSelection): ResumePlan {
		return planResume(this.#store.getSnapshot(), selection);
	}

	/**
	Runs parts of the ended run again: see `planResume` for what is dispatched, kept and deleted.

	Throws a `FaasrTuiError` with code `usage` when the plan is refused; with `dryRun` the plan is returned, nothing done.
	*/
	async resume(selection: ResumeSelection, {dryRun = false}: {readonly dryRun?: boolean} = {}): Promise<ResumePlan> {
		this.#assertUsable();
		await this.#slot.starting;
		const plan = this.planResume(selection);
		if (dryRun) {
			return plan;
		}

		if (plan.refusal !== undefined) {
			throw new FaasrTuiError(`The run cannot be resumed: ${plan.refusal}.`, {code: 'usage', hint: plan.advice});
		}

		const {invocation} = plan;
		if (invocation === undefined) {
			await this.triggerWorkflow();
			return plan;
		}

		this.#assertIdle('resumed');
		await this.#begin(async options => resumeSession(options, plan, invocation));
		return plan;
	}

	/** Status of every node by its id: `compute`, or `compute(2)` for a rank. */
	getFunctionStatuses(): Readonly<Record<string, Status>> {
		return Object.fromEntries([...this.#store.getSnapshot().nodes].map(([id, node]) => [id, node.status]));
	}

	/** True once the run has its verdict. */
	isMonitoringComplete(): boolean {
		return this.#store.getSnapshot().endedAt !== undefined;
	}

	/**
	Resolves when a function (`fn`, `fn(2)`, or all ranks of `fn`) is COMPLETED or NOT_INVOKED.

	Rejects with a `NodeFailedError` that carries reason and log tail when it is FAILED, SKIPPED, TIMEOUT or CANCELLED.
	*/
	async waitFor(name: string, {signal}: {readonly signal?: AbortSignal} = {}): Promise<readonly NodeState[]> {
		return waitForNode(this.#store, name, signal);
	}

	/** Resolves with the run's result when watching has ended. */
	async result(): Promise<RunResult> {
		await this.#slot.watched();
		await this.#runLogs.settled();
		return getRunResult(this.#store.getSnapshot(), this.#clock.now());
	}

	/**
	Stops everything of the run on its platform and marks what had not settled CANCELLED. Calling it again waits for the same.

	Once `signal` aborts nothing is waited for: what is alive by then is asked by force, for at most a second. With `force` nothing is asked kindly: what has not heeded a cancel under way is killed without a chance to clean up.
	*/
	async cancel({signal, force = false}: {readonly signal?: AbortSignal; readonly force?: boolean} = {}): Promise<CancelReport> {
		await this.#slot.settleStart(signal);
		const {session} = this.#slot;
		return session === undefined || this.isMonitoringComplete() ? {aliveRunIds: []} : session.cancel({signal, force});
	}

	/** Stops watching. The run goes on, unless it is on the local cloud and `cleanup()` follows. */
	async shutdown(): Promise<void> {
		await this.#slot.stop();
	}

	/** Stops watching and ends everything that was started: timers, sockets, the local cloud and its actions. May be called twice. */
	async cleanup(): Promise<void> {
		this.#cleaning ??= this.#cleanUp();
		return this.#cleaning;
	}

	/**
	Fetches the platform's own log of a node's run, where the user's prints are, and adds it to `store.logs` (`isRunLog`).

	Gives its lines; none while the run has not ended, or when the platform has no log of it.
	*/
	async readRunLog(node: string): Promise<readonly LogEntry[]> {
		this.#assertUsable();
		return this.#runLogs.read(node);
	}

	/** Opens the logs on S3 as a whole: `store.logs` keeps the newest lines only. */
	openWholeLogs(): ReadWholeLog {
		return openWholeLogs({workflow: this.workflow, store: this.#store, openCloud: async () => this.openCloud(), clock: this.#clock});
	}

	/** Calls back for everything that happens; returns the way to stop it. */
	subscribe(listener: (event: RunnerEvent) => void): () => void {
		return this.#feed.subscribe(listener);
	}

	#assertUsable(): void {
		if (this.#cleaning !== undefined) {
			throw new FaasrTuiError('This runner was cleaned up.', {code: 'usage', hint: 'Create a new WorkflowRunner.'});
		}
	}

	#assertIdle(what: string): void {
		this.#assertUsable();
		if (this.#slot.starting !== undefined || this.#store.getSnapshot().outcome === 'RUNNING') {
			throw new FaasrTuiError(`While a run goes on nothing else can be ${what}.`, {code: 'usage', hint: 'Wait for its end or cancel it.'});
		}
	}

	async #begin(open: (options: SessionOptions) => Promise<Session>): Promise<Invocation> {
		const {invocation} = await this.#slot.begin(async control => open(await this.#getSessionOptions(control)));
		return invocation;
	}

	async #getSessionOptions(control: StartControl): Promise<SessionOptions> {
		return {
			workflow: this.workflow,
			store: this.#store,
			cloud: await this.openCloud(),
			clock: this.#clock,
			timeoutMs: this.#timeoutMs,
			checkIntervalMs: this.#checkIntervalMs,
			control,
			warn: this.#feed.warn,
		};
	}

	async #cleanUp(): Promise<void> {
		this.#runLogs.stop();
		await this.shutdown();
		await this.#cloud.close();
		this.#feed.clear();
	}
}
