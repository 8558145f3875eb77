import {appKeys} from './app-keys.js';
import {logKeys} from './log-keys.js';
import {moveKeys} from './move-keys.js';
import {runKeys} from './run-keys.js';
import {viewKeys} from './view-keys.js';

/** Every key of the screen, as long as the user has not bound it otherwise. */
export const keymap = {
	...runKeys, ...viewKeys, ...logKeys, ...moveKeys, ...appKeys,
};

/** What a key can do. */
export type Command = keyof typeof keymap;

const commands: ReadonlyMap<string, Command> = new Map(Object.entries(keymap)
	.flatMap(([command, {keys}]) => keys.map(key => [key, command as Command])));

/** Finds what a key does. */
export const findCommand = (keyName: string): Command | undefined => commands.get(keyName);
