import {getDefinedEdges, type Graph} from './graph.js';

/** One step of a walk: an action and the successors not yet tried. */
type Step = {readonly action: string; readonly successors: Iterator<string, undefined>};

const startLoopAt = (loop: readonly string[], positions: ReadonlyMap<string, number>): readonly string[] => {
	let first = 0;
	for (const [index, action] of loop.entries()) {
		first = positions.get(action)! < positions.get(loop[first]!)! ? index : first;
	}

	return [...loop.slice(first), ...loop.slice(0, first)];
};

/** Walks every way from one action, with its own stack, because a chain of 10,000 actions would overflow the engine's. */
const walk = (graph: Graph, start: string, visited: Set<string>, onLoop: (loop: readonly string[]) => void): void => {
	const way: Step[] = [];
	const depths = new Map<string, number>();
	const enter = (action: string) => {
		visited.add(action);
		depths.set(action, way.length);
		way.push({action, successors: getDefinedEdges(graph, action).map(({to}) => to).values()});
	};

	enter(start);
	for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
		const {done, value: action} = step.successors.next();
		if (done) {
			way.pop();
			depths.delete(step.action);
		} else if (depths.has(action)) {
			onLoop(way.slice(depths.get(action)).map(({action}) => action));
		} else if (!visited.has(action)) {
			enter(action);
		}
	}
};

/** Finds loops; every action is named in one loop only, and every loop starts with its first action in the document. */
export const findCycles = (graph: Graph, among: readonly string[]): ReadonlyArray<readonly string[]> => {
	const positions = new Map(among.map((action, index) => [action, index]));
	const visited = new Set<string>();
	const inLoop = new Set<string>();
	const cycles: Array<readonly string[]> = [];
	for (const start of among) {
		if (!visited.has(start)) {
			walk(graph, start, visited, loop => {
				if (loop.every(action => !inLoop.has(action))) {
					cycles.push(startLoopAt(loop, positions));
				}

				for (const action of loop) {
					inLoop.add(action);
				}
			});
		}
	}

	return cycles;
};
