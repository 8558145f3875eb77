import {findFarBox, findNeighbour} from '../components/graph-view/graph-neighbours.js';
import {getGraphWindow} from '../components/graph-view/graph-view-state.js';
import {getMovement} from '../keys/movement.js';
import {type Handler} from './handler.js';
import {type KeyContext} from './key-context.js';
import {type PaneMoves} from './pane-moves.js';

/** The action that is selected, a rank's too. */
export const getSelectedAction = ({getSelected, store}: Pick<KeyContext, 'getSelected' | 'store'>): string => {
	const {nodes, workflow} = store.getSnapshot();
	const key = getSelected() ?? workflow.entry;
	return nodes.get(key)?.action ?? key;
};

/** Selects a box, and keeps the view from where it moves into sight. */
const moveTo = (target: string | undefined, {graph, select, upperHeight, columns}: KeyContext, from: string): void => {
	const {layout} = graph.model ?? {};
	if (layout === undefined || target === undefined) {
		return;
	}

	const size = {columns, rows: upperHeight};
	const before = getGraphWindow(graph.getState(), layout, layout.boxes.get(from), size);
	const {x, y} = getGraphWindow({...graph.getState(), ...before}, layout, layout.boxes.get(target), size);
	graph.dispatch({type: 'scroll', x, y});
	select(target);
};

/** What the movement keys do in the graph: to neighbours, by pages to the nearest box there. */
export const graphMoves: PaneMoves = {
	move(command, context) {
		const {layout} = context.graph.model ?? {};
		const action = getSelectedAction(context);
		if (layout !== undefined) {
			const target = command === 'up' || command === 'down'
				? findNeighbour({layout, workflow: context.store.getSnapshot().workflow, action, heading: command})
				: findFarBox(layout, action, getMovement(command, context.upperHeight));
			moveTo(target, context, action);
		}
	},
	moveSideways(direction, context) {
		const {layout} = context.graph.model ?? {};
		const action = getSelectedAction(context);
		if (layout !== undefined) {
			moveTo(findNeighbour({layout, workflow: context.store.getSnapshot().workflow, action, heading: direction}), context, action);
		}
	},
};

/** Shows the graph; where it is shown already, turns it. */
export const showGraph: Handler = {
	run({getScreen, dispatchScreen, graph}) {
		const {focus, upperView} = getScreen();
		if (upperView === 'graph' && focus === 'upper') {
			graph.dispatch({type: 'turn'});
		} else {
			dispatchScreen({type: 'show-upper', view: 'graph'});
		}
	},
};
