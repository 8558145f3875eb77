import {type InvokeNextEntry} from '../../../source/core/workflow/document.js';
import {buildDocument} from '../../support/workflows/build-document.js';

const name = (index: number): string => `n${index}`;

/** Actions of which each invokes the same number of later ones, as far as there are some: `edgeCount` edges in all, about. */
export const buildDag = (actionCount: number, edgeCount: number): string => {
	const perAction = edgeCount / actionCount;
	return JSON.stringify(buildDocument(Object.fromEntries(Array.from({length: actionCount}, (_, index) => {
		const count = Math.round((index + 1) * perAction) - Math.round(index * perAction);
		const targets = Array.from({length: count}, (__, edge) => index + 1 + (edge * 6)).filter(target => target < actionCount);
		return [name(index), targets.map(target => name(target))];
	}))));
};

/** Layers of a hundred actions, each action invoking three of the next layer. */
export const buildLayers = (actionCount: number): string => {
	const graph: Record<string, readonly InvokeNextEntry[]> = {start: Array.from({length: 100}, (_, index) => name(index))};
	for (let index = 0; index < actionCount - 1; index++) {
		const layer = Math.floor(index / 100) + 1;
		graph[name(index)] = [0, 1, 7].map(step => (layer * 100) + ((index + step) % 100)).filter(target => target < actionCount - 1).map(target => name(target));
	}

	return JSON.stringify(buildDocument(graph));
};

/** A fan-out to one action's ranks and the join behind it. */
export const buildFan = (nodeCount: number): string =>
	JSON.stringify(buildDocument({start: [`rank(${nodeCount - 2})`], rank: ['join'], join: []}));

/** Fan-outs of 98 ranks, each with its join. */
export const buildFans = (nodeCount: number): string => {
	const indexes = Array.from({length: Math.floor(nodeCount / 99)}, (_, index) => index);
	return JSON.stringify(buildDocument({
		start: indexes.map(index => `rank${index}(98)`),
		...Object.fromEntries(indexes.flatMap(index => [[`rank${index}`, [`join${index}`]], [`join${index}`, []]])),
	}));
};
