import {useCallback, useMemo, useSyncExternalStore} from 'react';
import {type RunState} from '../../core/run/run-state.js';
import {getPageTop, initialOverlayState, reduceOverlay} from '../overlay/overlay-state.js';
import {type AppProps} from '../screen-options.js';
import {useViewState} from '../use-view-state.js';
import {describeReadiness, renderBefore} from './render-before.js';
import {type BeforeReport} from './before-trigger.js';

/** What stands in the log's place before a trigger. */
export type Before = {
	readonly lines: readonly string[];
	readonly note: string;
	readonly top: number;
	readonly scroll: (by: number) => void;
};

const nothing: BeforeReport = {warnings: [], checks: [], isChecking: false};
const subscribeToNothing = () => () => undefined;
const getNothing = () => nothing;

type BeforeOptions = {readonly state: RunState; readonly isStarting: boolean; readonly columns: number; readonly height: number};

/** Joins what is known before a trigger with where the user is in it; nothing once something was triggered. */
export const useBefore = ({before, keymap, theme, cleanText}: AppProps, {state, isStarting, columns, height}: BeforeOptions): Before | undefined => {
	const report = useSyncExternalStore(before?.subscribe ?? subscribeToNothing, before?.getSnapshot ?? getNothing);
	const view = useViewState(reduceOverlay, initialOverlayState);
	const isShown = before !== undefined && state.outcome === 'IDLE' && !isStarting;
	const triggerKey = keymap.nameKey('trigger');
	const lines = useMemo(
		() => isShown ? renderBefore({workflow: state.workflow, report, triggerKey, columns, cleanText}, theme) : [],
		[isShown, state.workflow, report, triggerKey, columns, cleanText, theme],
	);
	const {dispatch} = view;
	const scroll = useCallback((by: number) => {
		dispatch({type: 'scroll', by, lineCount: lines.length, height});
	}, [dispatch, lines, height]);
	return isShown
		? {lines, note: describeReadiness(report, triggerKey), top: getPageTop(view.state, lines.length, height), scroll}
		: undefined;
};
