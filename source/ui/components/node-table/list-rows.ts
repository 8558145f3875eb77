import {groupNodes} from '../../../core/run/group-nodes.js';
import {type NodeState, type RunState} from '../../../core/run/run-state.js';
import {type Status} from '../../../core/run/status.js';
import {type Workflow} from '../../../core/workflow/workflow.js';
import {type RowDraft} from './fold-rows.js';
import {parseFilter} from './node-filter.js';
import {type TableOptions} from './node-table-state.js';
import {countStatuses, hasEndedWell, hasFailing, haveEndedWell, type StatusCounts} from './rank-counts.js';
import {type RanksRow} from './table-row.js';
import {getWorkflowTree, type TreePlace} from './workflow-tree.js';

/** One action with what is known of its nodes. */
type Entry = {
	readonly action: string;
	readonly isRanked: boolean;
	readonly place: Pick<TreePlace, 'lanes' | 'stem' | 'branch' | 'hasBranches'>;
	readonly nodes: readonly NodeState[];
	/** Those that pass the filter. */
	readonly matches: readonly NodeState[];
};

// Ranks of larger actions stay closed until the user opens them.
const mostOpenRanks = 8;

const settledFold = 'settled';

const urgencies = {
	FAILED: 0, TIMEOUT: 0, RUNNING: 1, INVOKED: 2, PENDING: 3, COMPLETED: 3, SKIPPED: 3, NOT_INVOKED: 3, CANCELLED: 3,
} satisfies Record<Status, number>;

const sortByUrgency = <Item>(items: readonly Item[], getUrgency: (item: Item) => number): readonly Item[] => {
	const buckets: readonly Item[][] = [[], [], [], []];
	for (const item of items) {
		buckets[getUrgency(item)]!.push(item);
	}

	return buckets.flat();
};

/** The urgency of the most urgent of the nodes. */
const getUrgency = (nodes: readonly NodeState[]): number => {
	let most = 3;
	for (const {status} of nodes) {
		most = Math.min(most, urgencies[status]);
	}

	return most;
};

const getOpened = ({action, nodes, matches}: Entry, counts: StatusCounts, {ranks}: TableOptions): RanksRow['opened'] => {
	const choice = ranks.get(action);
	if (choice !== undefined) {
		return choice ? 'all' : 'none';
	}

	if (nodes.length <= mostOpenRanks || matches.length < nodes.length) {
		return 'all';
	}

	return hasFailing(counts) ? 'failing' : 'none';
};

/** Whether the row may be folded, and into what. */
const getFold = (key: string, isOver: boolean, {isFolded, unfolded}: TableOptions): string | undefined =>
	isFolded && isOver && !unfolded.has(key) ? settledFold : undefined;

type NodePlace = {readonly lanes: string; readonly branch?: 'True' | 'False' | undefined};

/** The rows of nodes as they were listed last: of 10,000 all but a few are the same objects in the same places. */
type KnownDrafts = Map<string, RowDraft>;

const knownDrafts = new WeakMap<Workflow, KnownDrafts>();

const getKnownDrafts = (workflow: Workflow): KnownDrafts => {
	const known = knownDrafts.get(workflow) ?? new Map<string, RowDraft>();
	knownDrafts.set(workflow, known);
	return known;
};

type ListOptions = TableOptions & {readonly known: KnownDrafts};

const createNodeDraft = (node: NodeState, {lanes, branch}: NodePlace, fold: string | undefined, {known}: ListOptions): RowDraft => {
	const last = known.get(node.id);
	if (last?.row.kind === 'node' && last.row.node === node && last.row.lanes === lanes && last.row.branch === branch && last.fold === fold) {
		return last;
	}

	const draft: RowDraft = {row: {kind: 'node', key: node.id, node, nodes: [node], lanes, branch}, ownCount: 1, fold};
	known.set(node.id, draft);
	return draft;
};

const knownGroups = new WeakMap<RunState['nodes'], ReturnType<typeof groupNodes>>();

