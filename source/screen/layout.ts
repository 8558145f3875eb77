import {type Pane} from './screen-state.js';

/** The smallest terminal the screen is drawn in; below it there is one line saying so. */
export const smallestTerminal = {columns: 24, rows: 5};

/** How the rows of the terminal are shared. */
export type Layout = {
	readonly columns: number;
	/** Rows of the whole frame: all that the terminal has. */
	readonly rows: number;
	readonly isTooSmall: boolean;
	readonly headerRows: number;
	readonly footerRows: number;
	/** Content rows of the upper pane (table, graph or timeline), its title not counted; 0 when it is hidden. */
	readonly upperRows: number;
	/** Content rows of the log, its title not counted; 0 when it is hidden. */
	readonly logRows: number;
};

/** Rows of what lies over the panes: all between header and footer. */
export const countOverlayRows = ({rows, headerRows, footerRows}: Layout): number => rows - headerRows - footerRows;

export type LayoutInput = {
	readonly columns: number;
	readonly rows: number;
	/** Rows that the upper pane has use for. */
	readonly wantedRows: number;
	readonly focus: Pane;
	/** Only the pane with the focus is shown. */
	readonly isZoomed: boolean;
	/** One more header line for what cannot be watched. */
	readonly hasWarning: boolean;
	/**
	Rows of the footer: a notice may take more than one.

	@default 1
	*/
	readonly footerRows?: number;
};

const titleRows = 1;
// With less room than this below the header only the focused pane is shown.
const smallestSplit = 9;

/** Shares the terminal between header, upper pane, log and footer. The upper pane takes what it needs, at most half. */
export const getLayout = ({columns, rows, wantedRows, focus, isZoomed, hasWarning, footerRows = 1}: LayoutInput): Layout => {
	const headerRows = (rows >= 13 ? 2 : 1) + (hasWarning ? 1 : 0);
	// Whether there are one or two panes does not hang on a notice.
	const hasOnePane = isZoomed || rows - headerRows - 1 < smallestSplit;
	const body = rows - headerRows - footerRows;
	const shared = {
		columns, rows, headerRows, footerRows, isTooSmall: columns < smallestTerminal.columns || rows < smallestTerminal.rows,
	};
	if (hasOnePane) {
		const paneRows = Math.max(1, body - titleRows);
		return focus === 'upper' ? {...shared, upperRows: paneRows, logRows: 0} : {...shared, upperRows: 0, logRows: paneRows};
	}

	const content = body - (2 * titleRows);
	const upperRows = Math.max(1, Math.min(wantedRows, Math.floor(content / 2)));
	return {...shared, upperRows, logRows: content - upperRows};
};
