import {type AssertionStore} from '../../testing/assertions/assertion-store.js';
import {type NodeState} from '../../core/run/run-state.js';
import {type Clock} from '../../ports/clock.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {type Graph} from '../components/graph-view/use-graph.js';
import {type LogPaneAction, type LogPaneContext, type LogPaneState} from '../components/log-pane/log-pane-state.js';
import {type NodeTableAction} from '../components/node-table/node-table-state.js';
import {type Table} from '../hooks/use-table.js';
import {type Keymap} from '../keys/keymap.js';
import {type OverlayAction, type OverlayState} from '../overlay/overlay-state.js';
import {type LogTools} from '../log-tools.js';
import {type RunActions} from '../run-actions.js';
import {type ScreenControls} from '../screen-controls.js';
import {type ScreenAction, type ScreenState} from '../screen-state.js';
import {type Theme} from '../theme.js';

/** Everything a key can see and change. The sizes are those of the last frame. */
export type KeyContext = {
	readonly store: Pick<RunStore, 'getSnapshot'>;
	readonly actions: RunActions;
	readonly quitSentence: string;
	/** Leaves the screen for lines, for the shell, or for another program. */
	readonly controls: ScreenControls;
	/** Puts a text into the terminal's clipboard (OSC 52); false when it surely cannot. Show the text, too: no terminal answers. */
	readonly copyText: (text: string) => boolean;
	/** The keys as the user has bound them. */
	readonly keymap: Keymap;
	readonly theme: Theme;
	/** Makes text from elsewhere safe to show: sanitised first, then secrets masked. */
	readonly cleanText: (text: string) => string;
	readonly columns: number;
	/** Where the user is in what lies over the panes, and the rows it has. */
	readonly getOverlay: () => OverlayState;
	readonly overlayRows: number;
	/** Starts the user's browser; absent where runs have no page, as on the local cloud. */
	readonly openUrl?: ((url: string) => Promise<boolean>) | undefined;
	/** Scrolls what stands in the log's place before a trigger; absent when the log is there. */
	readonly scrollBefore?: ((by: number) => void) | undefined;
	readonly getScreen: () => ScreenState;
	readonly table: Pick<Table, 'getState' | 'getRows' | 'getView'>;
	/** Key of the row under the table's cursor, which is the screen's one selection: a node's id or a ranked action's name; nothing on rows folded together. */
	readonly getSelected: () => string | undefined;
	/** Moves the selection to a node or ranked action, and the table's cursor with it. */
	readonly select: (key: string) => void;
	readonly nodes: readonly NodeState[];
	/** Rows of the upper pane: table, graph or timeline. */
	readonly upperHeight: number;
	/** What `--test` has asserted so far; absent without it. */
	readonly assertions?: AssertionStore | undefined;
	readonly graph: Pick<Graph, 'model' | 'getState' | 'dispatch'>;
	readonly log: LogPaneContext;
	readonly getLog: () => LogPaneState;
	readonly logTools?: LogTools | undefined;
	readonly clock: Clock;
	readonly dispatchScreen: (action: ScreenAction) => void;
	readonly dispatchTable: (action: NodeTableAction) => void;
	readonly dispatchLog: (action: LogPaneAction) => void;
	readonly dispatchOverlay: (action: OverlayAction) => void;
};
