import {groupByAction} from '../../../core/run/group-nodes.js';
import {type NodeState, type RunState} from '../../../core/run/run-state.js';
import {type Workflow} from '../../../core/workflow/workflow.js';
import {type RowDraft} from './fold-rows.js';
import {getWorkflowTree, type TreePlace} from './workflow-tree.js';

/** An action, and where its nodes stand in graph order. */
export type Entry = {
	readonly action: string;
	readonly isRanked: boolean;
	readonly place: TreePlace;
	readonly positions: readonly number[];
	/** Those of its nodes that pass the filter. */
	readonly matches: readonly number[];
};

/**
What rows are made of, by the node's place in graph order.

Of a workflow it is worked out once, of a run's state where a node is not what it was: for 10,000 nodes a look-up by name,
or a look at each of them, takes longer than drawing the screen.
*/
export type Listing = {
	/** Every action with all of its nodes, in the order of the table. */
	readonly entries: readonly Entry[];
	/** Ids in small letters. */
	readonly names: readonly string[];
	readonly nodes: readonly NodeState[];
	/** The rows that were made of these very nodes, in the tree and without it. */
	readonly tree: Array<RowDraft | undefined>;
	readonly flat: Array<RowDraft | undefined>;
	/** For which columns a node has something. */
	readonly columns: Uint8Array;
};

export const runColumn = 1;
export const attemptColumn = 2;

type Source = Pick<RunState, 'nodes' | 'platformRuns'>;

type KnownListing = Omit<Listing, 'nodes'> & {nodes: readonly NodeState[]; source: Source | undefined};

const listings = new WeakMap<Workflow, KnownListing>();

const createListing = (workflow: Workflow): KnownListing => {
	const groups = groupByAction(workflow.nodes.map(({action}, position) => ({action, position})));
	return {
		entries: [...getWorkflowTree(workflow)].map(([action, place]) => {
			const positions = (groups.get(action) ?? []).map(({position}) => position);
			return {action, isRanked: workflow.actions.get(action)?.isRanked === true, place, positions, matches: positions};
		}),
		names: workflow.nodes.map(({id}) => id.toLowerCase()),
		nodes: [],
		tree: workflow.nodes.map(() => undefined),
		flat: workflow.nodes.map(() => undefined),
		columns: new Uint8Array(workflow.nodes.length),
		source: undefined,
	};
};

/** How often a node has started, as far as its log and the platform tell. */
export const getAttempts = ({log, runIds}: NodeState, platformRuns: RunState['platformRuns']): number => {
	let attempts = log?.attempts ?? 0;
	for (const id of runIds) {
		attempts = Math.max(attempts, platformRuns.get(id)?.attempt ?? 0);
	}

	return attempts;
};

const update = (listing: KnownListing, source: Source): void => {
	const {platformRuns} = source;
	const nodes = [...source.nodes.values()];
	const isOtherPlatform = listing.source?.platformRuns !== platformRuns;
	for (const [position, node] of nodes.entries()) {
		const isOther = listing.nodes[position] !== node;
		if (isOther) {
			listing.tree[position] = undefined;
			listing.flat[position] = undefined;
		}

		if (isOther || isOtherPlatform) {
			listing.columns[position] = (node.runIds.length > 0 ? runColumn : 0) + (getAttempts(node, platformRuns) > 1 ? attemptColumn : 0);
		}
	}

	listing.nodes = nodes;
	listing.source = source;
};

/** What rows of a state are made of; good until it is asked for another state of the same workflow. */
export const getListing = ({workflow, nodes, platformRuns}: Source & Pick<RunState, 'workflow'>): Listing => {
	const listing = listings.get(workflow) ?? createListing(workflow);
	listings.set(workflow, listing);
	if (listing.source?.nodes !== nodes || listing.source.platformRuns !== platformRuns) {
		update(listing, {nodes, platformRuns});
	}

	return listing;
};
