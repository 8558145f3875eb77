/** What the table shows and where its cursor is. */
export type NodeTableState = {
	/** Key of the row under the cursor; absent until the user moves it: till then it goes with the run. */
	readonly selected?: string;
	/** First row in view when the cursor was moved last. */
	readonly top: number;
};

export type NodeTableAction =
	/** Without `top` the view moves no further than needed. */
	| {readonly type: 'select'; readonly key: string; readonly top?: number}
	/** Keeps the cursor where the run has led it, unless the user has moved it already. */
	| {readonly type: 'hold'; readonly key: string; readonly top: number}
	| {readonly type: 'release-cursor'};

export const initialNodeTableState: NodeTableState = {top: 0};

/** Answers one thing the user did in the table; the same object when it changes nothing. */
export const reduceNodeTable = (state: NodeTableState, action: NodeTableAction): NodeTableState => {
	switch (action.type) {
		case 'select': {
			return {...state, selected: action.key, top: action.top ?? state.top};
		}

		case 'hold': {
			return state.selected === undefined ? {...state, selected: action.key, top: action.top} : state;
		}

		case 'release-cursor': {
			return initialNodeTableState;
		}
	}
};
