import {getDispatchFate} from '../../core/run/dispatch-fate.js';
import {groupNodes} from '../../core/run/group-nodes.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';

/** What a run has made of the graph so far: looked at only where it is in view, and remembered until the run goes on. */
export type GraphStates = {
	/** The nodes of an action. */
	readonly getNodes: (action: string) => readonly NodeState[];
	/** 2 for edges that were taken, 0 for those that were not, 1 for those that are still open. */
	readonly getLevel: (from: string, to: string) => number;
};

const levels = {dispatched: 2, open: 1, never: 0} as const;

/** Tells what became of nodes and edges. */
export const createGraphStates = ({workflow, nodes}: Pick<RunState, 'workflow' | 'nodes'>): GraphStates => {
	const groups = groupNodes(nodes.values());
	const known = new Map<string, number>();
	const getNodes = (action: string): readonly NodeState[] => groups.get(action) ?? [];
	const findLevel = (from: string, to: string): number => {
		const edges = workflow.actions.get(from)?.successors.filter(edge => edge.to === to) ?? [];
		const targets = getNodes(to);
		let level = 0;
		for (const source of getNodes(from)) {
			for (const target of targets) {
				level = Math.max(level, levels[getDispatchFate(source, edges, target)]);
				if (level === levels.dispatched) {
					return level;
				}
			}
		}

		return level;
	};

	return {
		getNodes,
		getLevel(from, to) {
			const key = `${from} ${to}`;
			const level = known.get(key) ?? findLevel(from, to);
			known.set(key, level);
			return level;
		},
	};
};
