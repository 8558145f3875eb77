import {type Binding, type KeyGroup} from '../../keys/binding.js';
import {keymap} from '../../keys/keymap.js';
import {fitCells, truncateCells} from '../../text/cell-width.js';
import {type Theme} from '../../theme.js';

const groupTitles = {
	run: 'Run',
	view: 'View',
	table: 'Table',
	log: 'Log',
	move: 'Move in the marked pane',
	screen: 'Screen',
} satisfies Record<KeyGroup, string>;

const keysWidth = 16;

/** Renders every key with what it does, by groups. */
export const renderHelp = (columns: number, {paint, glyphs}: Theme): readonly string[] => {
	const bindings: readonly Binding[] = Object.values(keymap);
	return Object.entries(groupTitles).flatMap(([group, title], index) => [
		...(index === 0 ? [] : ['']),
		paint({isBold: true}, ` ${truncateCells(title, columns - 1, glyphs.ellipsis)}`),
		...bindings.filter(binding => binding.group === group).map(({keys, help}) => {
			const names = fitCells(keys.join(' '), Math.min(keysWidth, columns - 3), glyphs.ellipsis);
			return `   ${paint({color: 'cyan'}, names)} ${truncateCells(help, columns - keysWidth - 4, glyphs.ellipsis)}`;
		}),
	]);
};
