import {type JSX, useMemo} from 'react';
import {type RunState} from '../../core/run/run-state.js';
import {type Window} from '../../core/layout/line-grid.js';
import {truncateCells} from '../frame/text/cell-width.js';
import {Lines} from '../frame/lines.js';
import {renderTitle} from '../frame/title.js';
import {type PaneProps} from '../pane-props.js';
import {smallestGraph} from './graph-form.js';
import {type GraphModel} from './graph-model.js';
import {createGraphStates} from './graph-states.js';
import {getGraphWindow, type GraphViewState} from './state.js';
import {renderBox} from './render-box.js';
import {renderGraph} from './render-graph.js';

export type GraphViewProps = PaneProps & {
	readonly state: RunState;
	/** Absent when the pane is too small for a graph. */
	readonly model: GraphModel | undefined;
	readonly view: GraphViewState;
	/** The selected action. */
	readonly selected: string | undefined;
};

/** The workflow as boxes and lines, with live states: edges that were taken are bold, those that were not are dim. */
export const GraphView = (props: GraphViewProps): JSX.Element => {
	const {state, model, view, selected, height, columns, now, spinner, theme} = props;
	const states = useMemo(() => createGraphStates({workflow: state.workflow, nodes: state.nodes}), [state.workflow, state.nodes]);
	if (model === undefined) {
		return <Lines columns={columns} lines={renderTooSmall(props)}/>;
	}

	const window = getGraphWindow(view, model.layout, model.layout.boxes.get(selected ?? ''), {columns, rows: height});
	const rows = renderGraph({
		layout: model.layout,
		window,
		getLevel: state.triggeredAt === undefined ? () => 1 : states.getLevel,
		getContent: box => renderBox(box, {model, states, selected, now, spinner}, theme),
	}, theme);
	return <Lines columns={columns} lines={[renderGraphTitle(props, model, window), ...rows]}/>;
};

const renderGraphTitle = ({state, selected, isFocused, columns, theme, cleanText}: GraphViewProps, {layout}: GraphModel, window: Window): string => {
	const {up, down} = theme.glyphs;
	const [left, right] = theme.isUtf8 ? ['←', '→'] : ['<', '>'];
	const more = [
		window.x > 0 ? left : '',
		window.y > 0 ? up : '',
		window.y + window.height < layout.height ? down : '',
		window.x + window.width < layout.width ? right : '',
	].filter(Boolean).join(' ');
	const hidden = layout.hiddenEdgeCount > 0 ? `${layout.hiddenEdgeCount} edges not drawn` : '';
	const place = [...state.workflow.actions.keys()].indexOf(selected ?? '') + 1;
	return renderTitle({
		text: `GRAPH ${place}/${state.workflow.actions.size} ${cleanText(selected ?? '')}`.trimEnd(),
		note: [hidden, more === '' ? '' : `more ${more}`].filter(Boolean).join('  '),
		isFocused,
		columns,
	}, theme);
};

const renderTooSmall = ({height, columns, isFocused, theme}: GraphViewProps): readonly string[] => {
	const text = `Needs ${smallestGraph.columns}x${smallestGraph.rows}, has ${columns}x${height}.`;
	const lines = [text, 'z: whole screen, 1: table.'].map(line => truncateCells(` ${line}`, columns, theme.glyphs.ellipsis));
	const shown = lines.slice(0, height);
	return [renderTitle({text: 'GRAPH', isFocused, columns}, theme), ...shown, ...Array.from({length: height - shown.length}, () => '')];
};
