import {useCallback, useEffect, useMemo, useRef} from 'react';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {countGone} from '../../run/runner/count-gone.js';
import {type LogKind} from '../../run/runner/log-entry.js';
import {type LogStore} from '../../run/runner/run-store.js';
import {type AppProps} from '../screen-options.js';
import {cellWidth} from '../frame/text/cell-width.js';
import {useViewState} from '../use-view-state.js';
import {createMessageReader} from './create-message-reader.js';
import {describeLogView} from './describe-log-view.js';
import {getLogWindow, type LogWindow} from './log-window.js';
import {getTimeColumn, initialLogPaneState, type LogPaneAction, type LogPaneContext, type LogPaneState, reduceLogPane, settleJump} from './state.js';
import {parseLogPattern} from './log-pattern.js';
import {getShownKinds, type LevelFilter, type LogQuery, type LogTab} from './log-query.js';
import {formatTimeOfDay, getLogTimes} from './log-times.js';
import {getPrefixColor, narrowColumns, wideColumns} from './render-log-row.js';
import {useLogFindings} from './use-log-findings.js';
import {createLogRenderer, type LogPrefixes, type LogRenderer} from './view.js';

/** The log pane, ready to be drawn and to be told of keys. */
export type LogPaneModel = {
	readonly state: LogPaneState;
	readonly getState: () => LogPaneState;
	readonly dispatch: (action: LogPaneAction) => void;
	readonly context: LogPaneContext;
	readonly renderer: LogRenderer;
	readonly window: LogWindow;
	/** For the end of the title. */
	readonly note: string;
	/** Another number when rows have come or gone. */
	readonly revision: number;
	/** The nodes whose log is shown; absent for all. */
	readonly nodes: readonly NodeState[] | undefined;
	readonly tab: LogTab | undefined;
	/** Lines of FaaSr's own that are hidden. */
	readonly foldedCount: number;
	/** What the lines are filtered by; empty without a filter. */
	readonly filterText: string;
	readonly level: LevelFilter;
};

export type LogPaneInput = {
	readonly run: RunState;
	readonly selectedNodes: readonly NodeState[];
	readonly columns: number;
	readonly height: number;
};

const longestPrefix = 24;

/** One node's two logs are kept apart: the run's own is shown when it was asked for, or when S3 has nothing. */
const chooseTab = ({tab}: LogPaneState, nodes: readonly NodeState[], {lines}: LogStore): LogTab => {
	if (tab !== undefined) {
		return tab;
	}

	const has = (...kinds: readonly LogKind[]): boolean => nodes.some(({id}) => kinds.some(kind => lines.count(id, kind).all > 0));
	return !has('log', 'print') && has('run-log') ? 'run-log' : 'log';
};

const getLongest = (names: LogPrefixes['names']): number => {
	let longest = 0;
	for (const {text} of names.values()) {
		longest = Math.max(longest, cellWidth(text));
	}

	return longest;
};

const usePrefixes = ({workflow}: RunState, cleanText: (text: string) => string, columns: number): LogPrefixes => {
	const names = useMemo(() => {
		const actions = new Map([...workflow.actions.keys()].map((action, index) => [action, index]));
		return new Map(workflow.nodes.map(({id, action}) => [id, {text: cleanText(id), color: getPrefixColor(actions.get(action) ?? 0)}]));
	}, [workflow, cleanText]);
	const longest = useMemo(() => Math.min(longestPrefix, getLongest(names)), [names]);
	const width = Math.min(longest, Math.floor(columns / 4));
	return useMemo(() => ({names, width}), [names, width]);
};

type QueryInput = {
	readonly nodes: readonly NodeState[] | undefined;
	readonly tab: LogTab | undefined;
	readonly columns: number;
};

