import {useCallback, useEffect, useRef, useState} from 'react';
import {type StoredFile, type WrittenFile} from '../../core/files/stored-file.js';
import {type RunState} from '../../core/run/run-state.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {type AppProps} from '../screen-options.js';
import {useViewState, type ViewState} from '../use-view-state.js';
import {type FileRows, getFileRows} from './file-rows.js';
import {loadContent} from './load-content.js';
import {createPreviewMemo, type PreviewMemo} from './preview-memo.js';
import {type FilesAction, type FilesState, type FilesWindow, getFilesWindow, initialFilesState, type LookStage, reduceFiles} from './state.js';

/** The view of the files as keys see it; `get…` know what was dispatched in this same tick. */
export type Files = Pick<ViewState<FilesState, FilesAction>, 'state' | 'getState' | 'dispatch'> & {
	readonly rows: FileRows;
	readonly getRows: () => FileRows;
	readonly getWindow: (height: number) => FilesWindow;
	/** Rows that the view has use for. */
	readonly wantedRows: number;
	/** Why there is nothing to look for: one sentence. */
	readonly obstacle: string | undefined;
	/** Looks again, unless the run is where it was at the last look; asked by the user, in any case. Resolves when that has ended. */
	readonly look: (isAsked?: boolean) => Promise<void>;
	/** Renders the file that is looked at. */
	readonly renderPreview: PreviewMemo;
	/** Reads a file, to look at it. */
	readonly open: (file: StoredFile) => void;
};

const noFiles: readonly WrittenFile[] = [];

/** A node that has ended may have written its last file. */
const getStage = ({invocation, outcome, nodes}: RunState): LookStage => {
	const stage = `${invocation?.id} ${outcome}`;
	return {stage, progress: `${stage} ${[...nodes.values()].filter(({endedAt}) => endedAt !== undefined).length}`};
};

/** Remembers the rows as long as what they are made of stays the same. */
const createRowsMemo = () => {
	let previous: {readonly files: readonly WrittenFile[]; readonly filter: string; readonly closed: ReadonlySet<string>; readonly rows: FileRows} | undefined;
	return (files: readonly WrittenFile[], {filter, closed}: FilesState): FileRows => {
		if (previous?.files !== files || previous.filter !== filter || previous.closed !== closed) {
			previous = {files, filter, closed, rows: getFileRows(files, {filter, closed})};
		}

		return previous.rows;
	};
};

const describeObstacle = ({fileTools, keymap}: AppProps, {invocation}: RunState): string | undefined => {
	if (fileTools === undefined) {
		return 'Not available in a replay.';
	}

	return invocation === undefined ? `Nothing has run yet: ${keymap.nameKey('trigger')} triggers the workflow.` : undefined;
};

/** Looks for the files of the run that is on the screen. */
const lookForFiles = async ({fileTools, clock, cleanText}: AppProps, run: RunState, dispatch: (action: FilesAction) => void): Promise<void> => {
	dispatch({type: 'look', at: getStage(run)});
	try {
		const found = await fileTools?.list();
		if (found !== undefined && run.invocation !== undefined) {
			dispatch({type: 'find', found: {...found, invocationId: run.invocation.id, at: clock.now()}});
		}
	} catch (error) {
		dispatch({type: 'fail', problem: cleanText(describeBriefly(error))});
	}
};

const forgetFound = ({found: _, ...state}: FilesState): FilesState => state;

/** Keeps the files that were found, and looks for them when the view is opened and when the run has ended. */
export const useFiles = (props: AppProps, {run, isShown}: {readonly run: RunState; readonly isShown: boolean}): Files => {
	const {state, dispatch, getState} = useViewState(reduceFiles, initialFilesState);
	const [getRowsOf] = useState(createRowsMemo);
	const [renderPreview] = useState(createPreviewMemo);
	const {invocation} = run;
	const obstacle = describeObstacle(props, run);
	// What was found of a run before this one is not shown.
	const isOfRun = useCallback(({found}: FilesState) => found?.invocationId === invocation?.id, [invocation]);
	const getRows = useCallback(() => {
		const now = getState();
		return getRowsOf(now.found !== undefined && isOfRun(now) ? now.found.files : noFiles, now);
	}, [getRowsOf, getState, isOfRun]);
	const looking = useRef<Promise<void> | undefined>(undefined);
	const look = async (isAsked = false): Promise<void> => {
		await (getState().isLooking ? looking.current : undefined);
		const {isLooking, looked} = getState();
		if (obstacle === undefined && !isLooking && (isAsked || looked?.progress !== getStage(run).progress)) {
			looking.current = lookForFiles(props, run, dispatch);
			await looking.current;
		}
	};

	const {stage} = getStage(run);
	useEffect(() => {
		if (isShown) {
			void look();
		}
	}, [isShown]);
	useEffect(() => {
		if (isShown && getState().looked?.stage !== stage) {
			void look();
		}
	}, [stage, state.isLooking]);
	const rows = getRows();
	return {
		state: isOfRun(state) ? state : forgetFound(state),
		rows, dispatch, getState, getRows, obstacle, look, renderPreview,
		getWindow: height => getFilesWindow(getState(), getRows(), height),
		wantedRows: Math.max(3, rows.rows.length + (state.found?.notes.length ?? 0)),
		open(file) {
			dispatch({type: 'open', file});
			void loadContent(props, file, getState().opened!.number, dispatch);
		},
	};
};
