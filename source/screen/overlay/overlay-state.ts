/** Where the user is in what lies over the panes: one thing at a time does. */
export type OverlayState = {
	/** First line in view of a page. */
	readonly top: number;
	/** Item under the cursor of a menu. */
	readonly cursor: number;
	/** What was typed to narrow a menu. */
	readonly filter: string;
	/** Id of the item that led here. */
	readonly choice?: string | undefined;
};

export type OverlayAction =
	/** Something else lies over the panes now. */
	| {readonly type: 'reset'; readonly cursor?: number; readonly choice?: string}
	| {readonly type: 'scroll'; readonly by: number; readonly lineCount: number; readonly height: number}
	| {readonly type: 'move-cursor'; readonly by: number; readonly itemCount: number}
	| {readonly type: 'filter'; readonly text: string};

export const initialOverlayState: OverlayState = {top: 0, cursor: 0, filter: ''};

const clamp = (value: number, high: number): number => Math.max(0, Math.min(value, high));

/** Keeps a page's view inside its text. */
export const getPageTop = ({top}: Pick<OverlayState, 'top'>, lineCount: number, height: number): number => clamp(top, lineCount - height);

/** The first line in view after a page was scrolled by some lines; never beyond its ends. */
export const scrollPage = (top: number, {by, lineCount, height}: {readonly by: number; readonly lineCount: number; readonly height: number}): number =>
	clamp(getPageTop({top}, lineCount, height) + by, lineCount - height);

/** Keeps a menu's cursor on an item. */
export const getMenuCursor = ({cursor}: OverlayState, itemCount: number): number => clamp(cursor, itemCount - 1);

/** Answers one movement or change in what lies over the panes. */
export const reduceOverlay = (state: OverlayState, action: OverlayAction): OverlayState => {
	switch (action.type) {
		case 'reset': {
			return {...initialOverlayState, cursor: action.cursor ?? 0, choice: action.choice};
		}

		case 'scroll': {
			return {...state, top: scrollPage(state.top, action)};
		}

		case 'move-cursor': {
			return {...state, cursor: clamp(getMenuCursor(state, action.itemCount) + action.by, action.itemCount - 1)};
		}

		case 'filter': {
			return {...state, filter: action.text, cursor: 0};
		}
	}
};
