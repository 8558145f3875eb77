import {useEffect, useMemo} from 'react';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {describeWatchFailures} from '../components/header/render-header.js';
import {type HelpState, initialHelpState, reduceHelp} from '../components/help/help-state.js';
import {renderHelp} from '../components/help/render-help.js';
import {getLogWindow, initialLogPaneState, type LogWindow, reduceLogPane} from '../components/log-pane/log-pane-state.js';
import {type LogRow} from '../components/log-pane/log-rows.js';
import {type TableRows} from '../components/node-table/table-rows.js';
import {getNodeTableView, type NodeTableView} from '../components/node-table/table-view.js';
import {getLayout, type Layout} from '../layout.js';
import {type AppProps} from '../screen-options.js';
import {initialScreenState, reduceScreen, type ScreenState} from '../screen-state.js';
import {useLogRows} from './use-log-rows.js';
import {useRunState} from './use-run-state.js';
import {useScreenKeys} from './use-screen-keys.js';
import {useTable} from './use-table.js';
import {useTerminalSize} from './use-terminal-size.js';
import {useViewState} from './use-view-state.js';

/** Everything one frame is drawn from, the time left out. */
export type ScreenModel = {
	readonly state: RunState;
	readonly nodes: readonly NodeState[];
	readonly screen: ScreenState;
	readonly layout: Layout;
	readonly tableRows: TableRows;
	readonly tableView: NodeTableView;
	/** Key of the row under the table's cursor: a node's id or a ranked action's name. */
	readonly selectedKey: string | undefined;
	/** The selected node, or all ranks of the selected action. */
	readonly selectedNodes: readonly NodeState[];
	readonly logRows: readonly LogRow[];
	readonly logWindow: LogWindow;
	readonly helpState: HelpState;
	readonly helpLines: readonly string[];
};

const selectAll = (state: RunState): RunState => state;

/** Joins the run, the view states, the terminal's size and the keyboard. */
export const useScreen = (props: AppProps): ScreenModel => {
	const state = useRunState(props.store, selectAll);
	const nodes = useMemo(() => [...state.nodes.values()], [state.nodes]);
	const screen = useViewState(reduceScreen, initialScreenState);
	const table = useTable(state);
	const log = useViewState(reduceLogPane, initialLogPaneState);
	const help = useViewState(reduceHelp, initialHelpState);
	const {columns, rows} = useTerminalSize(props.terminal);
	const {focus, isZoomed, logSource, isNoiseShown} = screen.state;
	const layout = getLayout({
		columns, rows, wantedRows: table.rows.rows.length, focus, isZoomed, hasWarning: describeWatchFailures(state) !== undefined,
	});
	const tableView = getNodeTableView(table.state, table.rows, layout.upperRows);
	const selectedRow = table.rows.rows[tableView.cursor];
	const logRows = useLogRows(props.store.logs, {
		node: logSource === 'selected' ? selectedRow?.key : undefined, isNoiseShown,
	});
	const logContext = {rows: logRows, height: layout.logRows};
	const helpLines = useMemo(() => renderHelp(columns, props.theme), [columns, props.theme]);
	useScreenKeys({
		...props,
		nodes,
		upperHeight: layout.upperRows,
		log: logContext,
		help: {lineCount: helpLines.length, height: layout.rows - layout.headerRows - 2},
		getScreen: screen.getState,
		table,
		getSelected: () => table.getRows().rows[table.getView(layout.upperRows).cursor]?.key,
		select(key) {
			table.dispatch({type: 'select', key});
		},
		dispatchScreen: screen.dispatch,
		dispatchTable: table.dispatch,
		dispatchLog: log.dispatch,
		dispatchHelp: help.dispatch,
	}, props.onCrash);
	useNotices(props, state, screen.dispatch);
	const {start, end, isFollowing, newCount} = getLogWindow(log.state, logContext);
	const logWindow = useMemo(() => ({start, end, isFollowing, newCount}), [start, end, isFollowing, newCount]);
	return {
		state, nodes, screen: screen.state, layout, logRows, logWindow, helpState: help.state, helpLines, tableView,
		tableRows: table.rows, selectedKey: selectedRow?.key, selectedNodes: selectedRow?.nodes ?? [],
	};
};

const useNotices = (
	{subscribeNotices}: AppProps,
	{outcome, invocation}: RunState,
	dispatch: (action: {type: 'answer'; text: string} | {type: 'started'}) => void,
): void => {
	useEffect(() => subscribeNotices(text => {
		dispatch({type: 'answer', text});
	}), [subscribeNotices, dispatch]);
	useEffect(() => {
		dispatch({type: 'started'});
	}, [outcome, invocation?.id, dispatch]);
};
