import {type GraphBox, type GraphLayout} from '../../core/layout/graph-layout.js';
import {type Workflow} from '../../core/workflow/workflow.js';

/** Where a key moves to on the screen. */
export type Heading = 'up' | 'down' | 'left' | 'right';

const pickNearest = (box: GraphBox, candidates: readonly GraphBox[]): GraphBox | undefined => {
	let nearest: GraphBox | undefined;
	const getDistance = (other: GraphBox): number => (Math.abs(other.layer - box.layer) * 10_000) + Math.abs(other.port - box.port);
	for (const candidate of candidates) {
		nearest = nearest === undefined || getDistance(candidate) < getDistance(nearest) ? candidate : nearest;
	}

	return nearest;
};

/** Finds the box that a movement leads to: along the graph to a successor or predecessor, across it to the next one of the same layer. */
export const findNeighbour = ({layout, workflow, action, heading}: {
	readonly layout: GraphLayout;
	readonly workflow: Pick<Workflow, 'actions'>;
	readonly action: string;
	readonly heading: Heading;
}): string | undefined => {
	const box = layout.boxes.get(action);
	const edges = workflow.actions.get(action);
	if (box === undefined || edges === undefined) {
		return undefined;
	}

	const [back, forward, before] = layout.direction === 'down' ? ['up', 'down', 'left'] : ['left', 'right', 'up'];
	if (heading === back || heading === forward) {
		const names = heading === back ? edges.predecessors.map(({from}) => from) : edges.successors.map(({to}) => to);
		return pickNearest(box, names.flatMap(name => layout.boxes.get(name) ?? []))?.action;
	}

	return layout.layers[box.layer]?.boxes[box.place + (heading === before ? -1 : 1)]?.action;
};

/** Finds the box nearest to so many rows above or below, the first or the last one for an endless way. */
export const findFarBox = (layout: GraphLayout, action: string, byRows: number): string | undefined => {
	const box = layout.boxes.get(action);
	if (byRows === Number.NEGATIVE_INFINITY || box === undefined) {
		return layout.layers[0]?.boxes[0]?.action;
	}

	if (byRows === Number.POSITIVE_INFINITY) {
		return layout.layers.at(-1)?.boxes.at(-1)?.action;
	}

	let nearest: {readonly action: string; readonly distance: number} | undefined;
	for (const other of layout.boxes.values()) {
		const rows = other.y - box.y;
		if (Math.sign(rows) === Math.sign(byRows)) {
			const distance = Math.abs(rows - byRows) + (Math.abs(other.x - box.x) / 2);
			nearest = nearest === undefined || distance < nearest.distance ? {action: other.action, distance} : nearest;
		}
	}

	return nearest?.action;
};