/** The lines asked for. A typed text is read once. */
const useQuery = (state: LogPaneState, {nodes, tab, columns}: QueryInput): LogQuery => {
	const {filterText, level, isNoiseShown} = state;
	const pattern = useMemo(() => parseLogPattern(filterText, {mayInvert: true}), [filterText]);
	const ids = nodes?.map(({id}) => id).join('\n');
	const nodeIds = useMemo(() => ids === undefined ? undefined : new Set(ids.split('\n')), [ids]);
	const hasNode = nodes?.length !== 1;
	const hasOrigin = columns >= wideColumns;
	return useMemo(
		() => ({nodes: nodeIds, tab, level, pattern, isNoiseShown, shown: {hasNode, hasOrigin}}),
		[nodeIds, tab, level, pattern, isNoiseShown, hasNode, hasOrigin],
	);
};

/** Another node's log is shown from its end. */
const useFollowSelection = (nodes: ReadonlySet<string> | undefined, dispatch: (action: LogPaneAction) => void): void => {
	const shown = useRef(nodes);
	useEffect(() => {
		if (shown.current !== undefined && nodes !== undefined && shown.current !== nodes) {
			dispatch({type: 'show-logs', source: 'selected'});
		}

		shown.current = nodes;
	}, [nodes, dispatch]);
};

/** Joins the log, what is shown of it and where the pane looks. */
export const useLogPane = ({store: {logs}, clock, cleanText, theme, logTools}: AppProps, {run, selectedNodes, columns, height}: LogPaneInput): LogPaneModel => {
	const {state, getState, dispatch} = useViewState(reduceLogPane, initialLogPaneState);
	const reader = useMemo(() => createMessageReader(cleanText), [cleanText]);
	const nodes = state.source === 'selected' ? selectedNodes : undefined;
	const tab = nodes && chooseTab(state, nodes, logs);
	const query = useQuery(state, {nodes, tab, columns});
	const {searchText, current, isWrapped, offset, marks} = state;
	const time = getTimeColumn(state);
	const search = useMemo(() => parseLogPattern(searchText), [searchText]);
	const {revision, ...findings} = useLogFindings({logs, reader, clock}, {query, search, marks});
	const allPrefixes = usePrefixes(run, cleanText, columns);
	const prefixes = nodes?.length === 1 ? undefined : allPrefixes;
	// The run's state changes with every batch: only times that hang on it are drawn again for that.
	const timesOf = time === 'run' || time === 'clock' ? run : undefined;
	const times = useMemo(() => columns < narrowColumns ? undefined : getLogTimes(time, timesOf), [time, timesOf, columns]);
	const {rows, matches} = findings;
	const describeMark = useCallback((number: number) => formatTimeOfDay(marks.findLast(mark => mark.number === number)?.at ?? 0), [marks]);
	const renderer = useMemo(() => createLogRenderer({
		rows, lines: logs.lines, reader, cleanText, theme, columns, prefixes, times, search, current, isWrapped, offset,
		describeMark,
	}), [rows, logs, reader, cleanText, theme, columns, prefixes, times, search, current, isWrapped, offset, describeMark]);
	const ids = useMemo(() => (nodes ?? run.workflow.nodes).map(({id}) => id), [nodes, run.workflow]);
	const exported = {rows, lines: logs.lines, nodes: ids, prefixes, times: state.time === undefined || time === 'action' ? undefined : times, cleanText, describeMark};
	const gone = {count: countGone(logs.lines, ids, getShownKinds(tab)), command: logTools?.getLogsCommand()};
	const context = {
		rows, matches, lines: logs.lines, height, heightOf: renderer.heightOf, getMatchOffset: renderer.getMatchOffset, exported,
	};
	const settled = settleJump(state, context);
	useEffect(() => {
		if (settled !== state) {
			dispatch({type: 'settle', context});
		}
	});
	useFollowSelection(query.nodes, dispatch);
	const {start, end, isFollowing, newCount} = getLogWindow(settled, context);
	const {index, part} = start;
	const window = useMemo(() => ({start: {index, part}, end, isFollowing, newCount}), [index, part, end, isFollowing, newCount]);
	return {
		state: settled, getState, dispatch, context, renderer, window, nodes, tab,
		foldedCount: rows.hiddenCount,
		filterText: state.filterText,
		level: state.level,
		note: describeLogView(settled, window, {...findings, columns, gone}, theme),
		revision,
	};
};
