import {formatDuration} from '../../core/text/format-duration.js';

/** Which time each cell of the bars stands for. */
export type TimelineScale = {
	/** Time of the first cell's beginning (ms since the epoch). */
	readonly from: number;
	readonly msPerCell: number;
	/** Cells of the bars. */
	readonly columns: number;
};

const secondMs = 1000;
const smallestSpanMs = secondMs;
// While a run goes on the scale reaches a little further, so that it stretches now and then and not in every frame.
const roundSpans = [1, 1.5, 2, 3, 4, 5, 6, 8, 10] as const;
const headroom = 1.05;

const roundUp = (ms: number): number => {
	const unit = 10 ** Math.floor(Math.log10(ms));
	return unit * (roundSpans.find(span => span * unit >= ms) ?? 10);
};

/** Fits a run into so many cells: a finished one exactly, one that goes on with some room. */
export const fitScale = ({from, to, now}: {readonly from: number; readonly to: number | undefined; readonly now: number}, columns: number): TimelineScale => {
	const spanMs = Math.max(smallestSpanMs, (to ?? now) - from);
	return {from, columns, msPerCell: (to === undefined ? roundUp(spanMs * headroom) : spanMs) / Math.max(1, columns)};
};

/** The cell a time lies in; it may be outside of the bars. */
export const findCell = ({from, msPerCell}: TimelineScale, at: number): number => Math.floor((at - from) / msPerCell);

const tickStepsMs = [100, 200, 500, ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400].map(seconds => seconds * secondMs)];
const tickWidth = 10;

const formatTick = (ms: number): string => ms < 60 * secondMs ? `${ms / secondMs}s` : formatDuration(ms).replace(/(?<=m)00s$|(?<=h)00m$/u, '');

/** Renders the times above the bars, each where its cell is. */
export const renderAxis = (scale: TimelineScale, tick: string): string => {
	const {msPerCell, columns} = scale;
	const stepMs = tickStepsMs.find(step => step / msPerCell >= tickWidth) ?? tickStepsMs.at(-1)!;
	let axis = '';
	for (let ms = 0; ; ms += stepMs) {
		const cell = Math.floor(ms / msPerCell);
		const text = `${tick}${formatTick(ms)}`;
		if (cell + text.length > columns) {
			return axis;
		}

		axis = axis.padEnd(cell) + text;
	}
};
