import {useCallback, useState} from 'react';
import {type RunState} from '../../core/run/run-state.js';
import {initialNodeTableState, type NodeTableAction, type NodeTableState, reduceNodeTable} from '../components/node-table/node-table-state.js';
import {getNodeTableView, type NodeTableView} from '../components/node-table/table-view.js';
import {getTableRows, type TableRows} from '../components/node-table/table-rows.js';
import {useViewState} from './use-view-state.js';

/** The table as keys see it; `get…` know what was dispatched in this same tick. */
export type Table = {
	readonly state: NodeTableState;
	readonly rows: TableRows;
	readonly getState: () => NodeTableState;
	readonly getRows: () => TableRows;
	readonly getView: (height: number) => NodeTableView;
	readonly dispatch: (action: NodeTableAction) => void;
};

/** Remembers the rows as long as what they are made of stays the same. */
const createRowsMemo = () => {
	let previous: {readonly nodes: RunState['nodes']; readonly table: TableRows} | undefined;
	return ({nodes}: RunState): TableRows => {
		if (previous?.nodes !== nodes) {
			previous = {nodes, table: getTableRows(nodes)};
		}

		return previous.table;
	};
};

/** Keeps the table's state and its rows. */
export const useTable = (runState: RunState): Table => {
	const {state, dispatch, getState} = useViewState(reduceNodeTable, initialNodeTableState);
	const [getRowsOf] = useState(createRowsMemo);
	const getRows = useCallback(() => getRowsOf(runState), [getRowsOf, runState]);
	const getView = useCallback((height: number) => getNodeTableView(getState(), getRows(), height), [getState, getRows]);
	return {state, rows: getRows(), getState, getRows, getView, dispatch};
};
