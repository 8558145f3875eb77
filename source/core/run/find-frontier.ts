import {findMissing, isHalfDispatched} from './find-missing.js';
import {getNodeLinks} from './node-links.js';
import {type NodeState, type RunState} from './run-state.js';
import {type Status} from './status.js';

/** Ends that a resume of what failed starts with; SKIPPED nodes lie behind them. */
const brokenEnds: ReadonlySet<Status> = new Set(['FAILED', 'TIMEOUT', 'CANCELLED']);

/** Where a resume of what failed begins. */
export type Frontier = {
	/** What is dispatched by us, in graph order. */
	readonly nodes: readonly NodeState[];
	/** Functions that did their work, each with the instances that it could not invoke: those are dispatched instead of it. */
	readonly missing: ReadonlyMap<string, readonly string[]>;
};

/**
Finds what a resume has to dispatch: broken nodes with no broken one before them, for what lies behind those is dispatched by FaaSr again.

A function that did its work and could not invoke all that comes after it does not run again; what it could not invoke takes its place.
*/
export const findFrontier = (state: RunState): Frontier => {
	const {workflow, nodes} = state;
	const tainted = new Set<string>();
	const missing = new Map<string, readonly string[]>();
	const uninvoked = new Set<string>();
	const frontier: NodeState[] = [];
	for (const node of nodes.values()) {
		const isBehind = getNodeLinks(workflow, node.id).predecessors.some(({from}) => tainted.has(from));
		if (!isBehind && isHalfDispatched(node)) {
			const own = findMissing(node, state);
			missing.set(node.id, own);
			for (const id of own) {
				uninvoked.add(id);
			}

			continue;
		}

		const isBroken = brokenEnds.has(node.status) || uninvoked.has(node.id);
		if (isBehind || isBroken) {
			tainted.add(node.id);
		}

		if (isBroken && !isBehind) {
			frontier.push(node);
		}
	}

	return {nodes: frontier, missing};
};
