import {type RunState} from '../../core/run/run-state.js';
import {type Status} from '../../core/run/status.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {cellWidth, fitCells, truncateCells} from '../frame/text/cell-width.js';
import {type Style, type Theme} from '../frame/theme.js';
import {getOwnId} from '../../core/run/run-id.js';
import {describeJoin} from './describe-join.js';
import {describeDuration} from './node-times.js';
import {type StatusCounts, sumUpStatuses} from './rank-counts.js';
import {getLanesWidth, type Levels, renderLanes, renderName} from './render-name.js';
import {type TableColumns} from './table-columns.js';
import {getAttempts} from './get-attempts.js';
import {type FoldRow, type NodeRow, type RanksRow, type TableRow} from './table-row.js';

/** What all rows of a frame are rendered with. */
export type RowContext = {
	readonly workflow: Workflow;
	readonly platformRuns: RunState['platformRuns'];
	readonly columns: TableColumns;
	readonly levels: Levels;
	/** Cells of the whole row. */
	readonly width: number;
	/** The rows stand alone, without the tree. */
	readonly isFlat: boolean;
	readonly now: number;
	/** The spinner's present frame. */
	readonly spinner: string;
	readonly cleanText: (text: string) => string;
};

type RowProps<Row> = RowContext & {readonly row: Row; readonly isUnderCursor: boolean};

// What is done first, then what went wrong, then what moves; what has not begun is the rest of the whole.
const countOrder: readonly Status[] = ['COMPLETED', 'FAILED', 'TIMEOUT', 'CANCELLED', 'SKIPPED', 'NOT_INVOKED', 'RUNNING', 'INVOKED'];

type Part = {readonly text: string; readonly style: Style; readonly startsGroup?: boolean};

/** Counts ranks by status: `✓3 ✗1 ⠋1 /5`. */
const getCountParts = (counts: StatusCounts, rankCount: number, spinner: string, {statuses}: Theme): readonly Part[] => [
	...countOrder.filter(status => counts.has(status)).map(status => ({
		text: `${status === 'RUNNING' ? spinner : statuses[status].symbol}${counts.get(status)!}`, style: statuses[status].style,
	})),
	{text: `/${rankCount}`, style: {isDim: true}},
];

/** Paints parts into one text of at most `width` cells; what does not fit at the end is cut. */
const paintParts = (parts: readonly Part[], width: number, {paint, glyphs}: Theme): string => {
	let painted = '';
	let room = width;
	for (const {text, style, startsGroup = false} of parts) {
		const gap = painted === '' ? 0 : (startsGroup ? 2 : 1);
		const fitted = truncateCells(text, room - gap, glyphs.ellipsis);
		painted += fitted === '' ? '' : ' '.repeat(gap) + paint(style, fitted);
		room -= gap + cellWidth(fitted);
	}

	return painted;
};

const renderStart = (status: Status, {isUnderCursor, spinner}: {readonly isUnderCursor: boolean; readonly spinner: string}, {glyphs, paint, statuses}: Theme): readonly string[] => {
	const {style, symbol} = statuses[status];
	return [isUnderCursor ? paint({color: 'cyan', isBold: true}, glyphs.cursor) : ' ', paint(style, status === 'RUNNING' ? spinner : symbol)];
};

const renderMiddle = (status: Status, {row, columns, now, platformRuns}: RowProps<NodeRow | RanksRow>, {glyphs, paint, statuses}: Theme): readonly string[] => {
	const {style, word} = statuses[status];
	const cells = [paint(style, fitCells(word, columns.word, glyphs.ellipsis))];
	if (columns.duration > 0) {
		const text = describeDuration(row.nodes, {now, platformRuns, width: columns.duration});
		cells.push(paint(status === 'INVOKED' ? {isDim: true} : {}, fitCells(text, columns.duration, glyphs.ellipsis, 'right')));
	}

	return cells;
};

