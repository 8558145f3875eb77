import {type RunStore} from '../../run/runner/run-store.js';
import {type FooterKeys} from '../footer/footer-keys.js';
import {getMovement} from '../keys/movement.js';
import {type PaneKeys} from '../keys/pane-keys.js';
import {type PromptHandler} from '../footer/prompt-handler.js';
import {findSelectedAction, type Selection} from '../selection.js';
import {type Graph} from './use-graph.js';
import {getGraphWindow} from './state.js';
import {type PaneSize} from './graph-form.js';
import {findFarBox, findNeighbour} from './graph-neighbours.js';

/** What the graph's keys can see and change. */
export type GraphKeys = {
	readonly store: Pick<RunStore, 'getSnapshot'>;
	readonly graph: Pick<Graph, 'model' | 'getState' | 'dispatch'>;
	readonly selection: Pick<Selection, 'getKey' | 'select'>;
	/** Of the pane in the last frame. */
	readonly size: PaneSize;
	readonly footer: Pick<FooterKeys, 'openPrompt'>;
};

/** Selects a box, and keeps the view from where it moves into sight. */
const moveTo = (target: string | undefined, {graph, selection, size}: GraphKeys, from: string): void => {
	const {layout} = graph.model ?? {};
	if (layout === undefined || target === undefined) {
		return;
	}

	const before = getGraphWindow(graph.getState(), layout, layout.boxes.get(from), size);
	const {x, y} = getGraphWindow({...graph.getState(), ...before}, layout, layout.boxes.get(target), size);
	graph.dispatch({type: 'scroll', x, y});
	selection.select(target);
};

/** What the keys of every pane do in the graph: they move to neighbours, by pages to the nearest box there. */
export const createGraphPane = (keys: GraphKeys): PaneKeys => {
	const {store, graph, selection, size, footer} = keys;
	const {layout} = graph.model ?? {};
	const moveToNeighbour = (heading: 'up' | 'down' | 'left' | 'right'): void => {
		const action = findSelectedAction(selection, store.getSnapshot());
		if (layout !== undefined) {
			moveTo(findNeighbour({layout, workflow: store.getSnapshot().workflow, action, heading}), keys, action);
		}
	};

	return {
		move(command) {
			const action = findSelectedAction(selection, store.getSnapshot());
			if (command === 'up' || command === 'down') {
				moveToNeighbour(command);
			} else if (layout !== undefined) {
				moveTo(findFarBox(layout, action, getMovement(command, size.rows)), keys, action);
			}
		},
		moveSideways: moveToNeighbour,
		// There is no row to leave out of a graph: the cursor goes to what is typed.
		search() {
			footer.openPrompt('find-node');
		},
		showAgain() {
			graph.dispatch({type: 'turn'});
		},
	};
};

/** Goes to the first node with what is typed in its name. */
export const createFindPrompt = ({store, selection}: GraphKeys): PromptHandler => ({
	change(text) {
		const found = [...store.getSnapshot().nodes.values()].find(({id}) => id.toLowerCase().includes(text.toLowerCase()));
		if (text !== '' && found !== undefined) {
			selection.select(found.id);
		}
	},
});
