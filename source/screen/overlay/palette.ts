import {type Binding, type Command, type Keymap} from '../keys/keymap.js';
import {type Commands} from '../keys/commands.js';
import {type ScreenAction} from '../screen-state.js';
import {type MenuItem} from './menu-item.js';
import {type Menu} from './overlays.js';

export type PaletteInput = {
	readonly keymap: Keymap;
	readonly commands: Commands;
	readonly dispatchScreen: (action: ScreenAction) => void;
};

// Opening the palette from the palette is no command.
const isCommand = (command: string): boolean => command !== 'palette';

/** Every command with its keys, and why it cannot be done now. */
const getItems = ({keymap, commands}: PaletteInput): readonly MenuItem[] => Object.entries<Binding>(keymap.bindings)
	.filter(([command]) => isCommand(command))
	.map(([command, {keys, help}]) => ({
		id: command,
		key: keys.join(' '),
		label: command,
		hint: help,
		obstacle: commands.describeObstacle(command as Command),
	}));

/** The list of all commands. */
export const createPalette = (input: PaletteInput): Menu => ({
	title: 'COMMANDS',
	hasFilter: true,
	getItems: () => getItems(input),
	choose(id) {
		input.dispatchScreen({type: 'close-overlay'});
		input.commands.run(id as Command);
	},
});
