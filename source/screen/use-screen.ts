import {useEffect, useMemo, useSyncExternalStore} from 'react';
import {type NodeState, type RunState} from '../core/run/run-state.js';
import {getAssertionLines} from './assertions/view.js';
import {countFooterRows} from './footer/render-footer.js';
import {type Graph, useGraph} from './graph/use-graph.js';
import {describeWarning} from './header/render-header.js';
import {type NodeTableState} from './table/state.js';
import {type TableRows} from './table/table-row.js';
import {getNodeTableView, type NodeTableView} from './table/table-view.js';
import {timelineFrameRows} from './timeline/view.js';
import {createKeys} from './create-keys.js';
import {useKeys} from './keys/use-keys.js';
import {getLayout, type Layout} from './layout.js';
import {initialOverlayState, reduceOverlay} from './overlay/overlay-state.js';
import {renderOverlay} from './overlay/render-overlay.js';
import {type AppProps} from './screen-options.js';
import {initialScreenState, reduceScreen, type ScreenState} from './screen-state.js';
import {type LogPaneModel, useLogPane} from './log/use-log-pane.js';
import {type Before, useBefore} from './before/use-before.js';
import {useRunState} from './use-run-state.js';
import {findTextCursor, useTextCursor} from './footer/use-text-cursor.js';
import {getSelectedKey, useTable} from './table/use-table.js';
import {useTerminalSize} from './frame/use-terminal-size.js';
import {useViewState} from './use-view-state.js';

/** Everything one frame is drawn from, the time left out. */
export type ScreenModel = {
	readonly state: RunState;
	readonly nodes: readonly NodeState[];
	readonly screen: ScreenState;
	readonly layout: Layout;
	readonly tableRows: TableRows;
	readonly tableView: NodeTableView;
	readonly tableState: NodeTableState;
	/** Key of the row under the table's cursor: a node's id or a ranked action's name; nothing on rows folded together. */
	readonly selectedKey: string | undefined;
	/** The selected node, all ranks of the selected action, or the nodes folded into the selected row. */
	readonly selectedNodes: readonly NodeState[];
	/** The action that is selected, or that the selected node is an instance of. */
	readonly selectedAction: string | undefined;
	readonly graph: Graph;
	readonly log: LogPaneModel;
	/** What stands in the log's place before a trigger. */
	readonly beforePane: Before | undefined;
	/** What lies over the panes, drawn. */
	readonly overlayLines: readonly string[] | undefined;
};

const noNodes: readonly NodeState[] = [];

const selectAll = (state: RunState): RunState => state;

/** Joins the run, the view states, the terminal's size and the keyboard. */
export const useScreen = (props: AppProps): ScreenModel => {
	const state = useRunState(props.store, selectAll);
	const nodes = useMemo(() => [...state.nodes.values()], [state.nodes]);
	const screen = useViewState(reduceScreen, initialScreenState);
	const table = useTable(state, screen.state.prompt?.kind === 'filter-nodes');
	const overlay = useViewState(reduceOverlay, initialOverlayState);
	const {columns, rows} = useTerminalSize(props.terminal);
	const {focus, isZoomed, upperView} = screen.state;
	const share = {columns, rows, focus, isZoomed, hasWarning: describeWarning(state) !== undefined, footerRows: countFooterRows(screen.state, {columns, rows})};
	const graph = useGraph({
		...props, workflow: state.workflow, isShown: upperView === 'graph', room: {columns, rows: getLayout({...share, wantedRows: rows}).upperRows},
	});
	const wantedRows = {table: table.wantedRows, graph: graph.wantedRows, timeline: table.wantedRows + timelineFrameRows, tests: getAssertionLines({...props, columns}).length};
	const layout = getLayout({...share, wantedRows: wantedRows[upperView]});
	const tableView = getNodeTableView(table.state, table.rows, layout.upperRows);
	const selectedRow = table.rows.rows[tableView.cursor];
	const selectedNodes = selectedRow?.nodes ?? noNodes;
	const log = useLogPane(props, {run: state, selectedNodes, columns, height: layout.logRows});
	const beforePane = useBefore(props, {state, isStarting: screen.state.isStarting, columns, height: layout.logRows});
	const keys = createKeys({
		props, run: state, screen, overlay, table, graph, log, layout, testLineCount: wantedRows.tests, scrollBefore: beforePane?.scroll,
	});
	useAssertions(props);
	useKeys(keys, props);
	useTextCursor(props.setCursor, findTextCursor(screen.state, overlay.state, layout));
	useNotices(props, state, screen.dispatch);
	return {
		state, nodes, screen: screen.state, layout, log, beforePane, overlayLines: screen.state.overlay && renderOverlay(screen.state.overlay, {overlays: keys.overlay.overlays, state: overlay.state, rows: keys.overlay.rows, columns}, props.theme), tableView,
		tableRows: table.rows, tableState: table.state, selectedKey: getSelectedKey(selectedRow), selectedNodes, selectedAction: selectedNodes[0]?.action, graph,
	};
};

const subscribeToNothing = () => () => undefined;
const getNothing = () => undefined;

/** Draws again when an assertion comes. */
const useAssertions = ({assertions}: AppProps): void => {
	useSyncExternalStore<unknown>(assertions?.subscribe ?? subscribeToNothing, assertions?.getSnapshot ?? getNothing);
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
