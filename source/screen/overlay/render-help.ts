import {type Binding, type KeyGroup, type Keymap} from '../keys/keymap.js';
import {fitCells, truncateCells} from '../frame/text/cell-width.js';
import {wrapWords} from '../frame/text/wrap-words.js';
import {type Theme} from '../frame/theme.js';

/** The groups of keys as the help and the palette name them, in their order. */
export const groupTitles = {
	run: 'Run',
	view: 'View',
	table: 'Table',
	files: 'Files',
	log: 'Log',
	move: 'Move in the focused pane',
	screen: 'Screen',
} satisfies Record<KeyGroup, string>;

const keysWidth = 16;

const renderBinding = ({keys, help}: Binding, columns: number, {paint, glyphs}: Theme): readonly string[] => {
	const width = Math.max(0, Math.min(keysWidth, columns - 4));
	const names = fitCells(keys.join(' '), width, glyphs.ellipsis);
	return wrapWords(help, Math.max(1, columns - width - 4))
		.map((line, index) => `   ${index === 0 ? paint({color: 'cyan'}, names) : ' '.repeat(width)} ${line}`);
};

/** Renders every key with what it does, by groups, as the user has bound them. */
export const renderHelp = ({bindings}: Keymap, columns: number, theme: Theme): readonly string[] => {
	const entries = Object.entries<Binding>(bindings);
	const groups = Object.entries(groupTitles).flatMap(([group, title], index) => [
		...(index === 0 ? [] : ['']),
		theme.paint({isBold: true}, ` ${truncateCells(title, columns - 1, theme.glyphs.ellipsis)}`),
		...entries
			.filter(([, binding]) => binding.group === group && binding.keys.length > 0)
			.flatMap(([, binding]) => renderBinding(binding, columns, theme)),
	]);
	const unbound = entries.filter(([, {keys}]) => keys.length === 0).map(([command]) => command);
	return unbound.length === 0
		? groups
		: [...groups, '', ...wrapWords(`Without a key, in the palette only: ${unbound.join(', ')}`, columns - 1).map(line => ` ${line}`)];
};
