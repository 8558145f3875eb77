import {cellWidth, fitCells, takeLastCells, truncateCells} from '../frame/text/cell-width.js';
import {type Theme} from '../frame/theme.js';
import {wrapWords} from '../frame/text/wrap-words.js';
import {renderTitle} from '../frame/title.js';
import {type MenuItem} from './menu-item.js';

export type MenuInput = {
	readonly title: string;
	readonly items: readonly MenuItem[];
	readonly cursor: number;
	/** What was typed; absent in a menu that takes none. */
	readonly filter?: string | undefined;
	/** What is to be known of the item under the cursor: finished lines; without them its note, where that was cut. */
	readonly about?: readonly string[] | undefined;
	/** Rows for the title, the items and what is said of one. */
	readonly rows: number;
	readonly columns: number;
};

type Widths = {readonly key: number; readonly label: number; readonly columns: number};

const getWidths = (items: readonly MenuItem[], columns: number): Widths => {
	const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(text => cellWidth(text)));
	const key = Math.min(16, widest(items.map(item => item.key ?? '')), Math.floor(columns / 3));
	return {key, label: Math.min(widest(items.map(({label}) => label)), Math.max(8, columns - key - 5)), columns};
};

/** Why an item cannot be chosen takes the place of what else is said of it. */
const renderItem = ({key = '', label, hint = '', obstacle}: MenuItem, isUnderCursor: boolean, widths: Widths, {paint, glyphs}: Theme): string => {
	const mark = isUnderCursor ? glyphs.cursor : ' ';
	const keyCell = fitCells(key, widths.key, glyphs.ellipsis);
	const labelCell = fitCells(label, widths.label, glyphs.ellipsis);
	const room = widths.columns - widths.key - widths.label - 5;
	const note = truncateCells(obstacle ?? hint, room, glyphs.ellipsis);
	const isOpen = obstacle === undefined;
	return [
		paint({color: 'cyan', isBold: true}, mark),
		paint(isOpen ? {color: 'cyan'} : {isDim: true}, keyCell),
		paint(isOpen ? {isBold: isUnderCursor} : {isDim: true}, labelCell),
		` ${paint(isOpen ? {} : {isDim: true}, note)}`,
	].join(' ').trimEnd();
};

const fitFilter = (filter: string, columns: number): string => takeLastCells(filter, Math.max(0, columns - 4));

const renderFilter = (filter: string, columns: number, {paint}: Theme): string =>
	` ${paint({color: 'cyan', isBold: true}, ':')}${fitFilter(filter, columns)}${paint({isInverse: true}, ' ')}`;

/** The column, from 0, where the next character that narrows a menu is typed. */
export const getFilterColumn = (filter: string, columns: number): number => cellWidth(` :${fitFilter(filter, columns)}`);

// An item stays in view, whatever is to be said of it.
const smallestList = 4;

/** The whole note of the item under the cursor, where its row has no room for it. */
const renderNote = ({hint = '', obstacle}: MenuItem, {key, label, columns}: Widths): readonly string[] => {
	const note = obstacle ?? hint;
	return cellWidth(note) <= columns - key - label - 5 ? [] : wrapWords(note, columns - 2).map(line => ` ${line}`);
};

/** Renders a menu: its title, what was typed, and the items in view, those that cannot be chosen set back with the reason. */
export const renderMenu = ({title, items, cursor, filter, about, rows, columns}: MenuInput, theme: Theme): readonly string[] => {
	const head = filter === undefined ? [] : [renderFilter(filter, columns, theme)];
	const widths = getWidths(items, columns);
	const item = items[cursor];
	const room = Math.max(1, rows - 1 - head.length);
	const below = (about ?? (item === undefined ? [] : renderNote(item, widths))).slice(0, Math.max(0, room - Math.min(items.length, smallestList) - 1));
	const height = Math.min(Math.max(1, items.length), room - (below.length === 0 ? 0 : below.length + 1));
	const start = Math.max(0, Math.min(cursor - Math.floor(height / 2), items.length - height));
	const visible = items.slice(start, start + height)
		.map((item, index) => renderItem(item, start + index === cursor, widths, theme));
	const body = items.length === 0 ? ['   Nothing matches.'] : visible;
	const note = items.length > height ? `${cursor + 1} of ${items.length}` : '';
	const lines = [renderTitle({text: title, note, isFocused: true, columns}, theme), ...head, ...body, ...(below.length === 0 ? [] : ['', ...below])];
	return [...lines, ...Array.from({length: Math.max(0, rows - lines.length)}, () => '')].slice(0, rows);
};
