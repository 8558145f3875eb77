import {type Workflow} from '../../core/workflow/workflow.js';
import {cellWidth} from '../frame/text/cell-width.js';
import {getWorkflowTree} from './workflow-tree.js';

/** Widths of the table's columns in cells; 0 for a column that has no room. They do not change while a run goes on, but for those that come to say something. */
export type TableColumns = {
	readonly name: number;
	readonly word: number;
	readonly duration: number;
	readonly attempts: number;
	readonly run: number;
	readonly reason: number;
};

const markWidth = 2;
const symbolWidth = 2;
const wordWidth = 11;
const durationWidth = 7;
// Room for `queued 59m`.
const wideDurationWidth = 10;
const wideTerminal = 100;
const attemptsWidth = 6;
const runWidth = 17;
const gap = 1;
const smallestReason = 12;
// The other columns of a wide terminal leave the reason at least this.
const goodReason = 40;
/** Cells a level of the tree takes. */
export const laneWidth = 2;
/** Cells of the mark that says whether ranks are open. */
export const openMarkWidth = 2;

/** How many levels of the tree are drawn at most, so that names keep their room. */
export const getMostLevels = (columns: number): number => Math.max(1, Math.min(10, Math.floor(columns / 16)));

/** Measures the widest name of a workflow with what stands before it in the tree, all ranks open. */
export const measureNames = (workflow: Workflow, levels: number, cleanText: (text: string) => string): number => {
	let widest = 4;
	for (const [name, {lanes, stem, branch}] of getWorkflowTree(workflow)) {
		const action = workflow.actions.get(name);
		const nameWidth = cellWidth(cleanText(name));
		const isRanked = action?.isRanked ?? false;
		const before = (Math.min(lanes.length, levels) * laneWidth) + (branch === undefined ? 0 : branch.length + 1);
		widest = Math.max(widest, before + nameWidth + (isRanked ? openMarkWidth : 0));
		if (isRanked) {
			const suffixWidth = String(action?.rank).length + 2;
			widest = Math.max(widest, (Math.min(stem.length + 1, levels) * laneWidth) + nameWidth + suffixWidth);
		}
	}

	return widest;
};

export type ColumnsInput = {
	/** As `measureNames` gives it. */
	readonly nameWidth: number;
	readonly columns: number;
	readonly hasAttempts: boolean;
	readonly hasRuns: boolean;
};

/** Shares the columns of the terminal: name and status word always, the duration where it fits, the reason where it says something, and then what else is known. */
export const getTableColumns = ({nameWidth, columns, hasAttempts, hasRuns}: ColumnsInput): TableColumns => {
	const fixed = markWidth + symbolWidth + gap + wordWidth;
	const wanted = columns >= wideTerminal ? wideDurationWidth : durationWidth;
	const duration = columns >= fixed + gap + wanted + Math.min(nameWidth, 12) ? wanted : 0;
	const free = columns - fixed - (duration === 0 ? 0 : gap + duration);
	const name = Math.max(1, Math.min(nameWidth, free > 2 * nameWidth ? nameWidth : Math.max(Math.floor(columns * 0.4), Math.min(free, 14)), free));
	const rest = free - name - (2 * gap);
	const attempts = hasAttempts && rest - attemptsWidth - (2 * gap) >= goodReason ? attemptsWidth : 0;
	const afterAttempts = rest - (attempts === 0 ? 0 : attempts + (2 * gap));
	const run = hasRuns && afterAttempts - runWidth - (2 * gap) >= goodReason ? runWidth : 0;
	const reason = afterAttempts - (run === 0 ? 0 : run + (2 * gap));
	return {name, word: wordWidth, duration, attempts, run, reason: reason >= smallestReason ? reason : 0};
};
