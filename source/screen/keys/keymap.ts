/** Where a key is listed in the help. */
export type KeyGroup = 'run' | 'view' | 'table' | 'files' | 'log' | 'move' | 'screen';

/** One thing the keyboard can do. */
export type Binding = {
	/** Names as `nameKeys` gives them: `j`, `G`, `down`, `ctrl+d`. The first is the one shown in the footer. */
	readonly keys: readonly string[];
	readonly group: KeyGroup;
	/** One or two words for the footer. */
	readonly label: string;
	/** One line for the help. */
	readonly help: string;
};

export type Bindings = Readonly<Record<string, Binding>>;

/** What happens to the run. */
export const runBindings = {
	trigger: {keys: ['t'], group: 'run', label: 'trigger', help: 'trigger the workflow'},
	cancel: {keys: ['x'], group: 'run', label: 'cancel', help: 'cancel the run (asks first)'},
	'force-cancel': {keys: ['X'], group: 'run', label: 'force', help: 'force-cancel runs that ignored the cancel (asks first)'},
	rerun: {keys: ['r'], group: 'run', label: 'rerun', help: 'rerun everything, the failed part, or one node (shows the plan first)'},
} as const satisfies Bindings;

/** Where things of the run and of the selected node are. */
export const detailBindings = {
	detail: {keys: ['i'], group: 'run', label: 'detail', help: 'details: why this status, arguments, files, runs, S3 objects'},
	'open-run': {keys: ['o'], group: 'run', label: 'open run', help: 'the selected node\'s run on the platform, in the browser; in the files, the file in its program'},
	'copy-place': {keys: ['O'], group: 'run', label: 'S3 address', help: 'show and copy the S3 address of the node\'s log'},
	'copy-invocation-id': {keys: ['y'], group: 'run', label: 'copy id', help: 'copy the InvocationID'},
} as const satisfies Bindings;

/** What is on the screen, and where the focus is. */
export const viewBindings = {
	'show-table': {keys: ['1'], group: 'view', label: 'table', help: 'the nodes as a table'},
	'focus-log': {keys: ['2'], group: 'view', label: 'log', help: 'focus the log'},
	'show-graph': {keys: ['3'], group: 'view', label: 'graph', help: 'graph; press again to rotate'},
	'show-timeline': {keys: ['4'], group: 'view', label: 'timeline', help: 'timeline: when each node was queued, starting and running'},
	assertions: {keys: ['5'], group: 'view', label: 'tests', help: 'assertions of the test file (--test), with the values found'},
	'show-files': {keys: ['6'], group: 'view', label: 'files', help: 'files that the run wrote; press again to look again'},
	zoom: {keys: ['z'], group: 'view', label: 'zoom', help: 'zoom or unzoom the focused pane'},
	'switch-pane': {keys: ['tab', 'shift+tab'], group: 'view', label: 'pane', help: 'focus the other pane'},
	search: {keys: ['/'], group: 'view', label: 'search', help: 'show only some nodes (sum !failed) or files; in the log, search'},
} as const satisfies Bindings;

/** Which rows the table shows. */
export const tableBindings = {
	'active-first': {keys: ['A'], group: 'table', label: 'active first', help: 'failed and running first / tree order'},
	'toggle-folding': {keys: ['-'], group: 'table', label: 'collapse', help: 'collapse or expand successful nodes'},
} as const satisfies Bindings;

/** The files that the run wrote; `enter`, `c`, `o` and `ctrl+s` do there what they do elsewhere with a log. */
export const fileBindings = {
	'save-files': {keys: ['D'], group: 'files', label: 'save all', help: 'save all files that are listed into a folder'},
} as const satisfies Bindings;

/** What the log pane shows. */
export const logBindings = {
	'show-node-log': {keys: ['enter'], group: 'log', label: 'log of node', help: 'log of the selected node; in the files, what is in the file'},
	'show-run-log': {keys: ['R'], group: 'log', label: 'run log', help: 'the platform\'s log of the node\'s run, with what it printed; again: its log on S3'},
	'show-all-logs': {keys: ['a'], group: 'log', label: 'all logs', help: 'logs of all nodes, interleaved'},
	'toggle-follow': {keys: ['f', 'F'], group: 'log', label: 'follow', help: 'follow the end of the log, or stop following'},
	'next-match': {keys: ['n'], group: 'log', label: 'next match', help: 'to the next line that / found'},
	'previous-match': {keys: ['N'], group: 'log', label: 'match before', help: 'to the line before that / found'},
	'filter-log': {keys: ['&'], group: 'log', label: 'filter log', help: 'only lines that match; &!text leaves them out'},
	'cycle-level': {keys: ['L'], group: 'log', label: 'level', help: 'all levels, INFO and worse, WARNING and worse, errors'},
	'next-error': {keys: ['e'], group: 'log', label: 'next error', help: 'to the next error'},
	'previous-error': {keys: ['E'], group: 'log', label: 'error before', help: 'to the error before'},
	'toggle-noise': {keys: ['d'], group: 'log', label: 'FaaSr lines', help: 'hide or show FaaSr\'s own lines'},
	'toggle-wrap': {keys: ['w'], group: 'log', label: 'wrap', help: 'wrap long lines, or cut them off (h and l move sideways then)'},
	'cycle-time': {keys: ['T'], group: 'log', label: 'time', help: 'time since the action\'s start, since the run\'s, time of day, none'},
	mark: {keys: ['m'], group: 'log', label: 'mark', help: 'insert a mark with the current time'},
	'copy-lines': {keys: ['c'], group: 'log', label: 'copy', help: 'copy the match, the error, the lines since the last mark, or the first line in view; in the files, the s3:// address'},
	'save-log': {keys: ['ctrl+s'], group: 'log', label: 'save log', help: 'save this log, or the file, to a file'},
	'page-log': {keys: ['v'], group: 'log', label: 'pager', help: 'open this log in $PAGER'},
} as const satisfies Bindings;

