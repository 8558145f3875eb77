import {formatDuration} from '../../core/text/format-duration.js';
import {isSettled} from '../../core/run/status.js';
import {type GraphBox} from '../../core/layout/graph-layout.js';
import {fitCells} from '../frame/text/cell-width.js';
import {type Style, type Theme} from '../frame/theme.js';
import {getDurationMs} from '../table/node-times.js';
import {countStatuses, sumUpStatuses} from '../table/rank-counts.js';
import {type GraphModel} from './graph-model.js';
import {type GraphStates} from './graph-states.js';
import {type BoxContent} from './render-graph.js';

export type BoxInput = {
	readonly model: GraphModel;
	readonly states: GraphStates;
	/** The selected action. */
	readonly selected: string | undefined;
	readonly now: number;
	/** The spinner's present frame. */
	readonly spinner: string;
};

/** What a box of the graph shows: symbol and colour of the action's status, its name, how long it took or how many ranks are done. */
export const renderBox = ({action, width, height}: GraphBox, {model, states, selected, now, spinner}: BoxInput, {statuses, glyphs}: Theme): BoxContent => {
	const nodes = states.getNodes(action);
	const counts = countStatuses(nodes);
	const status = sumUpStatuses(counts);
	const look = statuses[status];
	const isSelected = action === selected;
	const settledCount = nodes.filter(node => isSettled(node.status)).length;
	const spanMs = getDurationMs(nodes, now);
	const progress = nodes.length > 1 && settledCount < nodes.length ? `${settledCount}/${nodes.length}` : undefined;
	const note = progress ?? (spanMs === undefined ? '' : formatDuration(spanMs));
	const noteWidth = model.getNoteWidth(action);
	const nameWidth = width - (height === 1 ? 2 : 4) - 2 - 1 - noteWidth;
	const nameStyle: Style = isSelected ? {isBold: true, isInverse: true} : (status === 'NOT_INVOKED' || status === 'PENDING' ? {isDim: true} : {});
	return {
		isSelected,
		style: look.style,
		pieces: [
			{text: status === 'RUNNING' ? spinner : look.symbol, style: look.style},
			{text: ' ', style: {}},
			{text: fitCells(model.names.get(action) ?? '', nameWidth, glyphs.ellipsis), style: nameStyle},
			{text: ` ${fitCells(note, noteWidth, '', 'right')}`, style: {isDim: true}},
		],
	};
};
