import {isDrained} from '../core/run/trailing-lines.js';
import {type NodeState, type RunState} from '../core/run/run-state.js';
import {isSettled} from '../core/run/status.js';
import {FaasrTuiError} from '../ports/errors/faasr-tui-error.js';
import {getLogTail} from '../run/runner/get-log-tail.js';
import {findNodes} from '../run/runner/find-nodes.js';
import {demandWork} from '../run/runner/wait-for-node.js';
import {waitUntil} from '../run/runner/wait-until.js';
import {createAssertionError} from './assertions/assertion-error.js';
import {type WatchedRun} from './watched-run.js';

export type WaitForOptions = {
	/**
	Demands that the function fails: resolves at FAILED, throws at everything else. Of a ranked action one rank must fail.

	@default false
	*/
	readonly shouldFail?: boolean;
	/**
	Seconds after which the wait times out; the run itself continues.

	@default none: the run's own timeout ends every wait
	*/
	readonly timeout?: number;
};

/** Makes text from elsewhere printable and puts `***` in place of secrets. */
export type Clean = (text: string) => string;

const getTail = ({store}: WatchedRun, {id}: NodeState, clean: Clean): readonly string[] =>
	getLogTail(store.logs.lines, id).map(line => clean(line));

const describeNode = ({id, status, reason, sentence}: NodeState, clean: Clean): string => [
	`${clean(id)} is ${status}`,
	reason === undefined || reason === 'completed' ? '' : ` (${reason})`,
	sentence === undefined || reason === 'completed' ? '' : `: ${clean(sentence)}`,
].join('');

const demandFailure = (run: WatchedRun, nodes: readonly NodeState[], clean: Clean): readonly NodeState[] | undefined => {
	if (!nodes.every(node => isDrained(node))) {
		return undefined;
	}

	if (nodes.some(({status}) => status === 'FAILED')) {
		return nodes;
	}

	throw createAssertionError({
		message: ['should have failed, but', ...nodes.map(node => describeNode(node, clean))].join(' '),
		subject: clean(nodes[0]?.action ?? ''),
		actual: nodes.map(({status}) => status).join('\n'),
		expected: 'FAILED',
		operator: 'waitFor',
		details: nodes.flatMap(node => getTail(run, node, clean)),
	});
};

/** What a node without a final status waits for: its upstream nodes without one. */
const describeWait = ({workflow, nodes: all}: RunState, node: NodeState, clean: Clean): string => {
	const predecessors = (workflow.actions.get(node.action)?.predecessors ?? [])
		.flatMap(({from}) => [...all.values()].filter(({action, status}) => action === from && !isSettled(status)));
	const waitsFor = node.startedAt === undefined && predecessors.length > 0
		? `; it waits for ${predecessors.map(({id, status}) => `${clean(id)} (${status})`).join(', ')}`
		: '';
	return `${describeNode(node, clean)}${waitsFor}`;
};

const createTimeoutError = (run: WatchedRun, name: string, seconds: number, clean: Clean): FaasrTuiError => {
	const state = run.store.getSnapshot();
	const waiting = findNodes(state, name).filter(({status}) => !isSettled(status));
	return new FaasrTuiError([
		`Waited ${seconds} seconds for ${clean(name)}: ${waiting.map(node => describeWait(state, node, clean)).join('; ')}`,
		...waiting.flatMap(node => getTail(run, node, clean)).map(line => `  ${line}`),
	].join('\n'), {code: 'timed-out', hint: 'Give waitFor a longer timeout, or leave it out to wait as long as the run lasts.'});
};

/** Calls back after the seconds, unless ended before. */
const startTimer = ({clock}: WatchedRun, seconds: number | undefined, signal: AbortSignal, onTimeout: () => void): void => {
	if (seconds === undefined) {
		return;
	}

	if (!Number.isFinite(seconds) || seconds <= 0) {
		throw new FaasrTuiError(`The timeout of waitFor must be a number of seconds above 0, not ${seconds}.`, {code: 'usage', hint: 'Leave timeout out to wait as long as the run lasts.'});
	}

	void (async () => {
		const [slept] = await Promise.allSettled([clock.sleep(seconds * 1000, {signal})]);
		if (slept.status === 'fulfilled') {
			onTimeout();
		}
	})();
};

/** Resolves when every instance of `name` has ended as expected, with their states. */
export const waitFor = async (run: WatchedRun, name: string, {shouldFail = false, timeout}: WaitForOptions, clean: Clean): Promise<readonly NodeState[]> => {
	const timer = new AbortController();
	const answered = new AbortController();
	startTimer(run, timeout, answered.signal, () => {
		timer.abort(createTimeoutError(run, name, timeout ?? 0, clean));
	});
	try {
		return await waitUntil(run.store, state => shouldFail ? demandFailure(run, findNodes(state, name), clean) : demandWork(run.store, findNodes(state, name), clean), AbortSignal.any([run.stopped, timer.signal]));
	} finally {
		answered.abort();
	}
};

/** Resolves when every instance of `name` has a final status, whichever. */
export const waitForSettled = async (run: WatchedRun, name: string): Promise<readonly NodeState[]> => waitUntil(run.store, state => {
	const nodes = findNodes(state, name);
	return nodes.every(node => isDrained(node)) ? nodes : undefined;
}, run.stopped);
