import {useCallback, useState} from 'react';
import {type RunState} from '../../core/run/run-state.js';
import {useViewState} from '../use-view-state.js';
import {initialNodeTableState, type NodeTableAction, type NodeTableState, reduceNodeTable, type TableOptions} from './state.js';
import {type TableRow, type TableRows} from './table-row.js';
import {getTableRows} from './table-rows.js';
import {getNodeTableView, type NodeTableView} from './table-view.js';

/** The table as keys see it; `get…` know what was dispatched in this same tick. */
export type Table = {
	readonly state: NodeTableState;
	readonly rows: TableRows;
	/** Rows that the table has use for. As long as a filter is typed it keeps its room: the panes would jump with every letter. */
	readonly wantedRows: number;
	readonly getState: () => NodeTableState;
	readonly getRows: () => TableRows;
	readonly getView: (height: number) => NodeTableView;
	readonly dispatch: (action: NodeTableAction) => void;
};

/** Remembers the rows as long as what they are made of stays the same: a key that only moves lists nothing again. */
const createRowsMemo = () => {
	let previous: {readonly run: RunState; readonly options: TableOptions; readonly rows: TableRows} | undefined;
	let unfilteredCount = 0;
	const getRowsOf = (run: RunState, options: TableOptions): TableRows => {
		if (previous?.options === options && previous.run.nodes === run.nodes && previous.run.platformRuns === run.platformRuns && previous.run.workflow === run.workflow) {
			return previous.rows;
		}

		const rows = getTableRows(run, options);
		previous = {run, options, rows};
		unfilteredCount = options.filter === '' ? rows.rows.length : unfilteredCount;
		return rows;
	};

	return {getRowsOf, getWantedRows: (rows: TableRows, isTyping: boolean) => Math.max(rows.rows.length, isTyping ? unfilteredCount : 0)};
};

/** Keeps the table's state and its rows; `isTyping` while a filter is typed. */
export const useTable = (run: RunState, isTyping: boolean): Table => {
	const {state, dispatch, getState} = useViewState(reduceNodeTable, initialNodeTableState);
	const [{getRowsOf, getWantedRows}] = useState(createRowsMemo);
	const getRows = useCallback(() => getRowsOf(run, getState().options), [getRowsOf, getState, run]);
	const getView = useCallback((height: number) => getNodeTableView(getState(), getRows(), height), [getState, getRows]);
	const rows = getRows();
	return {state, rows, wantedRows: getWantedRows(rows, isTyping), getState, getRows, getView, dispatch};
};

/** The key that other views know a row by: a node's id or a ranked action's name; nothing for rows folded together. */
export const getSelectedKey = (row: TableRow | undefined): string | undefined => row?.kind === 'fold' ? undefined : row?.key;