/** The nodes of each action. A filter that is typed asks again at every letter. */
const getGroups = (nodes: RunState['nodes']): ReturnType<typeof groupNodes> => {
	const groups = knownGroups.get(nodes) ?? groupNodes(nodes.values());
	knownGroups.set(nodes, groups);
	return groups;
};

const listRanks = ({action, place, matches}: Entry, opened: 'all' | 'failing', options: ListOptions): readonly RowDraft[] => {
	const {isActiveFirst, unfolded} = options;
	const ranks = isActiveFirst ? sortByUrgency(matches, ({status}) => urgencies[status]) : matches;
	return ranks.map((node, index) => {
		const isLast = index === ranks.length - 1 && !place.hasBranches;
		const isAside = opened === 'failing' && urgencies[node.status] > 0 && !unfolded.has(node.id);
		const fold = isAside ? `ranks of ${action}` : getFold(node.id, hasEndedWell(node.status), options);
		return createNodeDraft(node, {lanes: place.stem + (isLast ? 'L' : '+')}, fold, options);
	});
};

const listEntry = (entry: Entry, options: ListOptions): readonly RowDraft[] => {
	const {action, isRanked, place, nodes, matches} = entry;
	const [first] = matches;
	if (first === undefined) {
		return [];
	}

	if (!isRanked) {
		return [createNodeDraft(first, place, getFold(first.id, hasEndedWell(first.status), options), options)];
	}

	const counts = countStatuses(nodes);
	const opened = getOpened(entry, counts, options);
	const {lanes, branch} = place;
	const row: RowDraft = {
		row: {kind: 'ranks', key: action, action, nodes, counts, opened, lanes, branch},
		ownCount: opened === 'none' ? matches.length : 0,
		fold: getFold(action, haveEndedWell(counts), options),
	};
	return opened === 'none' ? [row] : [row, ...listRanks(entry, opened, options)];
};

// Without the tree: what is left of it would connect what does not belong together.
const flatPlace = {lanes: '', stem: '', hasBranches: false};

const none: readonly NodeState[] = [];

/** Most actions have one node: for those no list is made. */
const selectNodes = (nodes: readonly NodeState[], passes: (node: NodeState) => boolean): readonly NodeState[] => {
	if (nodes.length > 1) {
		return nodes.filter(node => passes(node));
	}

	return nodes[0] !== undefined && passes(nodes[0]) ? nodes : none;
};

/** Lists a row for every node and every ranked action that is to be seen, not folded yet, and counts the nodes that pass the filter. */
export const listRows = ({nodes, workflow}: Pick<RunState, 'nodes' | 'workflow'>, wanted: TableOptions): {readonly drafts: readonly RowDraft[]; readonly matchCount: number} => {
	const {filter, isActiveFirst} = wanted;
	// What was asked for by a filter is not folded away again.
	const options = {...wanted, known: getKnownDrafts(workflow), isFolded: wanted.isFolded && filter === ''};
	const groups = getGroups(nodes);
	const passes = filter === '' ? undefined : parseFilter(filter);
	const isFlat = isActiveFirst || passes !== undefined;
	let matchCount = 0;
	const entries: Entry[] = [];
	for (const [action, place] of getWorkflowTree(workflow)) {
		const all = groups.get(action) ?? none;
		const matches = passes === undefined ? all : selectNodes(all, passes);
		matchCount += matches.length;
		if (matches.length > 0) {
			entries.push({
				action, matches, nodes: all,
				isRanked: workflow.actions.get(action)?.isRanked ?? false,
				place: isFlat ? flatPlace : place,
			});
		}
	}

	const sorted = isActiveFirst
		? sortByUrgency(entries, ({nodes}) => getUrgency(nodes))
		: entries;
	const drafts: RowDraft[] = [];
	for (const entry of sorted) {
		for (const draft of listEntry(entry, options)) {
			drafts.push(draft);
		}
	}

	return {drafts, matchCount};
};
