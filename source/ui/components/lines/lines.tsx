import {Box, Transform} from 'ink';
import {type JSX} from 'react';

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
*/
export const Lines = ({lines, columns}: LinesProps): JSX.Element => (
	<Box flexShrink={0} width={columns} height={lines.length}>
		<Transform transform={(_blank, index) => lines[index] ?? ''}>
			{Array.from({length: lines.length}, () => ' ').join('\n')}
		</Transform>
	</Box>
);
