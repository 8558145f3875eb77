import {useCallback, useSyncExternalStore} from 'react';

/** The part of a terminal that has a size. */
export type TerminalSize = {
	readonly columns: number;
	readonly rows: number;
	readonly on: (event: 'resize', listener: () => void) => unknown;
	readonly off: (event: 'resize', listener: () => void) => unknown;
};

/** Reads the terminal's size and draws again when it changes. */
export const useTerminalSize = (terminal: TerminalSize): {readonly columns: number; readonly rows: number} => {
	const subscribe = useCallback((onChange: () => void) => {
		terminal.on('resize', onChange);
		return () => {
			terminal.off('resize', onChange);
		};
	}, [terminal]);
	// As one string, because a fresh object at every reading would draw for ever.
	const size = useSyncExternalStore(subscribe, () => `${terminal.columns}x${terminal.rows}`);
	const [columns = 80, rows = 24] = size.split('x').map(Number);
	return {columns, rows};
};
