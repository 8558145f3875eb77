import {useMemo} from 'react';
import {type Workflow} from '../../core/workflow/workflow.js';
import {useViewState, type ViewState} from '../use-view-state.js';
import {type Theme} from '../frame/theme.js';
import {chooseGraphForm, type PaneSize, smallestGraph} from './graph-form.js';
import {createGraphModel, type GraphModel} from './graph-model.js';
import {type GraphViewAction, type GraphViewState, initialGraphViewState, reduceGraphView} from './state.js';

/** The graph as the screen and its keys see it. */
export type Graph = ViewState<GraphViewState, GraphViewAction> & {
	/** Absent while the graph is not shown or has no room. */
	readonly model: GraphModel | undefined;
	/** Rows that the graph has use for. */
	readonly wantedRows: number;
};

export type UseGraphOptions = {
	readonly workflow: Workflow;
	/** Only then it is laid out. */
	readonly isShown: boolean;
	/** The most room the pane can have. */
	readonly room: PaneSize;
	readonly theme: Theme;
	readonly cleanText: (text: string) => string;
};

/** Keeps where the user is in the graph, and lays it out once for every workflow and form. */
export const useGraph = ({workflow, isShown, room: {columns, rows}, theme, cleanText}: UseGraphOptions): Graph => {
	const view = useViewState(reduceGraphView, initialGraphViewState);
	const isDrawn = isShown && columns >= smallestGraph.columns && rows >= smallestGraph.rows;
	const {isTurned} = view.state;
	const {direction, boxHeight, nameWidth} = useMemo(() => chooseGraphForm(workflow, {columns, rows}, isTurned), [workflow, columns, rows, isTurned]);
	const model = useMemo(
		() => isDrawn ? createGraphModel(workflow, {direction, boxHeight, nameWidth}, {theme, cleanText}) : undefined,
		[isDrawn, workflow, direction, boxHeight, nameWidth, theme, cleanText],
	);
	return {...view, model, wantedRows: model?.layout.height ?? 2};
};
