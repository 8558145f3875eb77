import {type NodeState} from '../../core/run/run-state.js';
import {type RunStore} from '../../runner/run-store.js';
import {type HelpAction} from '../components/help/help-state.js';
import {type LogPaneAction, type LogPaneContext} from '../components/log-pane/log-pane-state.js';
import {type NodeTableAction} from '../components/node-table/node-table-state.js';
import {type Table} from '../hooks/use-table.js';
import {type RunActions} from '../run-actions.js';
import {type ScreenAction, type ScreenState} from '../screen-state.js';

/** Everything a key can see and change. The sizes are those of the last frame. */
export type KeyContext = {
	readonly store: Pick<RunStore, 'getSnapshot'>;
	readonly actions: RunActions;
	readonly quitSentence: string;
	/** Puts a text into the terminal's clipboard (OSC 52); false when it surely cannot. Show the text, too: no terminal answers. */
	readonly copyText: (text: string) => boolean;
	readonly getScreen: () => ScreenState;
	readonly table: Pick<Table, 'getState' | 'getRows' | 'getView'>;
	/** Key of the row under the table's cursor, which is the screen's one selection: a node's id or a ranked action's name. */
	readonly getSelected: () => string | undefined;
	/** Moves the selection to a node or ranked action, and the table's cursor with it. */
	readonly select: (key: string) => void;
	readonly nodes: readonly NodeState[];
	/** Rows of the upper pane: table, graph or timeline. */
	readonly upperHeight: number;
	readonly log: LogPaneContext;
	readonly help: {readonly lineCount: number; readonly height: number};
	readonly dispatchScreen: (action: ScreenAction) => void;
	readonly dispatchTable: (action: NodeTableAction) => void;
	readonly dispatchLog: (action: LogPaneAction) => void;
	readonly dispatchHelp: (action: HelpAction) => void;
};
