import {type GraphLayout} from '../../core/layout/graph-layout.js';
import {layoutWorkflow} from '../../core/layout/layout-workflow.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {cellWidth, truncateCells} from '../frame/text/cell-width.js';
import {type Theme} from '../frame/theme.js';
import {type GraphForm} from './graph-form.js';
import {getLineGlyphs} from './line-glyphs.js';

/** Everything of the graph that does not change while a run goes on. */
export type GraphModel = {
	readonly layout: GraphLayout;
	/** Names as shown, by action: cleaned, cut, with the number of ranks. */
	readonly names: ReadonlyMap<string, string>;
	/** Width of what follows the name: a duration or how many ranks are done. */
	readonly getNoteWidth: (action: string) => number;
};

/** `59m59s`, the longest of the usual durations. */
const durationWidth = 6;
const symbolWidth = 2;
const frameWidth = {1: 2, 3: 4} as const;

/** Lays a workflow out for the screen, with room for symbol, name and duration in every box. */
export const createGraphModel = (workflow: Workflow, {direction, boxHeight, nameWidth}: GraphForm, {theme, cleanText}: {readonly theme: Theme; readonly cleanText: (text: string) => string}): GraphModel => {
	const {times} = getLineGlyphs(theme.isUtf8);
	const names = new Map([...workflow.actions.values()].map(({name, rank, isRanked}) => {
		const count = isRanked ? ` ${times}${rank}` : '';
		return [name, truncateCells(cleanText(name), Math.max(1, nameWidth - count.length), theme.glyphs.ellipsis) + count];
	}));
	const getNoteWidth = (action: string): number => {
		const {isRanked = false, rank = 1} = workflow.actions.get(action) ?? {};
		return isRanked ? Math.max(durationWidth, (2 * String(rank).length) + 1) : durationWidth;
	};

	const layout = layoutWorkflow(workflow, {
		direction, boxHeight, getBoxWidth: action => frameWidth[boxHeight] + symbolWidth + cellWidth(names.get(action) ?? '') + 1 + getNoteWidth(action),
	});
	return {layout, names, getNoteWidth};
};
