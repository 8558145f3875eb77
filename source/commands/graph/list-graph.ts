import {sanitizeLine} from '../../core/text/sanitize.js';
import {type Action, type Edge, type Workflow} from '../../core/workflow/workflow.js';

/** An action as graph languages need it: an id that is safe everywhere, and the text to show. */
export type ListedAction = {readonly id: string; readonly label: string; readonly isEntry: boolean};

export type ListedEdge = {readonly from: string; readonly to: string; readonly label: string};

const labelAction = ({name, rank, isRanked}: Action): string => sanitizeLine(name) + (isRanked ? ` ×${rank}` : '');

const labelEdge = ({when}: Edge): string => when === 'always' ? '' : when;

/** Numbers the actions, so that no name has to be an identifier of a graph language. */
export const listGraph = ({actions, entry}: Workflow): {readonly nodes: readonly ListedAction[]; readonly edges: readonly ListedEdge[]} => {
	const all = [...actions.values()];
	const ids = new Map(all.map(({name}, index) => [name, `a${index}`]));
	return {
		nodes: all.map(action => ({id: ids.get(action.name)!, label: labelAction(action), isEntry: action.name === entry})),
		edges: all.flatMap(({successors}) => successors).map(edge => ({from: ids.get(edge.from)!, to: ids.get(edge.to)!, label: labelEdge(edge)})),
	};
};
