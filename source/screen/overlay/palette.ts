import {type MenuItem} from '../components/menu/menu-item.js';
import {type KeyContext} from '../handlers/key-context.js';
import {handlers} from '../handlers/handlers.js';
import {type Binding} from '../keys/binding.js';
import {type Command} from '../keys/keymap.js';

// Opening the palette from the palette is no command.
const isCommand = (command: string): boolean => command !== 'palette';

/** Every command with its keys, and why it cannot be done now. */
export const getPaletteItems = (context: KeyContext): readonly MenuItem[] => Object.entries<Binding>(context.keymap.bindings)
	.filter(([command]) => isCommand(command))
	.map(([command, {keys, help}]) => ({
		id: command,
		key: keys.join(' '),
		label: command,
		hint: help,
		obstacle: handlers[command as Command].describeObstacle?.(context),
	}));
