import {type NodeState} from '../../../core/run/run-state.js';
import {hasEndedWell, type Status} from '../../../core/run/status.js';
import {type RowDraft} from './fold-rows.js';
import {parseNamedFilter} from './node-filter.js';
import {type TableOptions} from './node-table-state.js';
import {countStatuses, hasFailing, haveEndedWell, type StatusCounts} from './rank-counts.js';
import {type RanksRow} from './table-row.js';
import {type Entry, type Listing} from './table-listing.js';
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

const getOpened = ({action, positions, matches}: Entry, counts: StatusCounts, {ranks}: TableOptions): RanksRow['opened'] => {
	const choice = ranks.get(action);
	if (choice !== undefined) {
		return choice ? 'all' : 'none';
	}

	if (positions.length <= mostOpenRanks || matches.length < positions.length) {
		return 'all';
	}

	return hasFailing(counts) ? 'failing' : 'none';
};

/** Whether the row may be folded, and into what. */
const getFold = (key: string, isOver: boolean, {isFolded, unfolded}: TableOptions): string | undefined =>
	isFolded && isOver && !unfolded.has(key) ? settledFold : undefined;

type NodePlace = {readonly lanes: string; readonly branch?: 'True' | 'False' | undefined};

type ListOptions = TableOptions & {
	readonly listing: Listing;
	/** Without the tree: what is left of it would connect what does not belong together. */
	readonly isFlat: boolean;
};

const flatPlace = {lanes: '', stem: '', hasBranches: false} satisfies TreePlace;

const getPlace = ({place}: Entry, {isFlat}: ListOptions): TreePlace => isFlat ? flatPlace : place;

const createNodeDraft = (node: NodeState, {lanes, branch}: NodePlace): RowDraft =>
	({row: {kind: 'node', key: node.id, node, nodes: [node], lanes, branch}, ownCount: 1, fold: undefined});

/** Of 10,000 rows all but a few are the same objects as the last time. */
const getNodeDraft = (position: number, place: NodePlace, {listing, isFlat}: ListOptions): RowDraft => {
	const drafts = isFlat ? listing.flat : listing.tree;
	const known = drafts[position];
	if (known?.row.lanes === place.lanes) {
		return known;
	}

	const draft = createNodeDraft(listing.nodes[position]!, place);
	drafts[position] = draft;
	return draft;
};

const setFold = (draft: RowDraft, fold: string | undefined): RowDraft => fold === undefined ? draft : {...draft, fold};

const listRanks = (entry: Entry, opened: 'all' | 'failing', options: ListOptions): readonly RowDraft[] => {
	const {action, matches} = entry;
	const {isActiveFirst, unfolded, listing: {nodes}} = options;
	const place = getPlace(entry, options);
	const ranks = isActiveFirst ? sortByUrgency(matches, position => urgencies[nodes[position]!.status]) : matches;
	return ranks.map((position, index) => {
		const {id, status} = nodes[position]!;
		const isLast = index === ranks.length - 1 && !place.hasBranches;
		const isAside = opened === 'failing' && urgencies[status] > 0 && !unfolded.has(id);
		const fold = isAside ? `ranks of ${action}` : getFold(id, hasEndedWell(status), options);
		return setFold(getNodeDraft(position, {lanes: place.stem + (isLast ? 'L' : '+')}, options), fold);
	});
};

const listRanked = (entry: Entry, options: ListOptions): readonly RowDraft[] => {
	const {action, matches, positions} = entry;
	const {lanes, branch} = getPlace(entry, options);
	const nodes = positions.map(position => options.listing.nodes[position]!);
	const counts = countStatuses(nodes);
	const opened = getOpened(entry, counts, options);
	const row: RowDraft = {
		row: {kind: 'ranks', key: action, action, nodes, counts, opened, lanes, branch},
		ownCount: opened === 'none' ? matches.length : 0,
		fold: getFold(action, haveEndedWell(counts), options),
	};
	return opened === 'none' ? [row] : [row, ...listRanks(entry, opened, options)];
};

/** The fold of an action with one node; it is not looked at where nothing is folded. */
const getOwnFold = (position: number, options: ListOptions): string | undefined => {
	if (!options.isFolded) {
		return undefined;
	}

	const {id, status} = options.listing.nodes[position]!;
	return getFold(id, hasEndedWell(status), options);
};

/** Lists the rows of one action behind those of others: for the thousands that have one node no list is made. */
const addRows = (drafts: RowDraft[], entry: Entry, options: ListOptions): void => {
	if (entry.isRanked) {
		for (const draft of listRanked(entry, options)) {
			drafts.push(draft);
		}

		return;
	}

	for (const position of entry.matches) {
		drafts.push(setFold(getNodeDraft(position, getPlace(entry, options), options), getOwnFold(position, options)));
	}
};

const selectEntries = (entries: readonly Entry[], passes: (position: number) => boolean): readonly Entry[] => {
	const selected: Entry[] = [];
	for (const entry of entries) {
		const matches = entry.positions.filter(position => passes(position));
		if (matches.length > 0) {
			selected.push(matches.length === entry.positions.length ? entry : {...entry, matches});
		}
	}

	return selected;
};

const countMatches = (entries: readonly Entry[]): number => {
	let count = 0;
	for (const {matches} of entries) {
		count += matches.length;
	}

	return count;
};

/** How urgent the most urgent node of an action is. */
const getUrgency = ({positions}: Entry, nodes: readonly NodeState[]): number => {
	let most = 3;
	for (const position of positions) {
		most = Math.min(most, urgencies[nodes[position]!.status]);
	}

	return most;
};

/** Lists a row for every node and every ranked action that is to be seen, not folded yet, and counts the nodes that pass the filter. */
export const listRows = (listing: Listing, wanted: TableOptions): {readonly drafts: readonly RowDraft[]; readonly matchCount: number} => {
	const {filter, isActiveFirst} = wanted;
	const {entries: all, nodes, names} = listing;
	// What was asked for by a filter is not folded away again.
	const options: ListOptions = {...wanted, listing, isFlat: isActiveFirst || filter !== '', isFolded: wanted.isFolded && filter === ''};
	const passes = parseNamedFilter(filter);
	const entries = filter === '' ? all : selectEntries(all, position => passes(nodes[position]!, names[position]!));
	const sorted = isActiveFirst ? sortByUrgency(entries, entry => getUrgency(entry, nodes)) : entries;
	const drafts: RowDraft[] = [];
	for (const entry of sorted) {
		addRows(drafts, entry, options);
	}

	return {drafts, matchCount: countMatches(entries)};
};