/** The columns that only wide terminals have. */
const renderFacts = ({row, columns, platformRuns}: RowProps<NodeRow | RanksRow>, {glyphs, paint}: Theme): readonly string[] => {
	const node = row.kind === 'node' ? row.node : undefined;
	const cells: string[] = [];
	if (columns.attempts > 0) {
		const attempts = node === undefined ? 0 : getAttempts(node, platformRuns);
		cells.push(' ' + paint({isDim: true}, fitCells(attempts > 1 ? `try ${attempts}` : '', columns.attempts, glyphs.ellipsis)));
	}

	if (columns.run > 0) {
		const runIds = node?.runIds ?? [];
		const more = runIds.length > 1 ? ` +${runIds.length - 1}` : '';
		const text = runIds.length === 0 ? '' : `${getOwnId(runIds.at(-1)!)}${more}`;
		cells.push(' ' + paint({isDim: true}, fitCells(text, columns.run, glyphs.ellipsis)));
	}

	return cells;
};

const isBad = (status: Status): boolean => status === 'FAILED' || status === 'TIMEOUT';

const getReasonParts = (props: RowProps<NodeRow | RanksRow>, theme: Theme): readonly Part[] => {
	const {row, workflow, isFlat, isUnderCursor, spinner, cleanText} = props;
	// Open ranks give their own reasons.
	const said = row.kind === 'ranks'
		? (row.opened === 'none' ? row.nodes.find(({status}) => isBad(status)) : undefined)
		: row.node;
	const before = row.kind === 'ranks' && said !== undefined ? `${said.id}: ` : '';
	const action = row.kind === 'ranks' ? row.action : row.node.action;
	const join = isUnderCursor ? describeJoin(workflow, action, isFlat) : undefined;
	return [
		...(row.kind === 'ranks' ? getCountParts(row.counts, row.nodes.length, spinner, theme) : []),
		...(said?.sentence === undefined ? [] : [{text: cleanText(before + said.sentence), style: isBad(said.status) || said.ranWithout !== undefined ? {} : {isDim: true}, startsGroup: true}]),
		...(join === undefined ? [] : [{text: cleanText(join), style: {isDim: true}, startsGroup: true}]),
	];
};

const getStatus = (row: NodeRow | RanksRow): Status => row.kind === 'node' ? row.node.status : sumUpStatuses(row.counts);

const renderFull = (props: RowProps<NodeRow | RanksRow>, theme: Theme): string => {
	const {row, columns, levels, isUnderCursor, cleanText} = props;
	const status = getStatus(row);
	const name = renderName({
		row, name: cleanText(row.key), width: columns.name, levels, isUnderCursor,
	}, theme);
	const [cursor = '', symbol = ''] = renderStart(status, props, theme);
	const mark = row.kind === 'node' && row.node.ranWithout !== undefined ? theme.paint({color: 'yellow', isBold: true}, '!') : ' ';
	const start = [cursor, symbol + mark + name];
	if (row.kind === 'ranks' && columns.reason === 0) {
		// Without room for reasons the counts are worth more than the word that sums them up.
		const room = columns.word + (columns.duration === 0 ? 0 : 1 + columns.duration);
		return [...start, paintParts(getCountParts(row.counts, row.nodes.length, props.spinner, theme), room, theme)].join(' ');
	}

	const cells = [...start, ...renderMiddle(status, props, theme), ...renderFacts(props, theme)];
	const reason = columns.reason === 0 ? '' : paintParts(getReasonParts(props, theme), columns.reason, theme);
	return [...cells, ...(reason === '' ? [] : [` ${reason}`])].join(' ');
};

const renderFold = (props: RowProps<FoldRow>, theme: Theme): string => {
	const {row, levels, isUnderCursor, width} = props;
	const {glyphs, paint, statuses} = theme;
	const lanes = renderLanes(row.lanes, levels, theme);
	const counts = [...countOrder, 'PENDING' as const].filter(status => row.counts.has(status))
		.map(status => `${row.counts.get(status)!} ${statuses[status].word}`);
	const room = width - 4 - getLanesWidth(row.lanes, levels);
	const text = truncateCells(`${glyphs.ellipsis} ${counts.join(', ')}`, room, glyphs.ellipsis);
	const style = isUnderCursor ? {isBold: true, isInverse: true} : {isDim: true};
	const cursor = isUnderCursor ? paint({color: 'cyan', isBold: true}, glyphs.cursor) : ' ';
	return `${cursor}   ${paint({isDim: true}, lanes)}${paint(style, text)}`;
};

/** Renders one row of the table, at most `width` cells. */
export const renderTableRow = (row: TableRow, isUnderCursor: boolean, context: RowContext, theme: Theme): string => row.kind === 'fold'
	? renderFold({...context, row, isUnderCursor}, theme)
	: renderFull({...context, row, isUnderCursor}, theme);
