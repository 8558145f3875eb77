import {type RunState} from '../../core/run/run-state.js';
import {parseFilter} from './node-filter.js';
import {type Table} from './use-table.js';

/** Moves the table's cursor to a node or a ranked action, out of closed ranks, folds and filters that hide it. */
export const selectNode = (key: string, {nodes}: Pick<RunState, 'nodes'>, table: Pick<Table, 'getRows' | 'dispatch'>): void => {
	const {rows, places, options} = table.getRows();
	const place = places.get(key);
	if (place !== undefined && rows[place]?.key === key) {
		table.dispatch({type: 'select', key});
		return;
	}

	const node = nodes.get(key);
	const isFilteredOut = node === undefined ? place === undefined : !parseFilter(options.filter)(node);
	const action = node?.rank === undefined ? undefined : node.action;
	table.dispatch({type: 'reveal', key, action, isFilteredOut});
};
