import {type Binding} from './binding.js';
import {detailBindings, leaveBindings, logBindings, moveBindings, runBindings, screenBindings, tableBindings, viewBindings} from './bindings.js';

/** Every key of the screen, as long as the user has not bound it otherwise. */
export const defaultBindings = {
	...runBindings, ...detailBindings, ...viewBindings, ...tableBindings, ...logBindings, ...moveBindings, ...screenBindings, ...leaveBindings,
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
