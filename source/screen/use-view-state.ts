import {useCallback, useRef, useState} from 'react';

/** What a reducer's owner gets: the state to draw, and ways to change it and to ask for the very latest. */
export type ViewState<State, Action> = {
	readonly state: State;
	readonly dispatch: (action: Action) => void;
	/** Sees what was dispatched in this same tick, which `state` does not: two keys can arrive in one chunk. */
	readonly getState: () => State;
};

/** Keeps view state in a reducer. */
export const useViewState = <State, Action>(
	reduce: (state: State, action: Action) => State,
	initialState: State,
): ViewState<State, Action> => {
	const latest = useRef(initialState);
	const [state, setState] = useState(initialState);
	const dispatch = useCallback((action: Action) => {
		latest.current = reduce(latest.current, action);
		setState(latest.current);
	}, [reduce]);
	const getState = useCallback(() => latest.current, []);
	return {state, dispatch, getState};
};
