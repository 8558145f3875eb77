import {type Command} from './keys/keymap.js';
import {type Overlay} from './overlay/overlay-names.js';
import {scrollPage} from './overlay/overlay-state.js';
import {type Prompt, type PromptKind} from './footer/prompt-state.js';

/** The two parts of the screen below the header. */
export type Pane = 'upper' | 'log';

/** What the upper pane shows: the nodes in one of three forms, the assertions of the test file, or the files of the run. */
export type UpperView = 'table' | 'graph' | 'timeline' | 'tests' | 'files';

/** What the screen shows apart from the run itself. */
export type ScreenState = {
	/** The pane that the movement keys move in. */
	readonly focus: Pane;
	readonly upperView: UpperView;
	/** First line of the assertions in view. */
	readonly testsTop: number;
	/** The pane with the focus has the whole screen. */
	readonly isZoomed: boolean;
	readonly overlay?: Overlay | undefined;
	readonly prompt?: Prompt | undefined;
	/** Asked in the footer; y does it, any other key drops it. */
	readonly question?: {readonly command: Command; readonly text: string} | undefined;
	/** Said in the footer until the next key. */
	readonly notice?: string | undefined;
	/** A trigger or rerun was asked for and has not shown in the run's state yet. */
	readonly isStarting: boolean;
	/** Ctrl+C was pressed once in this run. */
	readonly wasInterrupted: boolean;
};

export type ScreenAction =
	| {readonly type: 'switch-pane'}
	| {readonly type: 'focus'; readonly pane: Pane}
	| {readonly type: 'show-upper'; readonly view: UpperView}
	| {readonly type: 'scroll-tests'; readonly by: number; readonly lineCount: number; readonly height: number}
	| {readonly type: 'toggle-zoom'}
	| {readonly type: 'go-back'}
	| {readonly type: 'open-overlay'; readonly overlay: Overlay}
	| {readonly type: 'close-overlay'}
	| {readonly type: 'open-prompt'; readonly kind: PromptKind; readonly text?: string}
	| {readonly type: 'type-prompt'; readonly text: string}
	| {readonly type: 'close-prompt'}
	| {readonly type: 'ask'; readonly command: Command; readonly text: string}
	| {readonly type: 'drop-question'}
	| {readonly type: 'say'; readonly text: string}
	/** The caller has something to tell; nothing is being started any more. */
	| {readonly type: 'answer'; readonly text: string}
	| {readonly type: 'hush'}
	| {readonly type: 'start'}
	| {readonly type: 'started'}
	| {readonly type: 'interrupt'; readonly text: string};

export const initialScreenState: ScreenState = {
	focus: 'upper',
	upperView: 'table',
	testsTop: 0,
	isZoomed: false,
	isStarting: false,
	wasInterrupted: false,
};

type Reducers = {readonly [Type in ScreenAction['type']]: (state: ScreenState, action: Extract<ScreenAction, {readonly type: Type}>) => ScreenState};

const reducers: Reducers = {
	'switch-pane': state => ({...state, focus: state.focus === 'upper' ? 'log' : 'upper'}),
	focus: (state, action) => ({...state, focus: action.pane}),
	'show-upper': (state, action) => ({...state, focus: 'upper', upperView: action.view}),
	'scroll-tests': (state, {by, lineCount, height}) => ({...state, testsTop: scrollPage(state.testsTop, {by, lineCount, height})}),
	'toggle-zoom': state => ({...state, isZoomed: !state.isZoomed}),
	'go-back': state => state.isZoomed ? {...state, isZoomed: false} : {...state, focus: 'upper', upperView: 'table'},
	'open-overlay': (state, action) => ({...state, overlay: action.overlay}),
	'close-overlay': state => ({...state, overlay: undefined}),
	'open-prompt': (state, action) => ({...state, prompt: {kind: action.kind, text: action.text ?? ''}}),
	'type-prompt': (state, action) => state.prompt === undefined ? state : {...state, prompt: {...state.prompt, text: action.text}},
	'close-prompt': state => ({...state, prompt: undefined}),
	ask: (state, action) => ({...state, question: {command: action.command, text: action.text}}),
	'drop-question': state => ({...state, question: undefined}),
	say: (state, action) => ({...state, notice: action.text}),
	answer: (state, action) => ({...state, notice: action.text, isStarting: false}),
	hush: state => state.notice === undefined ? state : {...state, notice: undefined},
	start: state => ({...state, isStarting: true, wasInterrupted: false}),
	started: state => state.isStarting ? {...state, isStarting: false} : state,
	interrupt: (state, action) => ({...state, wasInterrupted: true, notice: action.text, question: undefined, prompt: undefined}),
};

/** Answers one thing that happened to the screen; the same object when it changes nothing. */
export const reduceScreen = (state: ScreenState, action: ScreenAction): ScreenState => {
	// Each reducer takes its own kind of action only, which the index has just made sure of.
	const reduce = reducers[action.type] as (state: ScreenState, action: ScreenAction) => ScreenState;
	return reduce(state, action);
};
