import {Box} from 'ink';
import Spinner from 'ink-spinner';
import {type JSX} from 'react';
import {Lines} from '../lines/lines.js';
import {type Theme} from '../../theme.js';
import {type HeaderInput, renderHeader} from './render-header.js';

export type HeaderProps = HeaderInput & {readonly theme: Theme};

// Of ink-spinner's kinds the one that is slow enough (8 frames a second) and plain ASCII.
const startSpinner = 'line';

/**
The top of the screen.

ink-spinner turns only between a trigger and the first sign of the run, while nothing else moves: it brings its own timer,
and every frame costs a composition of the whole screen. What turns during the run is drawn by the screen's one ticker.
*/
export const Header = ({theme, ...input}: HeaderProps): JSX.Element => {
	const lines = renderHeader(input, theme);
	if (!input.isStarting) {
		return <Lines columns={input.columns} lines={lines}/>;
	}

	return (
		<Box flexShrink={0}>
			<Lines isCovered columns={input.columns} lines={lines}/>
			<Box position='absolute' marginTop={input.rowCount - 1} marginLeft={1}>
				<Spinner type={startSpinner}/>
			</Box>
		</Box>
	);
};
