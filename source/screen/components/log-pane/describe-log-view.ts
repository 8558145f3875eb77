import {type Theme} from '../../theme.js';
import {type LogFindings} from './log-view.js';
import {type LogPaneState, type LogWindow} from './log-pane-state.js';

// Below this width there is no room to say what is folded away.
const narrowColumns = 60;

const percent = (progress: number | undefined): string => progress === undefined ? '' : ` ${Math.floor(progress * 100)} %`;

const describeSearch = ({searchText, current}: LogPaneState, {matches, progress}: LogFindings): string | undefined => {
	if (matches === undefined) {
		return undefined;
	}

	const {count, foldedCount} = matches;
	const isOnMatch = current !== undefined && matches.has(current);
	const place = isOnMatch ? `${matches.getPlace(current) + 1} of ${count}` : `${count} found`;
	const folded = foldedCount === 0 ? '' : `, ${foldedCount} more folded: d`;
	return `/${searchText} ${count === 0 && progress === undefined ? 'not found' : place}${folded}${percent(progress)}`;
};

/** Says at the end of the pane's title what is searched and left out, and whether the end is followed. */
export const describeLogView = (state: LogPaneState, window: LogWindow, findings: LogFindings & {readonly columns: number}, {glyphs}: Theme): string => {
	const {filterText, level, isWrapped, offset} = state;
	const {rows, progress, columns} = findings;
	const last = Math.min(rows.length, window.end);
	const paused = window.newCount > 0 ? `${window.newCount} new ${glyphs.down}` : `${last}/${rows.length}`;
	return [
		describeSearch(state, findings),
		filterText === '' ? undefined : `&${filterText}${state.searchText === '' ? percent(progress) : ''}`,
		level === 'all' ? undefined : (level === 'ERROR' ? 'errors' : `${level} and worse`),
		offset > 0 && !isWrapped ? `from column ${offset + 1}` : undefined,
		rows.foldedCount === 0 || columns < narrowColumns ? undefined : `${rows.foldedCount} folded`,
		window.isFollowing ? undefined : 'PAUSED',
		window.isFollowing ? 'following' : paused,
	].filter(text => text !== undefined).join(` ${glyphs.separator} `);
};
