/** The smallest terminal the screen is drawn in; below it there is one line saying so. */
export const smallestTerminal = {columns: 24, rows: 6};

/** How the rows of the terminal are shared. */
export type Layout = {
	readonly columns: number;
	/** Rows of the whole frame: one less than the terminal has, so that nothing ever scrolls. */
	readonly rows: number;
	readonly isTooSmall: boolean;
	readonly headerRows: number;
	/** Content rows of the table, its title not counted; 0 when it is hidden. */
	readonly tableRows: number;
	/** Content rows of the log, its title not counted; 0 when it is hidden. */
	readonly logRows: number;
};

export type LayoutInput = {
	readonly columns: number;
	readonly rows: number;
	readonly nodeCount: number;
	readonly focus: 'table' | 'log';
	/** One more header line for what cannot be watched. */
	readonly hasWarning: boolean;
};

const footerRows = 1;
const titleRows = 1;
// With less room than this below the header only the focused pane is shown.
const smallestSplit = 9;

/** Shares the terminal between header, table, log and footer. The table takes what it needs, at most half. */
export const getLayout = ({columns, rows: terminalRows, nodeCount, focus, hasWarning}: LayoutInput): Layout => {
	const rows = Math.max(1, terminalRows - 1);
	const headerRows = (rows >= 13 ? 2 : 1) + (hasWarning ? 1 : 0);
	const body = rows - headerRows - footerRows;
	const shared = {
		columns, rows, headerRows, isTooSmall: columns < smallestTerminal.columns || terminalRows < smallestTerminal.rows,
	};
	if (body < smallestSplit) {
		const paneRows = Math.max(1, body - titleRows);
		return focus === 'table' ? {...shared, tableRows: paneRows, logRows: 0} : {...shared, tableRows: 0, logRows: paneRows};
	}

	const content = body - (2 * titleRows);
	const tableRows = Math.max(1, Math.min(nodeCount, Math.floor(content / 2)));
	return {...shared, tableRows, logRows: content - tableRows};
};
