import {cellWidth, fitCells, takeLastCells, truncateCells} from '../../text/cell-width.js';
import {type Theme} from '../../theme.js';
import {renderTitle} from '../lines/title.js';
import {type MenuItem} from './menu-item.js';

export type MenuInput = {
	readonly title: string;
	readonly items: readonly MenuItem[];
	readonly cursor: number;
	/** What was typed; absent in a menu that takes none. */
	readonly filter?: string | undefined;
	/** Rows for the title and the items. */
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

const renderFilter = (filter: string, columns: number, {paint}: Theme): string =>
	` ${paint({color: 'cyan', isBold: true}, ':')}${takeLastCells(filter, Math.max(0, columns - 4))}${paint({isInverse: true}, ' ')}`;

/** Renders a menu: its title, what was typed, and the items in view, those that cannot be chosen set back with the reason. */
export const renderMenu = ({title, items, cursor, filter, rows, columns}: MenuInput, theme: Theme): readonly string[] => {
	const head = filter === undefined ? [] : [renderFilter(filter, columns, theme)];
	const height = Math.max(1, rows - 1 - head.length);
	const start = Math.max(0, Math.min(cursor - Math.floor(height / 2), items.length - height));
	const widths = getWidths(items, columns);
	const visible = items.slice(start, start + height)
		.map((item, index) => renderItem(item, start + index === cursor, widths, theme));
	const body = items.length === 0 ? ['   Nothing matches.'] : visible;
	const note = items.length > height ? `${cursor + 1} of ${items.length}` : '';
	const lines = [renderTitle({text: title, note, isFocused: true, columns}, theme), ...head, ...body];
	return [...lines, ...Array.from({length: Math.max(0, rows - lines.length)}, () => '')].slice(0, rows);
};
