import {useEffect, useMemo} from 'react';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {describeWatchFailures} from '../components/header/render-header.js';
import {type HelpState, initialHelpState, reduceHelp} from '../components/help/help-state.js';
import {renderHelp} from '../components/help/render-help.js';
import {getLogWindow, initialLogPaneState, type LogWindow, reduceLogPane} from '../components/log-pane/log-pane-state.js';
import {type LogRow} from '../components/log-pane/log-rows.js';
import {getNodeTableView, initialNodeTableState, type NodeTableView, reduceNodeTable} from '../components/node-table/node-table-state.js';
import {getLayout, type Layout} from '../layout.js';
import {type AppProps} from '../screen-options.js';
import {initialScreenState, reduceScreen, type ScreenState} from '../screen-state.js';
import {useLogRows} from './use-log-rows.js';
import {useRunState} from './use-run-state.js';
import {useScreenKeys} from './use-screen-keys.js';
import {useTerminalSize} from './use-terminal-size.js';
import {useViewState} from './use-view-state.js';

/** Everything one frame is drawn from, the time left out. */
export type ScreenModel = {
	readonly state: RunState;
	readonly nodes: readonly NodeState[];
	readonly screen: ScreenState;
	readonly layout: Layout;
	readonly tableView: NodeTableView;
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
	const table = useViewState(reduceNodeTable, initialNodeTableState);
	const log = useViewState(reduceLogPane, initialLogPaneState);
	const help = useViewState(reduceHelp, initialHelpState);
	const {columns, rows} = useTerminalSize(props.terminal);
	const {focus, isZoomed, logSource, isNoiseShown} = screen.state;
	const layout = getLayout({
		columns, rows, wantedRows: nodes.length, focus, isZoomed, hasWarning: describeWatchFailures(state) !== undefined,
	});
	const tableView = getNodeTableView(table.state, nodes, layout.upperRows);
	const logRows = useLogRows(props.store.logs, {
		node: logSource === 'selected' ? nodes[tableView.cursor]?.id : undefined, isNoiseShown,
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
		getTable: table.getState,
		dispatchScreen: screen.dispatch,
		dispatchTable: table.dispatch,
		dispatchLog: log.dispatch,
		dispatchHelp: help.dispatch,
	}, props.onCrash);
	useNotices(props, state, screen.dispatch);
	const {start, end, isFollowing, newCount} = getLogWindow(log.state, logContext);
	const logWindow = useMemo(() => ({start, end, isFollowing, newCount}), [start, end, isFollowing, newCount]);
	return {state, nodes, screen: screen.state, layout, tableView, logRows, logWindow, helpState: help.state, helpLines};
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
