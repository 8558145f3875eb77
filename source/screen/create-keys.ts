import {type RunState} from '../core/run/run-state.js';
import {createDetailPage} from './detail/view.js';
import {renderHelp} from './overlay/render-help.js';
import {type Graph} from './graph/use-graph.js';
import {type DetailKeys, detailHandlers} from './detail/keys.js';
import {type FooterKeys} from './footer/footer-keys.js';
import {createFilesPane, createFilesPrompts, fileHandlers, type FilesKeys} from './files/keys.js';
import {createLeaveMenu, leave, type LeaveKeys} from './files/leave.js';
import {createPreviewPage} from './files/preview-page.js';
import {type Files} from './files/use-files.js';
import {createFindPrompt, createGraphPane, type GraphKeys} from './graph/keys.js';
import {getSelectedKey, type Table} from './table/use-table.js';
import {type ViewState} from './use-view-state.js';
import {bindHandlers, type BoundHandler, type Commands, createCommands} from './keys/commands.js';
import {type KeyTargets} from './keys/handle-key.js';
import {preferPane} from './keys/in-pane.js';
import {type Command} from './keys/keymap.js';
import {getMovement} from './keys/movement.js';
import {type PaneKeys} from './keys/pane-keys.js';
import {countOverlayRows, type Layout} from './layout.js';
import {createSavePrompt, type LogFileKeys, logFileHandlers} from './log/file-keys.js';
import {createLogPane, createLogPrompts, logHandlers, type LogKeys} from './log/keys.js';
import {type Log} from './log/log.js';
import {type OverlayAction, type OverlayState} from './overlay/overlay-state.js';
import {type Overlays} from './overlay/overlays.js';
import {createPalette} from './overlay/palette.js';
import {leaveHandlers, runHandlers, type RunKeys} from './run/keys.js';
import {createRerun, type RerunKeys} from './run/rerun-menu.js';
import {createPlanPage, createRerunMenu} from './run/rerun-plan.js';
import {moveHandlers, screenHandlers, type ScreenKeys, viewHandlers} from './screen-keys.js';
import {type AppProps} from './screen-options.js';
import {type ScreenAction, type ScreenState} from './screen-state.js';
import {type Selection} from './selection.js';
import {createFilterPrompt, createTablePane, tableHandlers, type TableKeys} from './table/keys.js';
import {selectNode} from './table/select-node.js';
import {createTestsPane} from './assertions/keys.js';

/** The parts of the screen as the last frame showed them. */
export type KeysInput = {
	readonly props: AppProps;
	readonly run: RunState;
	readonly screen: ViewState<ScreenState, ScreenAction>;
	readonly overlay: ViewState<OverlayState, OverlayAction>;
	readonly table: Table;
	readonly graph: Graph;
	readonly files: Files;
	readonly log: Log;
	readonly layout: Layout;
	/** Lines of what `--test` has asserted. */
	readonly testLineCount: number;
	/** Scrolls what stands in the log's place before a trigger; absent when the log is there. */
	readonly scrollBefore?: ((by: number) => void) | undefined;
};

/** Every pane's keys, each with what it can see and change of the screen. */
type Contexts = {
	readonly run: RunKeys;
	readonly rerun: RerunKeys;
	readonly screen: ScreenKeys;
	readonly table: TableKeys;
	readonly graph: GraphKeys;
	readonly files: FilesKeys;
	readonly leave: LeaveKeys;
	readonly log: LogKeys;
	readonly logFiles: LogFileKeys;
	readonly detail: DetailKeys;
};

const createFooter = ({screen: {dispatch}}: KeysInput): FooterKeys => ({
	say(text) {
		dispatch({type: 'say', text});
	},
	hush() {
		dispatch({type: 'hush'});
	},
	openPrompt(kind, text) {
		dispatch({type: 'open-prompt', kind, ...(text !== undefined && {text})});
	},
});

