/*
How a workflow becomes boxes and lines in terminal cells. It knows the document's actions and edges, and nothing of a run.

1. layout-graph: the actions become numbers, all edges from one to another one line.
2. layer-graph: an action's layer is its longest way from the entry. A line across several layers passes each between at a vertex
   of its own, so that all links lead from one layer to the next.
3. order-layers: sweeps down and up order each layer by its neighbours, as long as fewer links cross.
4. place-across: each vertex gets its cell across the direction, so that lines are straight where they can be.
5. build-layers: layer by layer, boxes get their cells along the direction; route-gap gives lines in the gap between tracks.
6. draw-lines, when a part is drawn: sets the sides of each cell that a line passes in a line-grid.
*/
import {type Workflow} from '../workflow/workflow.js';
import {buildLayers, type Frame} from './build-layers.js';
import {type Direction, type GraphLayout} from './graph-layout.js';
import {layerGraph} from './layer-graph.js';
import {type LayoutGraph, readLayoutGraph} from './layout-graph.js';
import {orderLayers} from './order-layers.js';
import {placeAcross} from './place-across.js';

export type LayoutOptions = {
	readonly direction: Direction;
	/** Cells that an action's box takes, its border included. In a graph to the right all boxes of a layer are as wide as the widest. */
	readonly getBoxWidth: (action: string) => number;
	/** 3 with a border, 1 without. */
	readonly boxHeight: 1 | 3;
};

const smallestWidth = 3;
const columnGap = 2;
const columnSlack = 8;

/** What stands on the edges that lead to each action; FaaSr lets only one action invoke another on a condition. */
const getLabels = ({names, lines}: LayoutGraph): readonly string[] => {
	const labels = names.map(() => '');
	for (const {to, label} of lines) {
		labels[to] ||= label;
	}

	return labels;
};

/** Room for the label beside the arrow, which stands in the middle above the box. */
const widenForLabel = (width: number, label: string): number => label === '' ? width : Math.max(width, (2 * label.length) + 5);

/** Lays a workflow's graph out in terminal cells: layers by the longest way from the entry, ordered so that few edges cross. */
export const layoutWorkflow = (workflow: Pick<Workflow, 'actions'>, options: LayoutOptions): GraphLayout => {
	const {direction, boxHeight} = options;
	const isDown = direction === 'down';
	const graph = readLayoutGraph(workflow);
	const labels = getLabels(graph);
	const actionCount = graph.names.length;
	const widths = graph.names.map((name, index) => {
		const width = Math.max(smallestWidth, options.getBoxWidth(name));
		return isDown ? widenForLabel(width, labels[index]!) : width;
	});
	const layered = layerGraph(graph);
	const order = orderLayers(layered);
	const ports = placeAcross({
		graph: layered,
		order,
		getExtent(vertex) {
			const room = vertex >= actionCount ? 1 : (isDown ? widths[vertex]! : boxHeight);
			const before = Math.floor((room - 1) / 2);
			return {before, after: room - before - 1};
		},
		slack: isDown ? columnSlack : 0,
		getGap(first, second) {
			const areBoxes = first < actionCount && second < actionCount;
			const arePassages = first >= actionCount && second >= actionCount;
			return isDown ? (areBoxes ? columnGap : 1) : (boxHeight === 1 || arePassages ? 1 : 0);
		},
	}, actionCount);
	const frame: Frame = {direction, boxHeight, graph, layered, order, ports, labels, widths};
	const layers = buildLayers(frame);
	const boxes = new Map(layers.flatMap(layer => layer.boxes.map(box => [box.action, box] as const)));
	const along = Math.max(0, ...layers.map(({end}) => end));
	let across = 0;
	for (const {boxes, passages, nets} of layers) {
		for (const {x, y, width, height} of boxes) {
			across = Math.max(across, isDown ? x + width : y + height);
		}

		for (const {port} of passages) {
			across = Math.max(across, port + 1);
		}

		// A lane beside a port can be the outermost.
		for (const {last} of nets) {
			across = Math.max(across, last + 1);
		}
	}

	const [width, height] = isDown ? [across, along] : [along, across];
	return {direction, width, height, layers, boxes, hiddenEdgeCount: layered.hiddenLineCount};
};
