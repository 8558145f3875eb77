import {Box, Transform} from 'ink';
import {type JSX, useContext} from 'react';
import {LineBoardContext} from './line-board.js';

export type LinesProps = {
	/** Finished lines, each at most `columns` cells wide. They may contain colours and nothing else from outside. */
	readonly lines: readonly string[];
	readonly columns: number;
	/**
	Something that Ink draws lies over them.

	@default false
	*/
	readonly isCovered?: boolean;
};

/**
A block of finished lines.

Ink lays out a blank of the same height and the lines take its place when the frame is put together. So Ink neither
measures nor wraps them, which it would do for every changed text, and does not remember them: its caches of measured
and wrapped texts (ink 6.8, `measure-text.js`, `wrap-text.js`) never forget, which a clock on the screen turns into a leak.

On a board Ink gets only a sign for each line: taking every line apart into characters and styles and putting it together
again (ink 6.8, `output.js`), in every frame and however little has changed, is four fifths of what a frame costs.
*/
export const Lines = ({lines, columns, isCovered = false}: LinesProps): JSX.Element => {
	const board = useContext(LineBoardContext);
	const toFrame = board === undefined || isCovered ? (line: string) => line : board.hold;
	return (
		<Box flexShrink={0} width={columns} height={lines.length}>
			<Transform transform={(_blank, index) => toFrame(lines[index] ?? '')}>
				{Array.from({length: lines.length}, () => ' ').join('\n')}
			</Transform>
		</Box>
	);
};
