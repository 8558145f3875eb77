import {type StoredFile} from '../../core/files/stored-file.js';
import {type Preview} from '../../core/preview/preview.js';
import {type RunFiles} from '../../run/files/list-files.js';
import {type PackPicture} from '../picture/render-graphics.js';
import {type Pixels} from '../picture/pixels.js';
import {type FileRows} from './file-rows.js';

/** What was found, and of what. */
export type FoundFiles = RunFiles & {
	readonly invocationId: string;
	/** When it was looked (ms). */
	readonly at: number;
};

/** How far the run was when it was looked: another one, or one that has ended since, is looked at again by itself; one whose nodes have ended, when it is opened. */
export type LookStage = {readonly stage: string; readonly progress: string};

/** What of a file is shown. */
export type FileContent = {
	readonly preview: Preview;
	/** Of a picture. */
	readonly pixels?: Pixels;
	/** Packs it for a terminal that shows pictures. */
	readonly pack?: PackPicture;
};

/** A file that is looked at. */
export type OpenedFile = {
	readonly file: StoredFile;
	/** How many were opened before it. */
	readonly number: number;
	/** Absent while it is read. */
	readonly content?: FileContent;
	/** Why it cannot be read. */
	readonly problem?: string;
	/** By how many columns of a table, or steps of a text, it is moved to the left. */
	readonly offset: number;
};

/** What the view shows and where its cursor is. */
export type FilesState = {
	/** Key of the row under the cursor; absent until the user moves it. */
	readonly selected?: string;
	/** First row in view when the cursor was moved last. */
	readonly top: number;
	readonly filter: string;
	readonly closed: ReadonlySet<string>;
	readonly isLooking: boolean;
	/** It is looked before the screen is left. */
	readonly isLeaving: boolean;
	/** All of these were saved. */
	readonly saved?: FoundFiles;
	/** Of the last look, whatever became of it. */
	readonly looked?: LookStage;
	readonly found?: FoundFiles;
	/** Why the last look found nothing. */
	readonly problem?: string;
	readonly opened?: OpenedFile;
};

export type FilesAction =
	| {readonly type: 'select'; readonly key: string; readonly top: number}
	| {readonly type: 'toggle-folder'; readonly key: string}
	| {readonly type: 'filter'; readonly text: string}
	| {readonly type: 'look'; readonly at: LookStage}
	| {readonly type: 'find'; readonly found: FoundFiles}
	| {readonly type: 'fail'; readonly problem: string}
	| {readonly type: 'leave'; readonly isLeaving: boolean}
	| {readonly type: 'saved'; readonly found: FoundFiles}
	| {readonly type: 'open'; readonly file: StoredFile}
	/** What is read of another file than the one that is looked at by now is dropped. */
	| {readonly type: 'show'; readonly number: number; readonly content: FileContent}
	| {readonly type: 'break'; readonly number: number; readonly problem: string}
	| {readonly type: 'shift'; readonly by: number; readonly most: number};

export const initialFilesState: FilesState = {top: 0, filter: '', closed: new Set(), isLooking: false, isLeaving: false};

const toggle = (closed: ReadonlySet<string>, key: string): ReadonlySet<string> =>
	closed.has(key) ? new Set([...closed].filter(one => one !== key)) : new Set([...closed, key]);

const changeOpened = (state: FilesState, change: (opened: OpenedFile) => OpenedFile, number = state.opened?.number): FilesState =>
	state.opened === undefined || state.opened.number !== number ? state : {...state, opened: change(state.opened)};

/** Answers one thing that happened to the view. */
export const reduceFiles = (state: FilesState, action: FilesAction): FilesState => {
	switch (action.type) {
		case 'select': {
			return {...state, selected: action.key, top: action.top};
		}

		case 'toggle-folder': {
			return {...state, selected: action.key, closed: toggle(state.closed, action.key)};
		}

		case 'filter': {
			return {...state, filter: action.text.trim()};
		}

		case 'look': {
			return {...state, isLooking: true, looked: action.at};
		}

		case 'find': {
			const {problem: _, ...rest} = state;
			return {...rest, isLooking: false, found: action.found};
		}

		case 'fail': {
			return {...state, isLooking: false, problem: action.problem};
		}

		case 'leave': {
			return {...state, isLeaving: action.isLeaving};
		}

		case 'saved': {
			return {...state, saved: action.found};
		}

		case 'open': {
			return {...state, opened: {file: action.file, number: (state.opened?.number ?? 0) + 1, offset: 0}};
		}

		case 'show': {
			return changeOpened(state, opened => ({...opened, content: action.content}), action.number);
		}

		case 'break': {
			return changeOpened(state, opened => ({...opened, problem: action.problem}), action.number);
		}

		case 'shift': {
			return changeOpened(state, opened => ({...opened, offset: Math.max(0, Math.min(opened.offset + action.by, action.most))}));
		}
	}
};

/** What of the rows is in view; `cursor`, `start` and `end` are places of rows. */
export type FilesWindow = {readonly cursor: number; readonly start: number; readonly end: number};

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** Computes the rows in view; the cursor is always among them. */
export const getFilesWindow = ({selected, top}: Pick<FilesState, 'selected' | 'top'>, {rows, places}: FileRows, height: number): FilesWindow => {
	// At first on a file, which Enter shows.
	const place = selected === undefined ? rows.findIndex(({kind}) => kind === 'file') : places.get(selected) ?? 0;
	const cursor = clamp(place, 0, Math.max(0, rows.length - 1));
	const start = clamp(clamp(top, cursor - height + 1, cursor), 0, Math.max(0, rows.length - height));
	return {cursor, start, end: Math.min(rows.length, start + height)};
};
