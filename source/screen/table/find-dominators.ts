import {type Workflow} from '../../core/workflow/workflow.js';

/** The last action that every way to an action goes through; absent for actions that nothing invokes or that several starts lead to. */
export type Dominators = ReadonlyMap<string, string>;

/**
Finds for every action the last one before it that every way to it goes through.

For a join that is the action where its branches part. One pass is enough, because the actions come in graph order
(the iterative algorithm of Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm", on a graph without loops).
*/
export const findDominators = ({actions}: Pick<Workflow, 'actions'>): Dominators => {
	const dominators = new Map<string, string>();
	const depths = new Map<string, number>();
	const meet = (first: string, second: string): string | undefined => {
		let a: string | undefined = first;
		let b: string | undefined = second;
		while (a !== b && a !== undefined && b !== undefined) {
			if (depths.get(a)! >= depths.get(b)!) {
				a = dominators.get(a);
			} else {
				b = dominators.get(b);
			}
		}

		return a === b ? a : undefined;
	};

	for (const {name, predecessors} of actions.values()) {
		let dominator: string | undefined = predecessors[0]?.from;
		for (const {from} of predecessors) {
			dominator = dominator === undefined ? undefined : meet(dominator, from);
		}

		depths.set(name, dominator === undefined ? 0 : depths.get(dominator)! + 1);
		if (dominator !== undefined) {
			dominators.set(name, dominator);
		}
	}

	return dominators;
};
