import {type JSX} from 'react';
import {type RunState} from '../../core/run/run-state.js';
import {Lines} from '../frame/lines.js';
import {type PaneProps} from '../pane-props.js';
import {renderFiles} from './render-files.js';
import {type Files} from './use-files.js';

export type FilesViewProps = PaneProps & {
	readonly state: Pick<RunState, 'outcome'>;
	readonly files: Files;
	/** The key that shows the view, and looks again. */
	readonly showKey: string;
};

/** What the run has written: node, name, size, time and store, in the folders that their keys name. */
export const FilesView = ({files, state: {outcome}, showKey, columns, height, isFocused, theme, cleanText}: FilesViewProps): JSX.Element => {
	const {state, rows, obstacle, getWindow} = files;
	return <Lines columns={columns} lines={renderFiles({state, rows, window: getWindow(height), obstacle, isRunning: outcome === 'RUNNING', showKey, isFocused, height, columns, cleanText}, theme)}/>;
};