/** Moving in the pane that has the focus. */
export const moveBindings = {
	up: {keys: ['k', 'up'], group: 'move', label: 'up', help: 'one line up'},
	down: {keys: ['j', 'down'], group: 'move', label: 'down', help: 'one line down'},
	left: {keys: ['h', 'left'], group: 'move', label: 'left', help: 'to the left; in the table, close what is open or go up a level'},
	right: {keys: ['l', 'right'], group: 'move', label: 'right', help: 'to the right; in the table, open ranks or hidden rows'},
	'half-page-up': {keys: ['ctrl+u'], group: 'move', label: 'half page up', help: 'half a page up'},
	'half-page-down': {keys: ['ctrl+d'], group: 'move', label: 'half page down', help: 'half a page down'},
	'page-up': {keys: ['pgup', 'ctrl+b'], group: 'move', label: 'page up', help: 'a page up'},
	'page-down': {keys: ['pgdn', 'ctrl+f', 'space'], group: 'move', label: 'page down', help: 'a page down'},
	top: {keys: ['g', 'home'], group: 'move', label: 'top', help: 'to the first line'},
	bottom: {keys: ['G', 'end'], group: 'move', label: 'bottom', help: 'to the last line; in the log, follow it'},
} as const satisfies Bindings;

/** The screen itself. */
export const screenBindings = {
	palette: {keys: [':'], group: 'screen', label: 'commands', help: 'every command by its name, with its key'},
	help: {keys: ['?'], group: 'screen', label: 'help', help: 'this page'},
	back: {keys: ['esc'], group: 'screen', label: 'back', help: 'back: close what is open, then focus the table'},
	stream: {keys: ['s'], group: 'screen', label: 'lines', help: 'leave the screen and print lines, starting with what you missed; s again returns'},
	suspend: {keys: ['ctrl+z'], group: 'screen', label: 'suspend', help: 'suspend until the shell\'s fg, with the local cloud'},
} as const satisfies Bindings;

/** Leaving the screen. */
export const leaveBindings = {
	quit: {keys: ['q'], group: 'screen', label: 'quit', help: 'leave the screen'},
	interrupt: {keys: ['ctrl+c'], group: 'screen', label: 'cancel', help: 'cancel the run; a second time, leave at once'},
} as const satisfies Bindings;

/** Every key of the screen, as long as the user has not bound it otherwise. */
export const defaultBindings = {
	...runBindings, ...detailBindings, ...viewBindings, ...tableBindings, ...fileBindings, ...logBindings, ...moveBindings, ...screenBindings, ...leaveBindings,
};

/** What a key can do. */
export type Command = keyof typeof defaultBindings;

/** The keys of the screen as the user has them. */
export type Keymap = {
	readonly bindings: Readonly<Record<Command, Binding>>;
	/** Finds what a key does. */
	readonly findCommand: (keyName: string) => Command | undefined;
	/** The key to name in a sentence; for a command without one, the way through the palette. */
	readonly nameKey: (command: Command) => string;
};

/** Creates the keys of the screen, some of them bound otherwise than by default. */
export const createKeymap = (changes: Readonly<Partial<Record<Command, readonly string[]>>> = {}): Keymap => {
	const bindings = Object.fromEntries(Object.entries<Binding>(defaultBindings)
		.map(([command, binding]) => [command, {...binding, keys: changes[command as Command] ?? binding.keys}])) as unknown as Keymap['bindings'];
	const commands = new Map(Object.entries(bindings).flatMap(([command, {keys}]) => keys.map(key => [key, command as Command])));
	return {
		bindings,
		findCommand: keyName => commands.get(keyName),
		nameKey: command => bindings[command].keys[0] ?? `":${command}"`,
	};
};

export const defaultKeymap: Keymap = createKeymap();