const createSelection = ({run, table, layout: {upperRows}}: KeysInput): Selection => {
	const getKey = (): string | undefined => getSelectedKey(table.getRows().rows[table.getView(upperRows).cursor]);
	return {
		getKey,
		select(key) {
			selectNode(key, run, table);
		},
		hold() {
			const key = getKey();
			if (key !== undefined) {
				table.dispatch({type: 'hold', key, top: table.getView(upperRows).start});
			}
		},
	};
};

/** Finds what the keys of every pane do in the one that has the focus. */
const createPaneFinder = ({screen, log: {context}, layout, testLineCount, scrollBefore}: KeysInput, {table, graph, files, log}: Pick<Contexts, 'table' | 'graph' | 'files' | 'log'>) => {
	const panes: Readonly<Record<ScreenState['upperView'] | 'log', () => PaneKeys>> = {
		table: () => createTablePane(table),
		graph: () => createGraphPane(graph),
		// Esc leaves a filter alone that is the table's, and goes there first.
		timeline: () => ({...createTablePane(table), goBack: undefined}),
		files: () => createFilesPane(files),
		tests: () => createTestsPane({lineCount: testLineCount, height: layout.upperRows, dispatchScreen: screen.dispatch}),
		log: () => scrollBefore === undefined
			? createLogPane(log)
			: {
				...createLogPane(log),
				move(command) {
					scrollBefore(getMovement(command, context.height));
				},
				moveSideways: undefined,
			},
	};
	return (): PaneKeys => {
		const {focus, upperView} = screen.getState();
		return panes[focus === 'log' ? 'log' : upperView]();
	};
};

const createFilesContext = ({props: {cleanText, copyText, fileTools}, run: {workflow}, screen: {getState, dispatch}, overlay, files, layout: {upperRows}}: KeysInput, footer: FooterKeys): FilesKeys => ({
	files, workflow, height: upperRows, footer, cleanText, copyText, tools: fileTools,
	isPreviewShown: () => getState().overlay === 'preview',
	openPreview() {
		overlay.dispatch({type: 'reset'});
		dispatch({type: 'open-overlay', overlay: 'preview'});
	},
});

const createLeaveContext = ({props: {actions: {quit, startTask}, cleanText, fileTools, losesFiles = false}, run: {workflow}, screen: {dispatch}, files}: KeysInput, footer: FooterKeys, openOverlay: ScreenKeys['openOverlay']): LeaveKeys => ({
	files, footer, losesFiles, workflowName: workflow.name, tools: fileTools, quit, startTask, cleanText,
	openMenu() {
		openOverlay('leave');
	},
	closeMenu() {
		dispatch({type: 'close-overlay'});
	},
});

const createPaneContexts = (input: KeysInput, footer: FooterKeys, selection: Selection) => {
	const {props: {store, clock, cleanText, copyText, logTools, controls}, run: {workflow}, table, graph, log, layout: {columns, upperRows}} = input;
	return {
		files: createFilesContext(input, footer),
		table: {table, workflow, height: upperRows, footer},
		graph: {store, graph, selection, size: {columns, rows: upperRows}, footer},
		log: {store, log, selection, footer, columns, cleanText, readRunLog: logTools?.readRunLog},
		logFiles: {
			log, selection, footer, workflowName: workflow.name, clock, cleanText, copyText,
			files: logTools && {save: logTools.save, openWholeLogs: logTools.openWholeLogs, page: async lines => logTools.page(lines, controls.withTerminal)},
		},
	} satisfies Partial<Contexts>;
};

