import {parseLogLine} from '../../../source/core/log/parse-log-line.js';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {type NodeState, type RunState, type SeenRun} from '../../../source/core/run/run-state.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {type Workflow} from '../../../source/core/workflow/workflow.js';
import {createListeners} from '../../../source/ports/listeners/create-listeners.js';
import {createLogStore} from '../../../source/run/runner/log-store.js';
import {createRunnerEvents, type RunnerEvent} from '../../../source/run/runner/runner-event.js';
import {type RunFeed} from '../../../source/report/reporter.js';
import {type RunId} from '../../../source/core/run/run-id.js';

type InvokeNext = ReadonlyArray<string | {readonly True?: readonly string[]; readonly False?: readonly string[]}>;

/** A workflow of these actions with what each invokes. */
export const createWorkflow = (actions: Readonly<Record<string, InvokeNext>>, name = 'demo'): Workflow => {
	const names = Object.keys(actions);
	const {workflow, problems} = parseWorkflow(JSON.stringify({
		WorkflowName: name,
		FunctionInvoke: names[0],
		FaaSrLog: 'FaaSrLog',
		DefaultDataStore: 'S3',
		LoggingDataStore: 'S3',
		DataStores: {S3: {Endpoint: 'https://s3.example.org', Bucket: 'bucket', Region: 'us-east-1'}},
		ComputeServers: {GH: {FaaSType: 'GitHubActions', UserName: 'someone', ActionRepoName: 'repo', Branch: 'main', UseSecretStore: true}},
		ActionContainers: Object.fromEntries(names.map(action => [action, 'ghcr.io/faasr/github-actions-python:latest'])),
		FunctionGitRepo: Object.fromEntries(names.map(action => [action.replaceAll('-', '_'), 'someone/repo/main/functions'])),
		ActionList: Object.fromEntries(names.map(action => [action, {
			FunctionName: action.replaceAll('-', '_'), FaaSServer: 'GH', Type: 'Python', Arguments: {}, InvokeNext: actions[action],
		}])),
	}));
	if (workflow === undefined) {
		throw new Error(problems.map(({message}) => message).join('\n'));
	}

	return workflow;
};

/** A run that a test tells step by step; events follow from the changes of the state, as they do in the runner. */
export const createFakeFeed = (workflow: Workflow, getNow: () => number) => {
	let state = createRunState(workflow);
	const logs = createLogStore();
	const events = createListeners<[event: RunnerEvent]>();
	const changes = createListeners();
	const emit = events.call;
	const getRunnerEvents = createRunnerEvents();
	const change = (changed: Partial<RunState>): void => {
		const before = state;
		state = {...state, ...changed};
		for (const event of getRunnerEvents({before, after: state})) {
			emit(event);
		}

		changes.call();
	};

	logs.onAppend(entries => {
		emit({type: 'log.grew', entries});
	});
	const feed: RunFeed = {
		store: {
			logs,
			getSnapshot: () => state,
			subscribe: changes.add,
		},
		subscribe: events.add,
	};
	return {
		feed,
		emit,
		change,
		trigger(id = 'id-1'): void {
			change({outcome: 'RUNNING', triggeredAt: getNow(), changedAt: getNow(), invocation: {workflowName: workflow.name, timestamp: '2026-11-23T14-02-11', id}});
		},
		/** Changes nodes in one batch. */
		nodes(changes: Readonly<Record<string, Partial<NodeState>>>, more: Partial<RunState> = {}): void {
			change({
				...more,
				nodes: new Map([...state.nodes].map(([id, node]): [string, NodeState] => [id, changes[id] === undefined ? node : {...node, ...changes[id]}])),
			});
		},
		runs(...runs: readonly SeenRun[]): void {
			change({platformRuns: new Map([...state.platformRuns, ...runs.map((run): [RunId, SeenRun] => [run.id, run])])});
		},
		log(node: string, ...lines: readonly string[]): void {
			logs.append(lines.map(text => ({...parseLogLine(text), node, at: getNow()})));
		},
		listenerCount: () => events.count() + changes.count(),
	};
};
