/** Which rows the table has. */
export type TableOptions = {
	/** Ranked actions that the user opened (true) or closed (false). */
	readonly ranks: ReadonlyMap<string, boolean>;
	/** Rows of nodes that ended well are folded together. */
	readonly isFolded: boolean;
	/** Keys of rows that stay out of the folds. */
	readonly unfolded: ReadonlySet<string>;
	/** What failed or is at work first, instead of the tree. */
	readonly isActiveFirst: boolean;
	/** As typed; empty for all nodes. */
	readonly filter: string;
};

/** What the table shows and where its cursor is. */
export type NodeTableState = {
	/** Key of the row under the cursor; absent until the user moves it: till then it goes with the run. */
	readonly selected?: string;
	/** First row in view when the cursor was moved last. */
	readonly top: number;
	readonly options: TableOptions;
};

export type NodeTableAction =
	/** Without `top` the view moves no further than needed. */
	| {readonly type: 'select'; readonly key: string; readonly top?: number}
	/** Keeps the cursor where the run has led it, unless the user has moved it already. */
	| {readonly type: 'hold'; readonly key: string; readonly top: number}
	| {readonly type: 'release-cursor'}
	/** Opens or closes the ranks of an action and puts the cursor on it. */
	| {readonly type: 'open-ranks'; readonly action: string; readonly isOpen: boolean}
	| {readonly type: 'unfold'; readonly keys: readonly string[]}
	| {readonly type: 'fold'; readonly keys: readonly string[]}
	/** Takes a node out of whatever hides it and puts the cursor on it. */
	| {readonly type: 'reveal'; readonly key: string; readonly action?: string | undefined; readonly isFilteredOut: boolean}
	| {readonly type: 'toggle-folding'}
	| {readonly type: 'toggle-active-first'}
	| {readonly type: 'filter'; readonly text: string};

export const initialNodeTableState: NodeTableState = {
	top: 0,
	options: {ranks: new Map(), isFolded: false, unfolded: new Set(), isActiveFirst: false, filter: ''},
};

type ActionOf<Type extends NodeTableAction['type']> = Extract<NodeTableAction, {readonly type: Type}>;

type Reducers = {readonly [Type in NodeTableAction['type']]: (state: NodeTableState, action: ActionOf<Type>) => NodeTableState};

const change = (state: NodeTableState, options: Partial<TableOptions>): NodeTableState => ({...state, options: {...state.options, ...options}});

const setRanks = (ranks: ReadonlyMap<string, boolean>, action: string, isOpen: boolean): ReadonlyMap<string, boolean> =>
	new Map([...ranks, [action, isOpen]]);

const reducers: Reducers = {
	select: (state, {key, top}) => ({...state, selected: key, top: top ?? state.top}),
	hold: (state, {key, top}) => state.selected === undefined ? {...state, selected: key, top} : state,
	'release-cursor'({selected, ...state}) {
		return {...state, top: 0};
	},
	'open-ranks': (state, {action, isOpen}) => change({...state, selected: action}, {ranks: setRanks(state.options.ranks, action, isOpen)}),
	unfold: (state, {keys}) => change({...state, selected: keys[0] ?? ''}, {unfolded: new Set([...state.options.unfolded, ...keys])}),
	fold(state, {keys}) {
		const folded = new Set(keys);
		return change(state, {unfolded: new Set([...state.options.unfolded].filter(key => !folded.has(key)))});
	},
	reveal: ({options, ...state}, {key, action, isFilteredOut}) => change({...state, options, selected: key}, {
		ranks: action === undefined ? options.ranks : setRanks(options.ranks, action, true),
		unfolded: options.isFolded ? new Set([...options.unfolded, key]) : options.unfolded,
		filter: isFilteredOut ? '' : options.filter,
	}),
	'toggle-folding': state => change(state, {isFolded: !state.options.isFolded, unfolded: new Set()}),
	'toggle-active-first': state => change(state, {isActiveFirst: !state.options.isActiveFirst}),
	filter: (state, {text}) => change(state, {filter: text.trim()}),
};

/** Answers one thing the user did in the table; the same object when it changes nothing. */
export const reduceNodeTable = (state: NodeTableState, action: NodeTableAction): NodeTableState => {
	// Each reducer takes its own kind of action only, which the index has just made sure of.
	const reduce = reducers[action.type] as (state: NodeTableState, action: NodeTableAction) => NodeTableState;
	return reduce(state, action);
};
