import {createNameFinder} from '../../core/workflow/closest-name.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Command, createKeymap, defaultBindings, type Keymap} from './keymap.js';

type Changes = Partial<Record<Command, readonly string[]>>;

const namedKeys = [
	'up', 'down', 'left', 'right', 'pgup', 'pgdn', 'home', 'end', 'enter', 'esc', 'backspace', 'tab', 'shift+tab', 'space',
];

// Terminals send the same byte for these keys with Ctrl as for another key (ASCII's control characters).
const sameAs: ReadonlyMap<string, string> = new Map([['ctrl+i', 'tab'], ['ctrl+m', 'enter'], ['ctrl+j', 'enter'], ['ctrl+h', 'backspace']]);

const commands = Object.keys(defaultBindings);
const leaveKey = 'ctrl+c';

const isCommand = (name: string): name is Command => Object.hasOwn(defaultBindings, name);

const isKey = (name: string): boolean => namedKeys.includes(name) || /^ctrl\+[a-z]$/.test(name) || [...name].length === 1;

const suggest = (name: string, candidates: readonly string[]): string => {
	const closest = createNameFinder(candidates)(name);
	return closest === undefined ? '' : `; did you mean ${JSON.stringify(closest)}?`;
};

type Refuse = (problem: string, hint?: string) => never;

const createRefuse = (file: string): Refuse => (problem, hint) => {
	throw new FaasrTuiError(`The keymap ${file} ${problem}`, {
		code: 'credentials', hint: hint ?? 'Write {"command": "key"}, a list of keys, or null for none; "?" on the screen shows every command\'s keys, ":" its name.',
	});
};

const parseJson = (text: string, refuse: Refuse): Readonly<Record<string, unknown>> => {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		return refuse(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
	}

	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? value as Readonly<Record<string, unknown>>
		: refuse('is not a JSON object of commands and their keys.');
};

const checkKey = (key: unknown, command: string, refuse: Refuse): string => {
	if (typeof key !== 'string' || key === '') {
		return refuse(`binds ${command} to ${JSON.stringify(key)}, which is not a key.`);
	}

	const name = key === ' ' ? 'space' : key;
	const other = sameAs.get(name);
	if (other !== undefined) {
		return refuse(`binds ${command} to ${JSON.stringify(key)}, which terminals cannot tell from ${other}.`, `Bind ${other}, or another key.`);
	}

	return isKey(name)
		? name
		: refuse(
			`binds ${command} to ${JSON.stringify(key)}, which is not a key${suggest(name, [...namedKeys, ...[...'abcdefghijklmnopqrstuvwxyz'].map(letter => `ctrl+${letter}`)]) || '.'}`,
			`Keys are single characters, ctrl+a to ctrl+z, and ${namedKeys.join(', ')}.`,
		);
};

const readKeys = (value: unknown, command: string, refuse: Refuse): readonly string[] =>
	value === null ? [] : [value].flat().map(key => checkKey(key, command, refuse));

const readChanges = (entries: Readonly<Record<string, unknown>>, refuse: Refuse): Changes => {
	const changes: Changes = {};
	for (const [command, value] of Object.entries(entries)) {
		if (!isCommand(command)) {
			return refuse(`names an unknown command ${JSON.stringify(command)}${suggest(command, commands) || '.'}`, `Commands are ${commands.join(', ')}.`);
		}

		changes[command] = readKeys(value, command, refuse);
	}

	return changes;
};

/** One key must not do two things, whether both are the file's or one is the default. */
const checkDoubles = ({bindings}: Keymap, changes: Changes, refuse: Refuse): void => {
	const owners = new Map<string, string>();
	for (const [command, {keys}] of Object.entries(bindings)) {
		for (const key of new Set(keys)) {
			const owner = owners.get(key);
			if (owner !== undefined) {
				const free = Object.hasOwn(changes, owner) ? command : owner;
				refuse(`leaves ${key} with two commands, ${owner} and ${command}.`, `Give one of them another key, or none: {"${free}": null}.`);
			}

			owners.set(key, command);
		}
	}
};

/** Reads the user's keys: what the file does not name stays as it is. Throws a `FaasrTuiError` that says what cannot be bound so. */
export const parseKeymap = (text: string, file: string): Keymap => {
	const refuse = createRefuse(file);
	const changes = readChanges(parseJson(text, refuse), refuse);
	if (changes.interrupt !== undefined && !changes.interrupt.includes(leaveKey)) {
		return refuse(`takes ${leaveKey} from interrupt, which always has it.`, `Leave interrupt out, or keep "${leaveKey}" among its keys.`);
	}

	const keymap = createKeymap(changes);
	checkDoubles(keymap, changes, refuse);
	return keymap;
};
