import {type NodeState} from '../core/run/run-state.js';
import {type RunStore} from '../runner/run-store.js';
import {type HelpAction} from './components/help/help-state.js';
import {type LogPaneAction, type LogPaneContext} from './components/log-pane/log-pane-state.js';
import {getNodeTableView, type NodeTableAction, type NodeTableState} from './components/node-table/node-table-state.js';
import {type Command, findCommand} from './keymap.js';
import {getMovement, isMovement, type MovementCommand} from './movement.js';
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
		actions.interrupt();
		return;
	}

	actions.quit();
};

const handleHelpCommand = (command: Command, {help, dispatchScreen, dispatchHelp}: ScreenKeysContext): void => {
	if (isMovement(command)) {
		dispatchHelp({type: 'scroll', by: getMovement(command, help.height), ...help});
	} else if (command === 'help' || command === 'back' || command === 'quit') {
		dispatchScreen({type: 'toggle-help'});
	}
};

const handleCommand = (command: Exclude<Command, 'interrupt'>, context: ScreenKeysContext): void => {
	if (isMovement(command)) {
		move(command, context);
	} else {
		commandHandlers[command](context);
	}
};

const commandHandlers = {
	trigger(context) {
		ask('trigger', context);
	},
	cancel(context) {
		ask('cancel', context);
	},
	rerun(context) {
		ask('rerun', context);
	},
	quit(context) {
		ask('quit', context);
	},
	'show-node-log'(context) {
		pinCursor(context);
		context.dispatchScreen({type: 'show-logs', source: 'selected'});
		context.dispatchLog({type: 'follow'});
	},
	'show-all-logs'({dispatchScreen, dispatchLog}) {
		dispatchScreen({type: 'show-logs', source: 'all'});
		dispatchLog({type: 'follow'});
	},
	'toggle-follow'({dispatchLog, log}) {
		dispatchLog({type: 'toggle-follow', context: log});
	},
	'toggle-noise'({dispatchScreen}) {
		dispatchScreen({type: 'toggle-noise'});
	},
	'switch-pane'({dispatchScreen}) {
		dispatchScreen({type: 'switch-pane'});
	},
	help({dispatchScreen, dispatchHelp}) {
		dispatchHelp({type: 'reopen'});
		dispatchScreen({type: 'toggle-help'});
	},
	back({dispatchScreen}) {
		dispatchScreen({type: 'go-back'});
	},
} satisfies Record<Exclude<Command, MovementCommand | 'interrupt'>, (context: ScreenKeysContext) => void>;

const move = (command: MovementCommand, context: ScreenKeysContext): void => {
	const {getScreen, log, nodes, tableHeight, dispatchLog, dispatchTable} = context;
	const {focus, logSource} = getScreen();
	const by = getMovement(command, focus === 'log' ? log.height : tableHeight);
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
