import {type Direction} from '../../core/layout/graph-layout.js';
import {type Workflow} from '../../core/workflow/workflow.js';

/** How the graph is drawn in a pane of this size. */
export type GraphForm = {
	readonly direction: Direction;
	/** Boxes with a border are 3 rows high. */
	readonly boxHeight: 1 | 3;
	/** The most cells of a name. */
	readonly nameWidth: number;
};

export type PaneSize = {readonly columns: number; readonly rows: number};

/** The smallest pane in which a graph can be read. */
export const smallestGraph: PaneSize = {columns: 40, rows: 3};

// From this size on boxes have borders.
const bordered: PaneSize = {columns: 70, rows: 8};
const longestName = 28;
const shortestName = 10;
const contentWidth = 10;

const countLayers = ({actions}: Pick<Workflow, 'actions'>): {readonly depth: number; readonly breadth: number} => {
	const layers = new Map<string, number>();
	const counts: number[] = [];
	for (const [name, {predecessors}] of actions) {
		let layer = 0;
		for (const {from} of predecessors) {
			layer = Math.max(layer, (layers.get(from) ?? 0) + 1);
		}

		layers.set(name, layer);
		counts[layer] = (counts[layer] ?? 0) + 1;
	}

	let breadth = 1;
	for (const count of counts) {
		breadth = Math.max(breadth, count);
	}

	return {depth: counts.length, breadth};
};

/** Chooses how to draw a workflow so that most of it is in view; `isTurned` takes the other direction. */
export const chooseGraphForm = (workflow: Pick<Workflow, 'actions'>, {columns, rows}: PaneSize, isTurned: boolean): GraphForm => {
	const boxHeight = columns >= bordered.columns && rows >= bordered.rows ? 3 : 1;
	const nameWidth = Math.max(shortestName, Math.min(longestName, Math.floor(columns * 0.4) - contentWidth));
	const {depth, breadth} = countLayers(workflow);
	let longest = 0;
	for (const name of workflow.actions.keys()) {
		longest = Math.max(longest, name.length);
	}

	const boxWidth = Math.min(nameWidth, longest) + contentWidth + 4;
	const getShare = (width: number, height: number): number => Math.min(1, columns / width) * Math.min(1, rows / height);
	const down = getShare(breadth * (boxWidth + 2), depth * (boxHeight + 2));
	const right = getShare(depth * (boxWidth + 6), breadth * (boxHeight + (boxHeight === 1 ? 1 : 0)));
	const isDown = (down >= right) !== isTurned;
	return {direction: isDown ? 'down' : 'right', boxHeight, nameWidth};
};
