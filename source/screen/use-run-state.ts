import {useMemo, useSyncExternalStore} from 'react';
import {type RunState} from '../core/run/run-state.js';
import {type RunStore} from '../run/runner/run-store.js';

/** Wraps a selector so that it returns the previous selection while the new one is equal to it. */
export const createStableSelector = <State, Selection>(
	getState: () => State,
	select: (state: State) => Selection,
	isEqual: (a: Selection, b: Selection) => boolean,
): (() => Selection) => {
	let previous: {readonly state: State; readonly selection: Selection} | undefined;
	return () => {
		const state = getState();
		if (previous?.state === state) {
			return previous.selection;
		}

		const selection = select(state);
		previous = {state, selection: previous && isEqual(previous.selection, selection) ? previous.selection : selection};
		return previous.selection;
	};
};

/**
Reads a part of the run and draws again when that part changed.

`select` and `isEqual` must be the same functions at every call. The selection is kept while it is equal, because React
takes a fresh object for a change and would draw for ever.
*/
export const useRunState = <Selection>(
	store: Pick<RunStore, 'getSnapshot' | 'subscribe'>,
	select: (state: RunState) => Selection,
	isEqual: (a: Selection, b: Selection) => boolean = Object.is,
): Selection => {
	const getSelection = useMemo(
		() => createStableSelector(store.getSnapshot, select, isEqual),
		[store, select, isEqual],
	);
	return useSyncExternalStore(store.subscribe, getSelection);
};
