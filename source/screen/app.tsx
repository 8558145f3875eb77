import {Box} from 'ink';
import {type JSX, useEffect, useLayoutEffect, useSyncExternalStore} from 'react';
import {type NodeState, type RunState} from '../core/run/run-state.js';
import {getAssertionLines} from './assertions/view.js';
import {type Before, useBefore} from './before/use-before.js';
import {createKeys} from './create-keys.js';
import {Footer} from './footer/footer.js';
import {countFooterRows} from './footer/render-footer.js';
import {findTextCursor, useTextCursor} from './footer/use-text-cursor.js';
import {Lines} from './frame/lines.js';
import {renderPage} from './frame/render-page.js';
import {truncateCells} from './frame/text/cell-width.js';
import {useAnimation} from './frame/use-animation.js';
import {useTerminalSize} from './frame/use-terminal-size.js';
import {useFiles} from './files/use-files.js';
import {useGraph} from './graph/use-graph.js';
import {Header} from './header/header.js';
import {describeWarning} from './header/render-header.js';
import {useKeys} from './keys/use-keys.js';
import {getLayout, smallestTerminal} from './layout.js';
import {describeLogTitle, describeNoLog} from './log/describe-log.js';
import {useLogPane} from './log/use-log-pane.js';
import {LogPane} from './log/view.js';
import {initialOverlayState, reduceOverlay} from './overlay/overlay-state.js';
import {renderOverlay} from './overlay/render-overlay.js';
import {type AppProps} from './screen-options.js';
import {initialScreenState, reduceScreen} from './screen-state.js';
import {getNodeTableView} from './table/table-view.js';
import {useTable} from './table/use-table.js';
import {timelineFrameRows} from './timeline/view.js';
import {UpperPane} from './upper-pane.js';
import {useViewState} from './use-view-state.js';

const noNodes: readonly NodeState[] = [];

/** Joins the run, the view states, the terminal's size and the keyboard. */
const useScreen = (props: AppProps) => {
	const state = useSyncExternalStore(props.store.subscribe, props.store.getSnapshot);
	const screen = useViewState(reduceScreen, initialScreenState);
	const table = useTable(state, screen.state.prompt?.kind === 'filter-nodes');
	const overlay = useViewState(reduceOverlay, initialOverlayState);
	const {columns, rows} = useTerminalSize(props.terminal);
	const {focus, isZoomed, upperView} = screen.state;
	const share = {columns, rows, focus, isZoomed, hasWarning: describeWarning(state) !== undefined, footerRows: countFooterRows(screen.state, {columns, rows})};
	const graph = useGraph({
		...props, workflow: state.workflow, isShown: upperView === 'graph', room: {columns, rows: getLayout({...share, wantedRows: rows}).upperRows},
	});
	const files = useFiles(props, {run: state, isShown: upperView === 'files'});
	const wantedRows = {files: files.wantedRows, table: table.wantedRows, graph: graph.wantedRows, timeline: table.wantedRows + timelineFrameRows, tests: getAssertionLines({...props, columns}).length};
	const layout = getLayout({...share, wantedRows: wantedRows[upperView]});
	const tableView = getNodeTableView(table.state, table.rows, layout.upperRows);
	const selectedNodes = table.rows.rows[tableView.cursor]?.nodes ?? noNodes;
	const log = useLogPane(props, {run: state, selectedNodes, columns, height: layout.logRows});
	const beforePane = useBefore(props, {state, isStarting: screen.state.isStarting, columns, height: layout.logRows});
	const keys = createKeys({
		props, run: state, screen, overlay, table, graph, files, log, layout, testLineCount: wantedRows.tests, scrollBefore: beforePane?.scroll,
	});
	useAssertions(props);
	useKeys(keys, props);
	useTextCursor(props.setCursor, findTextCursor(screen.state, overlay.state, layout));
	useNotices(props, state, screen.dispatch);
	return {
		state, screen: screen.state, layout, table, tableView, graph, files, log, beforePane,
		/** What lies over the panes, drawn. */
		overlayLines: screen.state.overlay && renderOverlay(screen.state.overlay, {overlays: keys.overlay.overlays, state: overlay.state, rows: keys.overlay.rows, columns}, props.theme),
		/** The action that is selected, or that the selected node is an instance of. */
		selectedAction: selectedNodes[0]?.action,
	};
};

/** All that a frame is drawn from, the time left out. */
type ScreenModel = ReturnType<typeof useScreen>;

/** The whole screen: header, table, log, footer. */
export const App = (props: AppProps): JSX.Element => {
	const model = useScreen(props);
	const {now, spinner} = useAnimation({...props, state: model.state, logs: props.store.logs});
	const {state, layout, screen} = model;
	const {theme, cleanText, onFrame} = props;
	useLayoutEffect(() => onFrame?.());
	if (layout.isTooSmall) {
		return <TooSmall {...props} {...model}/>;
	}

	const shared = {state, theme, cleanText, columns: layout.columns};
	const headerRowCount = layout.headerRows - (describeWarning(state) === undefined ? 0 : 1);
	return (
		<Box flexDirection='column' width={layout.columns} height={layout.rows}>
			<Header {...shared} cloudLabel={props.cloudLabel} now={now} rowCount={headerRowCount} spinner={spinner} isStarting={screen.isStarting} tests={props.assertions?.getSnapshot()}/>
			{model.overlayLines === undefined
				? <Panes {...props} {...model} now={now} spinner={spinner}/>
				: <Lines columns={layout.columns} lines={model.overlayLines}/>}
			<Footer {...shared} keymap={props.keymap} focus={screen.focus} upperView={screen.upperView} overlay={screen.overlay} prompt={screen.prompt} isOnePane={layout.upperRows === 0 || layout.logRows === 0} notice={screen.notice} question={screen.question?.text} rowCount={layout.footerRows}/>
		</Box>
	);
};

type PanesProps = AppProps & ScreenModel & {readonly now: number; readonly spinner: string};

const Panes = (props: PanesProps): JSX.Element => {
	const {state, screen, layout, theme, cleanText, log, beforePane} = props;
	return (
		<>
			{layout.upperRows > 0 && (
				<UpperPane {...props} isFocused={screen.focus === 'upper'} view={screen.upperView} testsTop={screen.testsTop} filesKey={props.keymap.nameKey('show-files')} columns={layout.columns} height={layout.upperRows}/>
			)}
			{layout.logRows > 0 && beforePane !== undefined && <Lines columns={layout.columns} lines={renderBeforePane(beforePane, props)}/>}
			{layout.logRows > 0 && beforePane === undefined && (
				<LogPane
					columns={layout.columns}
					emptyText={describeNoLog(state, log)}
					height={layout.logRows}
					isFocused={screen.focus === 'log'}
					note={log.note}
					renderer={log.renderer}
					revision={log.revision}
					theme={theme}
					title={cleanText(describeLogTitle(log, theme))}
					view={log.window}
				/>
			)}
		</>
	);
};

const renderBeforePane = ({lines, note, top}: Before, {layout, screen, theme}: PanesProps): readonly string[] => renderPage({
	title: 'PREFLIGHT', note, lines, top, rows: layout.logRows + 1, columns: layout.columns, isFocused: screen.focus === 'log',
}, theme);

const TooSmall = ({layout, theme}: AppProps & ScreenModel): JSX.Element => {
	const {columns, rows} = smallestTerminal;
	const text = `Needs ${columns}x${rows}; q quits.`;
	return <Lines columns={layout.columns} lines={[truncateCells(text, layout.columns, theme.glyphs.ellipsis)]}/>;
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
