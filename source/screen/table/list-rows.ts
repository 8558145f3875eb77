import {type NodeState} from '../../core/run/run-state.js';
import {hasEndedWell, type Status} from '../../core/run/status.js';
import {type RowDraft} from './fold-rows.js';
import {type Entry} from './list-entries.js';
import {parseFilter} from './node-filter.js';
import {type TableOptions} from './state.js';
import {countStatuses, hasFailing, haveEndedWell, type StatusCounts} from './rank-counts.js';
import {type RanksRow} from './table-row.js';
import {type TreePlace} from './workflow-tree.js';

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

type ListOptions = TableOptions & {
	/** Without the tree: what is left of it would connect what does not belong together. */
	readonly isFlat: boolean;
};

const flatPlace = {lanes: '', stem: '', hasBranches: false} satisfies TreePlace;

const getPlace = ({place}: Entry, {isFlat}: ListOptions): TreePlace => isFlat ? flatPlace : place;

const createNodeDraft = (node: NodeState, {lanes, branch}: NodePlace, fold: string | undefined): RowDraft =>
	({row: {kind: 'node', key: node.id, node, nodes: [node], lanes, branch}, ownCount: 1, fold});

const listRanks = (entry: Entry, opened: 'all' | 'failing', options: ListOptions): readonly RowDraft[] => {
	const {action, matches} = entry;
	const {isActiveFirst, unfolded} = options;
	const place = getPlace(entry, options);
	const ranks = isActiveFirst ? sortByUrgency(matches, ({status}) => urgencies[status]) : matches;
	return ranks.map((node, index) => {
		const {id, status} = node;
		const isLast = index === ranks.length - 1 && !place.hasBranches;
		const isAside = opened === 'failing' && urgencies[status] > 0 && !unfolded.has(id);
		const fold = isAside ? `ranks of ${action}` : getFold(id, hasEndedWell(status), options);
		return createNodeDraft(node, {lanes: place.stem + (isLast ? 'L' : '+')}, fold);
	});
};

const listRanked = (entry: Entry, options: ListOptions): readonly RowDraft[] => {
	const {action, matches, nodes} = entry;
	const {lanes, branch} = getPlace(entry, options);
	const counts = countStatuses(nodes);
	const opened = getOpened(entry, counts, options);
	const row: RowDraft = {
		row: {kind: 'ranks', key: action, action, nodes, counts, opened, lanes, branch},
		ownCount: opened === 'none' ? matches.length : 0,
		fold: getFold(action, haveEndedWell(counts), options),
	};
	return opened === 'none' ? [row] : [row, ...listRanks(entry, opened, options)];
};

const listAction = (entry: Entry, options: ListOptions): readonly RowDraft[] => entry.isRanked
	? listRanked(entry, options)
	: entry.matches.map(node => createNodeDraft(node, getPlace(entry, options), getFold(node.id, hasEndedWell(node.status), options)));

/** How urgent the most urgent node of an action is. */
const getUrgency = ({nodes}: Entry): number => Math.min(...nodes.map(({status}) => urgencies[status]));

/** Lists a row for every node and every ranked action that is to be seen, not folded yet, and counts the nodes that pass the filter. */
export const listRows = (all: readonly Entry[], wanted: TableOptions): {readonly drafts: readonly RowDraft[]; readonly matchCount: number} => {
	const {filter, isActiveFirst} = wanted;
	// What was asked for by a filter is not folded away again.
	const options: ListOptions = {...wanted, isFlat: isActiveFirst || filter !== '', isFolded: wanted.isFolded && filter === ''};
	const passes = parseFilter(filter);
	const entries = filter === ''
		? all
		: all.map(entry => ({...entry, matches: entry.nodes.filter(node => passes(node))})).filter(({matches}) => matches.length > 0);
	const sorted = isActiveFirst ? sortByUrgency(entries, entry => getUrgency(entry)) : entries;
	return {
		drafts: sorted.flatMap(entry => listAction(entry, options)),
		matchCount: entries.reduce((count, {matches}) => count + matches.length, 0),
	};
};
