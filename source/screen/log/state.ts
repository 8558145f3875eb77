import {type LogLines} from '../../run/runner/run-store.js';
import {type LineExport} from './export-lines.js';
import {type LevelFilter, type LogTab, type Mark} from './log-query.js';
import {getLineNumber, type LogRows} from './log-rows.js';
import {getLastStart, getPlace, getStart, isInView, isSameSpot, type Looking, type LogPlace, type LogSpace, walk} from './log-window.js';

/** What stands before each line as its time. */
export type TimeColumn = 'action' | 'run' | 'clock' | 'none';

/** A match that is being looked for. */
export type Jump = {
	/** Number of the line it is looked for from. */
	readonly from: number;
	readonly direction: 'next' | 'previous';
	/** The line itself counts, too. */
	readonly isInclusive: boolean;
};

/** What the log pane shows, and how. */
export type LogPaneState = Looking & {
	/** Logs of all nodes, or of the selected ones. */
	readonly source: 'all' | 'selected';
	/** Which log of the selected nodes; the one that has lines, as long as the user has not said. */
	readonly tab?: LogTab | undefined;
	readonly isNoiseShown: boolean;
	readonly level: LevelFilter;
	readonly filterText: string;
	/** What it was before another one is typed. */
	readonly filterBefore?: string | undefined;
	readonly searchText: string;
	readonly isWrapped: boolean;
	/** Cells by which messages are moved to the left. */
	readonly offset: number;
	/** Absent until the user chooses: see `getTimeColumn`. */
	readonly time?: TimeColumn | undefined;
	readonly marks: readonly Mark[];
	/** Number of the line that was gone to: a match or an error. */
	readonly current?: number | undefined;
	readonly jump?: Jump | undefined;
	/** Where the pane looked when the search began. */
	readonly origin?: Looking | undefined;
};

/** The pane as it is when something happens. */
export type LogPaneContext = LogSpace & {
	readonly rows: LogRows;
	readonly matches: LogRows | undefined;
	readonly lines: LogLines;
	/** What is shown, for a file or the clipboard. */
	readonly exported: LineExport;
	/** The offset that brings a line's match into view. */
	readonly getMatchOffset: (number: number, offset: number) => number;
};

export type LogPaneAction =
	| {readonly type: 'scroll'; readonly by: number; readonly context: LogPaneContext}
	| {readonly type: 'toggle-follow'; readonly context: LogPaneContext}
	| {readonly type: 'follow'}
	| {readonly type: 'show-logs'; readonly source: 'all' | 'selected'; readonly tab?: LogTab | undefined}
	| {readonly type: 'toggle-noise'}
	| {readonly type: 'cycle-level'}
	| {readonly type: 'cycle-time'}
	| {readonly type: 'toggle-wrap'}
	| {readonly type: 'shift'; readonly by: number}
	| {readonly type: 'begin-filter'}
	| {readonly type: 'filter'; readonly text: string}
	| {readonly type: 'restore-filter'}
	| {readonly type: 'search'; readonly text: string; readonly context: LogPaneContext}
	| {readonly type: 'end-search'}
	| {readonly type: 'jump'; readonly direction: Jump['direction']; readonly context: LogPaneContext}
	| {readonly type: 'go-to'; readonly number: number; readonly context: LogPaneContext}
	| {readonly type: 'settle'; readonly context: LogPaneContext}
	| {readonly type: 'mark'; readonly mark: Mark};

export const initialLogPaneState: LogPaneState = {
	seenRow: -1,
	source: 'all',
	isNoiseShown: false,
	level: 'all',
	filterText: '',
	searchText: '',
	isWrapped: false,
	offset: 0,
	marks: [],
};

const follow = (state: LogPaneState): LogPaneState => ({...state, place: undefined, current: undefined, jump: undefined});

const pause = (state: LogPaneState, {rows}: LogPaneContext, place: LogPlace): LogPaneState => ({
	...state,
	place,
	seenRow: state.place === undefined ? rows.last : state.seenRow,
});

const scroll = (state: LogPaneState, by: number, context: LogPaneContext): LogPaneState => {
	const from = getStart(context, state.place);
	const to = walk(context, from, by);
	if (by > 0 && isSameSpot(to, getLastStart(context))) {
		return follow(state);
	}

	return isSameSpot(from, to) ? state : pause({...state, current: undefined, jump: undefined}, context, getPlace(context, to));
};

// What was gone to comes to stand here, so that what led to it is in view.
const linesBefore = (height: number): number => Math.floor(height / 3);

const goTo = (state: LogPaneState, number: number, context: LogPaneContext): LogPaneState => {
	const {rows, height} = context;
	const index = rows.findLine(number);
	const from = getStart(context, state.place);
	const to = isInView(context, from, index) ? from : walk(context, {index, part: 0}, -linesBefore(height));
	return {
		...pause(state, context, getPlace(context, to)),
		current: number,
		jump: undefined,
		offset: state.isWrapped ? 0 : context.getMatchOffset(number, state.offset),
	};
};

