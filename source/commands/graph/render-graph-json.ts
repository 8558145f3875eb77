import {type Action, type Workflow} from '../../core/workflow/workflow.js';
import {stringifySafely} from '../validate/render-json.js';

const getBranches = ({successors}: Action): Readonly<Record<'True' | 'False', readonly string[]>> => ({
	True: successors.filter(({when}) => when === 'True').map(({to}) => to),
	False: successors.filter(({when}) => when === 'False').map(({to}) => to),
});

/** Writes a workflow's graph as JSON: actions, edges, where it starts, how often ranked actions run, and what conditionals choose between. */
export const renderGraphJson = ({name, entry, actions}: Workflow): string => {
	const all = [...actions.values()];
	return `${stringifySafely({
		workflow: name,
		entry,
		nodes: all.map(({name, functionName, type, server, rank}) => ({name, functionName, type, server, rank})),
		edges: all.flatMap(({successors}) => successors).map(({from, to, when, rank}) => ({from, to, when, rank})),
		ranks: Object.fromEntries(all.filter(({isRanked}) => isRanked).map(({name, rank}) => [name, rank])),
		branches: Object.fromEntries(all.filter(({successors}) => successors.some(({when}) => when !== 'always')).map(action => [action.name, getBranches(action)])),
	})}\n`;
};