const createContexts = (input: KeysInput): Contexts => {
	const {props, screen, overlay, table, log, layout: {columns}} = input;
	const {store, actions, quitSentence, controls, keymap: {nameKey}, theme, cleanText, copyText, openUrl} = props;
	const footer = createFooter(input);
	const selection = createSelection(input);
	const panes = createPaneContexts(input, footer, selection);
	const openOverlay: ScreenKeys['openOverlay'] = name => {
		overlay.dispatch({type: 'reset'});
		screen.dispatch({type: 'open-overlay', overlay: name});
	};

	const leaving = createLeaveContext(input, footer, openOverlay);
	const run: RunKeys = {
		store, actions, quitSentence, nameKey, getScreen: screen.getState, dispatchScreen: screen.dispatch,
		leave() {
			leave(leaving);
		},
		openRerun() {
			createRerun(rerun).open();
		},
		// The table goes with the new run, and the log follows it.
		onStart() {
			table.dispatch({type: 'release-cursor'});
			log.dispatch({type: 'follow'});
		},
	};
	const rerun: RerunKeys = {
		run, selection, cleanText, columns, theme, dispatchScreen: screen.dispatch, dispatchOverlay: overlay.dispatch,
	};
	return {
		...panes,
		leave: leaving,
		run,
		rerun,
		screen: {
			getScreen: screen.getState, dispatchScreen: screen.dispatch, getPane: createPaneFinder(input, panes), openOverlay, controls, hasTests: props.assertions !== undefined,
		},
		detail: {
			store, selection, nameKey, say: footer.say, cleanText, copyText, openUrl,
			openDetail() {
				void input.files.look();
				openOverlay('detail');
			},
		},
	};
};

const createHandlers = ({run, screen, table, files, log, logFiles, detail}: Contexts): Readonly<Record<Command, BoundHandler>> => ({
	...bindHandlers(runHandlers, run),
	...bindHandlers(leaveHandlers, run),
	...bindHandlers(detailHandlers, detail),
	...bindHandlers(viewHandlers, screen),
	...bindHandlers(moveHandlers, screen),
	...bindHandlers(screenHandlers, screen),
	...bindHandlers(tableHandlers, table),
	...bindHandlers(fileHandlers, files),
	...bindHandlers(logHandlers, log),
	...bindHandlers(logFileHandlers, logFiles),
});

const createOverlays = ({props, screen, overlay, files, layout}: KeysInput, {rerun, files: fileKeys, leave: leaveKeys, detail: {selection}}: Contexts, commands: Commands): Overlays => {
	const {columns} = layout;
	const room = {columns, rows: countOverlayRows(layout) - 1, graphics: props.graphics, cleanText: props.cleanText};
	const {store, clock, keymap, theme, cleanText, openUrl} = props;
	return {
		pages: {
			help: {getTitle: () => 'KEYS', getLines: () => renderHelp(keymap, columns, theme)},
			detail: createDetailPage({store, selection, clock, columns, theme, cleanText, hasRunPages: openUrl !== undefined, getFiles: () => files.obstacle === undefined ? files.state : undefined}),
			preview: createPreviewPage({keys: fileKeys, room, theme, render: files.renderPreview}),
			plan: createPlanPage(rerun, () => overlay.getState().choice),
		},
		menus: {
			palette: createPalette({keymap, commands, dispatchScreen: screen.dispatch}),
			rerun: createRerunMenu(rerun),
			leave: createLeaveMenu(leaveKeys),
		},
	};
};

/** Gives every pane's keys what they can see and change, and nothing else. */
export const createKeys = (input: KeysInput): KeyTargets => {
	const {props: {keymap}, screen: {getState: getScreen, dispatch: dispatchScreen}, overlay, layout} = input;
	const contexts = createContexts(input);
	const commands = createCommands(preferPane(createHandlers(contexts), contexts.screen.getPane), {
		say: contexts.log.footer.say,
		ask(command, text) {
			dispatchScreen({type: 'ask', command, text});
		},
	});
	return {
		keymap,
		getScreen,
		dispatchScreen,
		commands,
		prompts: {
			'filter-nodes': createFilterPrompt(contexts.table),
			'find-node': createFindPrompt(contexts.graph),
			...createFilesPrompts(contexts.files),
			...createLogPrompts(contexts.log),
			'save-log': createSavePrompt(contexts.logFiles),
		},
		overlay: {
			keymap,
			overlays: createOverlays(input, contexts, commands),
			rows: countOverlayRows(layout),
			getOverlay: overlay.getState,
			dispatchOverlay: overlay.dispatch,
			dispatchScreen,
			commands,
			rerun: createRerun(contexts.rerun),
		},
	};
};
