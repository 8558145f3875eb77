import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {createNameFinder} from '../../core/workflow/closest-name.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

const shownCount = 30;

const createUnknownError = ({nodes, workflow}: RunState, name: string): FaasrTuiError => {
	const names = [...new Set([...workflow.actions.keys(), ...nodes.keys()])];
	const meant = createNameFinder(names)(name);
	const shown = names.slice(0, shownCount).join(', ');
	return new FaasrTuiError([
		`The workflow has no action or node ${JSON.stringify(name)}${meant === undefined ? '' : `: did you mean ${JSON.stringify(meant)}?`}`,
		`It has ${shown}${names.length > shownCount ? ` and ${names.length - shownCount} more` : ''}.`,
	].join(meant === undefined ? '. ' : ' '), {code: 'usage', hint: 'Name an action of the document, or one of its ranks, such as "fn(2)".'});
};

/** What a name stands for: one node (`fn`, `fn(2)`), or all ranks of a ranked action (`fn`). Throws for a name the workflow does not have. */
export const findNodes = (state: RunState, name: string): readonly NodeState[] => {
	const node = state.nodes.get(name);
	const nodes = node === undefined ? [...state.nodes.values()].filter(({action}) => action === name) : [node];
	if (nodes.length === 0) {
		throw createUnknownError(state, name);
	}

	return nodes;
};
