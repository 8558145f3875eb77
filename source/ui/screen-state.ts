import {type Intent} from './run-actions.js';

export type Pane = 'table' | 'log';

/** What the screen shows apart from the run itself. */
export type ScreenState = {
	/** The pane that the movement keys move in. */
	readonly focus: Pane;
	readonly isHelpOpen: boolean;
	/** Asked in the footer; y does it, any other key drops it. */
	readonly question?: {readonly intent: Intent; readonly text: string} | undefined;
	/** Said in the footer until the next key. */
	readonly notice?: string | undefined;
	/** Logs of all nodes, or of the one under the cursor. */
	readonly logSource: 'all' | 'selected';
	readonly isNoiseShown: boolean;
	/** A trigger or rerun was asked for and has not shown in the run's state yet. */
	readonly isStarting: boolean;
	/** Ctrl+C was pressed once in this run. */
	readonly wasInterrupted: boolean;
};

export type ScreenAction =
	| {readonly type: 'switch-pane'}
	| {readonly type: 'go-back'}
	| {readonly type: 'toggle-help'}
	| {readonly type: 'ask'; readonly intent: Intent; readonly text: string}
	| {readonly type: 'drop-question'}
	| {readonly type: 'say'; readonly text: string}
	/** The caller has something to tell; nothing is being started any more. */
	| {readonly type: 'answer'; readonly text: string}
	| {readonly type: 'hush'}
	| {readonly type: 'show-logs'; readonly source: 'all' | 'selected'}
	| {readonly type: 'toggle-noise'}
	| {readonly type: 'start'}
	| {readonly type: 'started'}
	| {readonly type: 'interrupt'; readonly text: string};

export const initialScreenState: ScreenState = {
	focus: 'table',
	isHelpOpen: false,
	logSource: 'all',
	isNoiseShown: false,
	isStarting: false,
	wasInterrupted: false,
};

/** Answers one thing that happened to the screen; the same object when it changes nothing. */
export const reduceScreen = (state: ScreenState, action: ScreenAction): ScreenState => {
	switch (action.type) {
		case 'switch-pane': {
			return {...state, focus: state.focus === 'table' ? 'log' : 'table'};
		}

		case 'go-back': {
			return state.isHelpOpen ? {...state, isHelpOpen: false} : {...state, focus: 'table'};
		}

		case 'toggle-help': {
			return {...state, isHelpOpen: !state.isHelpOpen};
		}

		case 'ask': {
			return {...state, question: {intent: action.intent, text: action.text}};
		}

		case 'drop-question': {
			return {...state, question: undefined};
		}

		case 'say': {
			return {...state, notice: action.text};
		}

		case 'answer': {
			return {...state, notice: action.text, isStarting: false};
		}

		case 'hush': {
			return state.notice === undefined ? state : {...state, notice: undefined};
		}

		case 'show-logs': {
			return {...state, logSource: action.source};
		}

		case 'toggle-noise': {
			return {...state, isNoiseShown: !state.isNoiseShown};
		}

		case 'start': {
			return {...state, isStarting: true, wasInterrupted: false};
		}

		case 'started': {
			return state.isStarting ? {...state, isStarting: false} : state;
		}

		case 'interrupt': {
			return {...state, wasInterrupted: true, notice: action.text, question: undefined};
		}
	}
};
