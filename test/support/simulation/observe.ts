import {type RunState} from '../../../source/core/run/run-state.js';
import {isSettled} from '../../../source/core/run/status.js';
import {type WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {type Requests} from './watched-cloud.js';
import {type World} from './world.js';

/** What a watcher said and when, by the model's time. */
export type Watched = {
	readonly state: RunState;
	/** When each node settled, and as what. */
	readonly settled: ReadonlyMap<string, {readonly at: number; readonly said: string}>;
	/** When the run had its verdict; absent when it never had one. */
	readonly endedAt: number | undefined;
	readonly startedAt: number;
	/** What was settled and then said otherwise. */
	readonly changes: readonly string[];
	/** How often it had asked when it had its verdict. */
	readonly requests: Requests;
};

/** `STATUS reason` of a node. */
export const say = ({status, reason}: {readonly status: string; readonly reason?: string}): string => reason === undefined ? status : `${status} ${reason}`;

/** The same failure has the same reason, whichever was seen first: a red end is told more exactly once the function's own ERROR is read. */
const isToldMoreExactly = (before: string, after: string): boolean => before === 'FAILED run-failed' && after === 'FAILED function-error';

/** Notes when each node settles and whether it stays so, from now on; gives what was noted. */
export const observe = (runner: WorkflowRunner, world: World, requests: Requests): (() => Watched) => {
	const {timeline} = world;
	const startedAt = timeline.now();
	const settled = new Map<string, {readonly at: number; readonly said: string}>();
	const changes: string[] = [];
	let end: {readonly at: number; readonly requests: Requests} | undefined;
	const note = (state: RunState): void => {
		for (const node of state.nodes.values()) {
			const known = settled.get(node.id);
			const said = say(node);
			if (known === undefined && isSettled(node.status)) {
				settled.set(node.id, {at: timeline.now(), said});
				world.tell(`  faasr-tui: ${node.id} ${said}${node.sentence === undefined ? '' : ` (${node.sentence})`}`);
			} else if (known !== undefined && known.said !== said && isToldMoreExactly(known.said, said)) {
				settled.set(node.id, {...known, said});
			} else if (known !== undefined && known.said !== said) {
				changes.push(`${node.id} was settled as ${known.said} and is ${said}`);
			}
		}

		if (state.endedAt !== undefined && end === undefined) {
			end = {at: timeline.now(), requests: {...requests}};
			world.tell('  faasr-tui: the run has its verdict');
		}
	};

	const unsubscribe = runner.store.subscribe(() => {
		note(runner.store.getSnapshot());
	});
	return () => {
		unsubscribe();
		return {state: runner.store.getSnapshot(), settled, endedAt: end?.at, startedAt, changes, requests: end?.requests ?? requests};
	};
};
