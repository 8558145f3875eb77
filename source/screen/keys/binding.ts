/** Where a key is listed in the help. */
export type KeyGroup = 'run' | 'view' | 'table' | 'log' | 'move' | 'screen';

/** One thing the keyboard can do. */
export type Binding = {
	/** Names as `nameKeys` gives them: `j`, `G`, `down`, `ctrl+d`. The first is the one shown in the footer. */
	readonly keys: readonly string[];
	readonly group: KeyGroup;
	/** One or two words for the footer. */
	readonly label: string;
	/** One line for the help. */
	readonly help: string;
};

export type Bindings = Readonly<Record<string, Binding>>;
