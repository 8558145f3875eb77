import {type NodeState} from '../core/run/run-state.js';
import {type RunStore} from '../runner/run-store.js';
import {type HelpAction} from './components/help/help-state.js';
import {type LogPaneAction, type LogPaneContext} from './components/log-pane/log-pane-state.js';
import {getNodeTableView, type NodeTableAction, type NodeTableState} from './components/node-table/node-table-state.js';
import {type Command, findCommand} from './keymap.js';
import {getMovement} from './movement.js';
import {describeObstacle, describeRisk, type Intent, type RunActions} from './run-actions.js';
import {type ScreenAction, type ScreenState} from './screen-state.js';

/** Everything a key can see and change. The sizes are those of the last frame. */
export type ScreenKeysContext = {
	readonly store: Pick<RunStore, 'getSnapshot'>;
	readonly actions: RunActions;
	readonly quitSentence: string;
	readonly getScreen: () => ScreenState;
	readonly getTable: () => NodeTableState;
	readonly nodes: readonly NodeState[];
	readonly tableHeight: number;
	readonly log: LogPaneContext;
	readonly help: {readonly lineCount: number; readonly height: number};
	readonly dispatchScreen: (action: ScreenAction) => void;
	readonly dispatchTable: (action: NodeTableAction) => void;
	readonly dispatchLog: (action: LogPaneAction) => void;
	readonly dispatchHelp: (action: HelpAction) => void;
};

const interruptText = 'Cancelling the run. Ctrl+C again leaves at once.';
const startingText = 'The workflow is being started already.';

/** Does what a key asks for, or says why it cannot. */
export const handleKey = (keyName: string, context: ScreenKeysContext): void => {
	const {getScreen, dispatchScreen} = context;
	const command = findCommand(keyName);
	if (command === 'interrupt') {
		interrupt(context);
		return;
	}

	const {question, isHelpOpen} = getScreen();
	dispatchScreen({type: 'hush'});
	if (question !== undefined) {
		dispatchScreen({type: 'drop-question'});
		if (keyName === 'y') {
			perform(question.intent, context);
		}

		return;
	}

	if (command === undefined) {
		return;
	}

	if (isHelpOpen) {
		handleHelpCommand(command, context);
	} else {
		handleCommand(command, context);
	}
};

const interrupt = ({store, actions, getScreen, dispatchScreen}: ScreenKeysContext): void => {
	const {outcome, isCancelRequested} = store.getSnapshot();
	if (outcome === 'RUNNING' && !isCancelRequested && !getScreen().wasInterrupted) {
		dispatchScreen({type: 'interrupt', text: interruptText});
		actions.cancel();
		return;
	}

	actions.quit();
};

const handleHelpCommand = (command: Command, {help, dispatchScreen, dispatchHelp}: ScreenKeysContext): void => {
	const by = getMovement(command, help.height);
	if (by !== undefined) {
		dispatchHelp({type: 'scroll', by, ...help});
	} else if (command === 'help' || command === 'back' || command === 'quit') {
		dispatchScreen({type: 'toggle-help'});
	}
};

const handleCommand = (command: Command, context: ScreenKeysContext): void => {
	const {dispatchScreen, dispatchLog, dispatchHelp, log} = context;
	switch (command) {
		case 'trigger':
		case 'cancel':
		case 'rerun':
		case 'quit': {
			ask(command, context);
			return;
		}

		case 'show-node-log': {
			pinCursor(context);
			dispatchScreen({type: 'show-logs', source: 'selected'});
			dispatchLog({type: 'follow'});
			return;
		}

		case 'show-all-logs': {
			dispatchScreen({type: 'show-logs', source: 'all'});
			dispatchLog({type: 'follow'});
			return;
		}

		case 'toggle-follow': {
			dispatchLog({type: 'toggle-follow', context: log});
			return;
		}

		case 'toggle-noise': {
			dispatchScreen({type: 'toggle-noise'});
			return;
		}

		case 'switch-pane': {
			dispatchScreen({type: 'switch-pane'});
			return;
		}

		case 'help': {
			dispatchHelp({type: 'reopen'});
			dispatchScreen({type: 'toggle-help'});
			return;
		}

		case 'back': {
			dispatchScreen({type: 'go-back'});
			return;
		}

		default: {
			move(command, context);
		}
	}
};

const move = (command: Command, context: ScreenKeysContext): void => {
	const {getScreen, log, nodes, tableHeight, dispatchLog, dispatchTable} = context;
	const {focus, logSource} = getScreen();
	const by = getMovement(command, focus === 'log' ? log.height : tableHeight);
	if (by === undefined) {
		return;
	}

	if (focus === 'log') {
		dispatchLog({type: 'scroll', by, context: log});
		return;
	}

	const {cursor, start} = getNodeTableView(context.getTable(), nodes, tableHeight);
	dispatchTable({
		type: 'move-cursor', from: cursor, by, top: start, rowCount: nodes.length, height: tableHeight,
	});
	if (logSource === 'selected') {
		dispatchLog({type: 'follow'});
	}
};

const pinCursor = ({getTable, nodes, tableHeight, dispatchTable}: ScreenKeysContext): void => {
	const {cursor, start} = getNodeTableView(getTable(), nodes, tableHeight);
	dispatchTable({type: 'pin-cursor', at: cursor, top: start});
};

const ask = (intent: Intent, context: ScreenKeysContext): void => {
	const {store, quitSentence, getScreen, dispatchScreen} = context;
	const state = store.getSnapshot();
	const isStart = intent === 'trigger' || intent === 'rerun';
	const obstacle = isStart && getScreen().isStarting ? startingText : describeObstacle(state, intent);
	if (obstacle !== undefined) {
		dispatchScreen({type: 'say', text: obstacle});
		return;
	}

	const risk = describeRisk(state, intent, quitSentence);
	if (risk === undefined) {
		perform(intent, context);
	} else {
		dispatchScreen({type: 'ask', intent, text: risk});
	}
};

const perform = (intent: Intent, {store, actions, dispatchScreen, dispatchTable, dispatchLog}: ScreenKeysContext): void => {
	// The run went on while the question stood.
	const obstacle = describeObstacle(store.getSnapshot(), intent);
	if (obstacle !== undefined) {
		dispatchScreen({type: 'say', text: obstacle});
		return;
	}

	if (intent === 'trigger' || intent === 'rerun') {
		dispatchScreen({type: 'start'});
		dispatchTable({type: 'release-cursor'});
		dispatchLog({type: 'follow'});
	}

	actions[intent]();
};
