import {type Workflow} from '../../core/workflow/workflow.js';

/**
Names what an action comes after, where the tree does not show it: `after compute_py, check (True)`.

Nothing for an action with one predecessor, unless it stands without the tree.
*/
export const describeJoin = ({actions}: Workflow, action: string, isFlat: boolean): string | undefined => {
	const predecessors = actions.get(action)?.predecessors ?? [];
	const names = new Set(predecessors.map(({from, when}) => when === 'always' ? from : `${from} (${when})`));
	return names.size > 1 || (isFlat && names.size > 0) ? `after ${[...names].join(', ')}` : undefined;
};
