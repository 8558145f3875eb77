/** What a key can do. */
export type Command =
	| 'up' | 'down' | 'half-page-up' | 'half-page-down' | 'page-up' | 'page-down' | 'top' | 'bottom'
	| 'switch-pane' | 'show-node-log' | 'show-all-logs' | 'toggle-follow' | 'toggle-noise'
	| 'trigger' | 'cancel' | 'rerun' | 'help' | 'back' | 'quit' | 'interrupt';

export type KeyGroup = 'run' | 'log' | 'move' | 'screen';

export type Binding = {
	/** Names as `nameKey` gives them: `j`, `G`, `down`, `ctrl+d`. The first is the one shown in the footer. */
	readonly keys: readonly string[];
	readonly group: KeyGroup;
	/** One or two words for the footer. */
	readonly label: string;
	/** One line for the help. */
	readonly help: string;
};

/** Every key of the screen. */
export const keymap = {
	trigger: {keys: ['t'], group: 'run', label: 'trigger', help: 'trigger the workflow'},
	cancel: {keys: ['x'], group: 'run', label: 'cancel', help: 'cancel the run (asks first)'},
	rerun: {keys: ['r'], group: 'run', label: 'rerun', help: 'run again, as a new invocation'},
	'show-node-log': {keys: ['enter'], group: 'log', label: 'log of node', help: 'log of the selected node'},
	'show-all-logs': {keys: ['a'], group: 'log', label: 'all logs', help: 'logs of all nodes, interleaved'},
	'toggle-follow': {keys: ['f', 'F'], group: 'log', label: 'follow', help: 'follow the end of the log, or stop following'},
	'toggle-noise': {keys: ['d'], group: 'log', label: 'debug lines', help: 'show or hide what FaaSr logs about itself'},
	up: {keys: ['k', 'up'], group: 'move', label: 'up', help: 'one line up'},
	down: {keys: ['j', 'down'], group: 'move', label: 'down', help: 'one line down'},
	'half-page-up': {keys: ['ctrl+u'], group: 'move', label: 'half page up', help: 'half a page up'},
	'half-page-down': {keys: ['ctrl+d'], group: 'move', label: 'half page down', help: 'half a page down'},
	'page-up': {keys: ['pgup', 'ctrl+b'], group: 'move', label: 'page up', help: 'a page up'},
	'page-down': {keys: ['pgdn', 'ctrl+f', 'space'], group: 'move', label: 'page down', help: 'a page down'},
	top: {keys: ['g', 'home'], group: 'move', label: 'top', help: 'to the first line'},
	bottom: {keys: ['G', 'end'], group: 'move', label: 'bottom', help: 'to the last line; in the log, follow it'},
	'switch-pane': {keys: ['tab', 'shift+tab'], group: 'screen', label: 'pane', help: 'from the table to the log and back'},
	help: {keys: ['?'], group: 'screen', label: 'help', help: 'this page'},
	back: {keys: ['esc'], group: 'screen', label: 'back', help: 'back to the table'},
	quit: {keys: ['q'], group: 'screen', label: 'quit', help: 'leave the screen'},
	interrupt: {keys: ['ctrl+c'], group: 'screen', label: 'cancel', help: 'cancel the run; a second time, leave at once'},
} as const satisfies Record<Command, Binding>;

/** What of Ink's key events names a key. */
export type KeyPress = {
	readonly upArrow: boolean;
	readonly downArrow: boolean;
	readonly pageUp: boolean;
	readonly pageDown: boolean;
	readonly home: boolean;
	readonly end: boolean;
	readonly return: boolean;
	readonly escape: boolean;
	readonly tab: boolean;
	readonly shift: boolean;
	readonly ctrl: boolean;
	readonly meta: boolean;
};

const specialNames = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['pageUp', 'pgup'],
	['pageDown', 'pgdn'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'esc'],
] as const;

// More characters than this in one chunk come from a paste, not from fingers; the same one many times is a held key.
const longestTyping = 3;

/** Names the keys of one input event: usually one, several when a slow connection delivers them together. */
export const nameKeys = (input: string, key: KeyPress): readonly string[] => {
	const special = specialNames.find(([flag]) => key[flag]);
	if (special) {
		return [special[1]];
	}

	if (key.tab) {
		return [key.shift ? 'shift+tab' : 'tab'];
	}

	if (key.ctrl) {
		return [`ctrl+${input}`];
	}

	const characters = [...input];
	const isTyped = characters.length <= longestTyping || characters.every(character => character === characters[0]);
	return isTyped && !key.meta ? characters.map(character => nameCharacter(character)) : [];
};

const characterNames: ReadonlyMap<string, string> = new Map([[' ', 'space'], ['\n', 'enter'], ['\r', 'enter'], ['\t', 'tab']]);

const nameCharacter = (character: string): string => {
	const code = character.codePointAt(0) ?? 0;
	// Ctrl and a letter come as the letter's place in the alphabet (ASCII's control characters).
	return characterNames.get(character) ?? (code >= 1 && code <= 26 ? `ctrl+${String.fromCodePoint(code + 96)}` : character);
};

const commands: ReadonlyMap<string, Command> = new Map(Object.entries(keymap)
	.flatMap(([command, {keys}]) => keys.map(key => [key, command as Command])));

/** Finds what a key does. */
export const findCommand = (keyName: string): Command | undefined => commands.get(keyName);
