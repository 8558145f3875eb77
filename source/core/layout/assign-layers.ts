import {type LayoutGraph} from './layout-graph.js';

/** Numbers the layers: an action's is the length of its longest way from a start. Actions must come after their predecessors. */
export const assignLayers = ({names, outgoing}: LayoutGraph): readonly number[] => {
	const layers = Array.from({length: names.length}, () => 0);
	for (const [from, lines] of outgoing.entries()) {
		for (const {to} of lines) {
			layers[to] = Math.max(layers[to]!, layers[from]! + 1);
		}
	}

	return layers;
};
