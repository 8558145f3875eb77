/** First line of the help in view. */
export type HelpState = {readonly top: number};

export type HelpAction =
	| {readonly type: 'scroll'; readonly by: number; readonly lineCount: number; readonly height: number}
	| {readonly type: 'reopen'};

export const initialHelpState: HelpState = {top: 0};

/** Keeps the help's view inside its text. */
export const getHelpTop = ({top}: HelpState, lineCount: number, height: number): number =>
	Math.max(0, Math.min(top, lineCount - height));

/** Answers one movement in the help. */
export const reduceHelp = (state: HelpState, action: HelpAction): HelpState => {
	switch (action.type) {
		case 'scroll': {
			return {top: getHelpTop({top: getHelpTop(state, action.lineCount, action.height) + action.by}, action.lineCount, action.height)};
		}

		case 'reopen': {
			return initialHelpState;
		}
	}
};