/** The line a jump leads to; nothing when there is none, or none yet. */
const findTarget = ({from, direction, isInclusive}: Jump, matches: LogRows): number | undefined => {
	const place = matches.locate(from);
	if (direction === 'next') {
		const next = matches.get(!isInclusive && matches.has(from) ? place + 1 : place);
		return next ?? (matches.isComplete ? matches.get(0) : undefined);
	}

	return matches.get(place - 1) ?? (matches.isComplete ? matches.get(matches.length - 1) : undefined);
};

/** Goes to the match that is looked for as soon as it is found; the same object as long as it is not. */
export const settleJump = (state: LogPaneState, context: LogPaneContext): LogPaneState => {
	const {jump} = state;
	const {matches} = context;
	if (jump === undefined || matches?.query.search?.text !== state.searchText) {
		return state;
	}

	const target = findTarget(jump, matches);
	if (target === undefined) {
		return matches.isComplete ? {...state, jump: undefined} : state;
	}

	return goTo(state, target, context);
};

/** Number of the line that commands are about: what was gone to, the first in view, or the last when following. */
export const getCurrentLine = ({current, place}: LogPaneState, context: LogPaneContext): number | undefined => {
	const {rows} = context;
	if (current !== undefined) {
		return current;
	}

	const row = rows.get(place === undefined ? rows.length - 1 : getStart(context, place).index);
	return row === undefined ? undefined : getLineNumber(row);
};

const getTop = (state: LogPaneState, context: LogPaneContext): number => {
	const {index} = getStart(context, state.place);
	return getLineNumber(context.rows.get(index) ?? 0);
};

const search = (state: LogPaneState, text: string, context: LogPaneContext): LogPaneState => {
	const {place, seenRow} = state;
	const origin = state.origin ?? {place, seenRow};
	const atOrigin = {...state, ...origin, current: undefined};
	// Every letter searches from where the pane looked first, so that taking letters back goes back, too.
	return {
		...atOrigin,
		origin,
		searchText: text,
		jump: text === '' ? undefined : {from: getTop(atOrigin, context), direction: 'next', isInclusive: true},
	};
};

const levels: readonly LevelFilter[] = ['all', 'INFO', 'WARNING', 'ERROR'];
const times: readonly TimeColumn[] = ['action', 'run', 'clock', 'none'];

/** The times that are shown: one node's count from its start; those of several nodes from the start of the run, since they are compared. */
export const getTimeColumn = ({time, source}: Pick<LogPaneState, 'time' | 'source'>): TimeColumn => time ?? (source === 'all' ? 'run' : 'action');

const getNext = <Value>(values: readonly Value[], value: Value): Value =>
	values[(values.indexOf(value) + 1) % values.length] ?? value;

type Reducers = {readonly [Type in LogPaneAction['type']]: (state: LogPaneState, action: Extract<LogPaneAction, {readonly type: Type}>) => LogPaneState};

const reducers: Reducers = {
	scroll: (state, {by, context}) => scroll(state, by, context),
	'toggle-follow': (state, {context}) => state.place === undefined ? pause(state, context, getPlace(context, getStart(context, undefined))) : follow(state),
	follow,
	'show-logs': (state, {source, tab}) => ({...follow(state), source, tab, origin: undefined, offset: 0}),
	'toggle-noise': state => ({...state, isNoiseShown: !state.isNoiseShown}),
	'cycle-level': state => ({...state, level: getNext(levels, state.level)}),
	'cycle-time': state => ({...state, time: getNext(times, getTimeColumn(state))}),
	'toggle-wrap': state => ({...state, isWrapped: !state.isWrapped, offset: 0}),
	shift: (state, {by}) => ({...state, offset: Math.max(0, state.offset + by)}),
	'begin-filter': state => ({...state, filterBefore: state.filterText}),
	'restore-filter': state => ({...state, filterText: state.filterBefore ?? ''}),
	filter: (state, {text}) => ({...state, filterText: text}),
	search: (state, {text, context}) => search(state, text, context),
	'end-search': state => ({...state, ...state.origin, origin: undefined, searchText: '', current: undefined, jump: undefined}),
	jump: (state, {direction, context}) => ({
		...state, jump: {from: state.current ?? getTop(state, context), direction, isInclusive: state.current === undefined},
	}),
	'go-to': (state, {number, context}) => goTo(state, number, context),
	settle: (state, {context}) => settleJump(state, context),
	mark(state, {mark}) {
		const last = state.marks.at(-1);
		return last?.epoch === mark.epoch && last.number === mark.number ? state : {...state, marks: [...state.marks, mark]};
	},
};

/** Answers one thing that happened to the log pane. */
export const reduceLogPane = (state: LogPaneState, action: LogPaneAction): LogPaneState => {
	// Each reducer takes its own kind of action only, which the index has just made sure of.
	const reduce = reducers[action.type] as (state: LogPaneState, action: LogPaneAction) => LogPaneState;
	return reduce(state, action);
};
