import {Box, Transform} from 'ink';
import Spinner from 'ink-spinner';
import {type JSX} from 'react';
import {Lines, usePlaceholders} from '../frame/lines.js';
import {type Theme} from '../frame/theme.js';
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
	const toPlaceholder = usePlaceholders();
	const {columns, rowCount, isStarting} = input;
	const lines = renderHeader(input, theme);
	if (!isStarting) {
		return <Lines columns={columns} lines={lines}/>;
	}

	const place = rowCount - 1;
	return (
		<Box flexShrink={0} flexDirection='column'>
			<Lines columns={columns} lines={lines.slice(0, place)}/>
			<Box flexShrink={0} width={columns} height={1}>
				<Transform transform={spinner => toPlaceholder(renderHeader({...input, spinner}, theme)[place] ?? '')}>
					<Spinner type={startSpinner}/>
				</Transform>
			</Box>
			<Lines columns={columns} lines={lines.slice(place + 1)}/>
		</Box>
	);
};
