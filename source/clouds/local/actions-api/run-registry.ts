import {type Clock} from '../../../ports/clock.js';
import {type RunJournal} from './run-journal.js';
import {getCurrentAttempt, type RunAttempt, type WorkflowRun} from './workflow-run.js';

/** What a dispatch knows of the run it creates. */
export type NewRun = Pick<WorkflowRun, 'repository' | 'workflow' | 'headBranch' | 'headSha' | 'displayTitle' | 'inputs'>;

/** Every run that the API knows: its own, and those of earlier ones on the same folder. */
export type RunRegistry = {
	readonly add: (run: NewRun) => WorkflowRun;
	/** Adds a queued attempt to a run that has ended. */
	readonly addAttempt: (id: number) => WorkflowRun;
	/** Changes the current attempt; `at` is when that was. @default now */
	readonly updateAttempt: (id: number, change: Partial<RunAttempt>, at?: number) => WorkflowRun;
	readonly get: (id: number) => WorkflowRun | undefined;
	readonly findJob: (jobId: number) => {readonly run: WorkflowRun; readonly attempt: RunAttempt} | undefined;
	/** Newest first, as GitHub lists them. */
	readonly list: () => readonly WorkflowRun[];
};

/** Creates the place where the runs of one Actions API are kept, and written to its journal if it has one. */
export const createRunRegistry = (clock: Clock, journal?: RunJournal): RunRegistry => {
	const earlier = journal?.earlier ?? [];
	const runs = new Map(earlier.map(run => [run.id, run]));
	const runIdByJobId = new Map(earlier.flatMap(({id, attempts}) => attempts.map(({jobId}) => [jobId, id])));
	const runCounts = new Map(earlier.map(({workflow, runNumber}) => [workflow.id, runNumber]));
	// Ids grow with time also across clouds that share a data folder, as GitHub's do.
	let nextId = Math.max(1, Math.floor(clock.now()));
	for (const jobId of runIdByJobId.keys()) {
		nextId = Math.max(nextId, jobId + 1);
	}

	const save = (run: WorkflowRun): WorkflowRun => {
		runs.set(run.id, run);
		journal?.write(run);
		return run;
	};

	const getOrThrow = (id: number): WorkflowRun => {
		const run = runs.get(id);
		if (!run) {
			throw new RangeError(`no run ${id}`);
		}

		return run;
	};

	const createAttempt = (runId: number, number: number): RunAttempt => {
		const jobId = nextId++;
		runIdByJobId.set(jobId, runId);
		return {number, jobId, status: 'queued', triggeredAt: clock.now()};
	};

	return {
		add(run) {
			const id = nextId++;
			const runNumber = (runCounts.get(run.workflow.id) ?? 0) + 1;
			runCounts.set(run.workflow.id, runNumber);
			const at = clock.now();
			return save({...run, id, runNumber, createdAt: at, updatedAt: at, attempts: [createAttempt(id, 1)]});
		},
		addAttempt(id) {
			const run = getOrThrow(id);
			const attempt = createAttempt(id, getCurrentAttempt(run).number + 1);
			return save({...run, updatedAt: clock.now(), attempts: [...run.attempts, attempt]});
		},
		updateAttempt(id, change, at = clock.now()) {
			const run = getOrThrow(id);
			const [first, ...rest] = [...run.attempts.slice(0, -1), {...getCurrentAttempt(run), ...change}];
			return save({...run, updatedAt: at, attempts: [first, ...rest]});
		},
		get: id => runs.get(id),
		findJob(jobId) {
			const run = runs.get(runIdByJobId.get(jobId) ?? -1);
			const attempt = run?.attempts.find(each => each.jobId === jobId);
			return run && attempt ? {run, attempt} : undefined;
		},
		list: () => [...runs.values()].reverse(),
	};
};
