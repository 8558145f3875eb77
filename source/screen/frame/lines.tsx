import {Box, Transform} from 'ink';
import {type JSX} from 'react';
import {useLineSigns} from './line-board.js';

export type LinesProps = {
	/** Finished lines, each at most `columns` cells wide. They may contain colours and nothing else from outside. */
	readonly lines: readonly string[];
	readonly columns: number;
};

/**
A block of finished lines.

Ink lays out a blank of the same height and the lines take its place when the frame is put together. So Ink neither
measures nor wraps them, which it would do for every changed text, and does not remember them: its caches of measured
and wrapped texts (ink 6.8, `measure-text.js`, `wrap-text.js`) never forget, which a clock on the screen turns into a leak.

On the screen Ink gets only a sign for each line: taking every line apart into characters and styles and putting it together
again (ink 6.8, `output.js`), in every frame and however little has changed, would be four fifths of what a frame costs.
*/
export const Lines = ({lines, columns}: LinesProps): JSX.Element => {
	const toSign = useLineSigns();
	return (
		<Box flexShrink={0} width={columns} height={lines.length}>
			<Transform transform={(_blank, index) => toSign(lines[index] ?? '')}>
				{Array.from({length: lines.length}, () => ' ').join('\n')}
			</Transform>
		</Box>
	);
};
