import {type Theme} from '../frame/theme.js';
import {type LogWindow} from './log-window.js';
import {type LogPaneState} from './state.js';
import {type LogFindings} from './use-log-findings.js';

// Below this width there is no room to say what is hidden.
const narrowColumns = 60;

const percent = (progress: number | undefined): string => progress === undefined ? '' : ` ${Math.floor(progress * 100)} %`;

const describeSearch = ({searchText, current}: LogPaneState, {matches, progress}: LogFindings): string | undefined => {
	if (matches === undefined) {
		return undefined;
	}

	const {length, hiddenCount} = matches;
	const isOnMatch = current !== undefined && matches.has(current);
	const place = isOnMatch ? `${matches.locate(current) + 1} of ${length}` : `${length} found`;
	const hidden = hiddenCount === 0 ? '' : `, ${hiddenCount} more hidden (d)`;
	return `/${searchText} ${length === 0 && progress === undefined ? 'not found' : place}${hidden}${percent(progress)}`;
};

/** The oldest lines of what is shown that are not in memory. */
export type GoneLines = {
	readonly count: number;
	/** What shows them in a shell; absent where only this program can. */
	readonly command: string | undefined;
};

const shortCommand = 'faasr-tui logs';
// So much room beside the command for what the log is and how it stands.
const restColumns = 60;

const describeGone = ({count, command}: GoneLines, columns: number): string | undefined => {
	if (count === 0) {
		return undefined;
	}

	const fitted = command === undefined || command.length + restColumns <= columns ? command : shortCommand;
	return `${count} older ${count === 1 ? 'line' : 'lines'}: ${fitted ?? 'v shows all'}`;
};

/** Says at the end of the pane's title what is searched and left out, and whether the end is followed. */
export const describeLogView = (state: LogPaneState, window: LogWindow, findings: LogFindings & {readonly columns: number; readonly gone: GoneLines}, {glyphs}: Theme): string => {
	const {filterText, level, isWrapped, offset} = state;
	const {rows, progress, columns, gone} = findings;
	const last = Math.min(rows.length, window.end);
	const paused = window.newCount > 0 ? `${window.newCount} new ${glyphs.down}` : `${last}/${rows.length}`;
	return [
		describeSearch(state, findings),
		filterText === '' ? undefined : `&${filterText}${state.searchText === '' ? percent(progress) : ''}`,
		level === 'all' ? undefined : (level === 'ERROR' ? 'errors' : `${level} and worse`),
		offset > 0 && !isWrapped ? `from column ${offset + 1}` : undefined,
		rows.hiddenCount === 0 || columns < narrowColumns ? undefined : `${rows.hiddenCount} hidden (d)`,
		describeGone(gone, columns),
		window.isFollowing ? undefined : 'PAUSED',
		window.isFollowing ? 'following' : paused,
	].filter(text => text !== undefined).join(` ${glyphs.separator} `);
};
