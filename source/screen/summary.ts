import {type AssertionsState} from '../testing/assertions/assertion-store.js';
import {formatDuration} from '../core/text/format-duration.js';
import {describeTrouble, findTrouble} from '../core/run/describe-trouble.js';
import {type NodeState, type RunState} from '../core/run/run-state.js';
import {tellFailure} from '../core/run/tell-failure.js';
import {describeCounts} from './run/describe-outcome.js';
import {describeTests} from './run/describe-tests.js';
import {getElapsedMs} from './run/run-progress.js';
import {type ThemeName} from './frame/palettes.js';
import {createTextCleaner} from './frame/text/create-text-cleaner.js';
import {cellWidth, fitCells, truncateCells} from './frame/text/cell-width.js';
import {createTheme, type Look, type Theme} from './frame/theme.js';

export type SummaryOptions = {
	readonly hasColor: boolean;
	/**
	@default true
	*/
	readonly isUtf8?: boolean;
	/**
	@default false
	*/
	readonly hasManyColors?: boolean;
	/**
	@default 'default'
	*/
	readonly themeName?: ThemeName | undefined;
	/** Width of the terminal; lines of the table are cut to it, those of a traceback are not. */
	readonly columns: number;
	/** Last lines of what failing nodes printed, by node id: for a run that died without a word on S3. */
	readonly failingLogTail?: ReadonlyMap<string, readonly string[]>;
	/**
	Makes text from elsewhere safe to print. Pass one that masks secrets, too.

	@default sanitizeLine
	*/
	readonly cleanText?: (text: string) => string;
	/** For the elapsed time of a run that goes on. */
	readonly now?: number;
	/** What a cancel could not stop. */
	readonly unstopped?: string | undefined;
	readonly nextCommands?: readonly NextCommand[];
	/** The test file that ran beside the workflow. */
	readonly tests?: AssertionsState | undefined;
	/** The run has ended before its verdict, with the local cloud. */
	readonly isStopped?: boolean;
};

/** Something that the user may want to type next. */
export type NextCommand = {readonly purpose: string; readonly command: string};

const longestTail = 20;
const mostTails = 10;
const statusWidth = 11;
const durationWidth = 7;

/**
Renders what stays on the normal screen after a run: a row for every node, the tracebacks of those that failed, and the
verdict, with what to type next, at the end. Ends in a newline.
*/
export const renderSummary = (given: RunState, options: SummaryOptions): string => {
	const state = options.isStopped === true ? stopNodes(given) : given;
	const {hasColor, isUtf8 = true, hasManyColors = false, themeName = 'default'} = options;
	const theme = createTheme({hasColor, isUtf8, hasManyColors, name: themeName});
	const cleanText = createTextCleaner(options.cleanText, theme);
	const nodes = [...state.nodes.values()];
	const failing = nodes.filter(({status}) => status === 'FAILED');
	const tails = failing.slice(0, mostTails).flatMap(node => renderTail(node, options.failingLogTail?.get(node.id), cleanText, theme));
	const unshown = failing.length - mostTails;
	return [
		...renderTable(nodes, {...options, cleanText}, theme),
		'',
		...tails,
		...(unshown > 0 ? [`${unshown} more nodes failed.`, ''] : []),
		renderVerdict(state, {...options, cleanText}, theme),
		...(options.unstopped === undefined ? [] : [cleanText(options.unstopped)]),
		...(options.nextCommands ?? []).map(({purpose, command}) => `${purpose} ${theme.paint({isBold: true}, cleanText(command))}`),
		'',
	].join('\n');
};

const renderTable = (nodes: readonly NodeState[], {columns, cleanText}: SummaryOptions & {readonly cleanText: (text: string) => string}, theme: Theme): readonly string[] => {
	const {glyphs, paint, statuses} = theme;
	const names = nodes.map(({id}) => cleanText(id));
	const nameWidth = Math.min(Math.max(0, ...names.map(name => cellWidth(name))), Math.max(8, columns - statusWidth - durationWidth - 6));
	const reasonWidth = columns - nameWidth - statusWidth - durationWidth - 6;
	return nodes.map(({status, startedAt, endedAt, ranWithout, sentence = ''}, index) => {
		const {symbol, word, style} = statuses[status];
		const mark = ranWithout === undefined ? ' ' : paint({color: 'yellow', isBold: true}, '!');
		const duration = startedAt === undefined || endedAt === undefined ? '' : formatDuration(endedAt - startedAt);
		const row = [
			paint(style, symbol) + mark + fitCells(names[index] ?? '', nameWidth, glyphs.ellipsis),
			paint(style, fitCells(word, statusWidth, glyphs.ellipsis)),
			fitCells(duration, durationWidth, glyphs.ellipsis, 'right'),
			` ${truncateCells(cleanText(sentence), reasonWidth, glyphs.ellipsis)}`,
		];
		return row.join(' ').trimEnd();
	});
};

const renderTail = (node: NodeState, tail: readonly string[] | undefined, cleanText: (text: string) => string, {glyphs, paint, statuses}: Theme): readonly string[] => {
	const {symbol, style} = statuses[node.status];
	const isPlaced = node.cause?.where !== undefined;
	const lines = tellFailure(node) ?? (isPlaced ? [] : tail ?? []);
	const last = lines.slice(-longestTail);
	const omitted = lines.length > last.length ? [paint({isDim: true}, `  ${glyphs.ellipsis} ${lines.length - last.length} lines before`)] : [];
	const title = `${symbol} ${cleanText(describeTrouble(node))}`;
	const advice = node.cause?.hint === undefined ? [] : [`  ${cleanText(node.cause.hint)}`];
	return [paint(style, title), ...advice, ...omitted, ...last.map(line => `  ${cleanText(line)}`), ''];
};

/** Nothing is at work when the cloud has ended. */
const stopNodes = (state: RunState): RunState => ({
	...state,
	nodes: new Map([...state.nodes].map(([id, node]) => [id, node.status === 'RUNNING' || node.status === 'INVOKED' ? {...node, status: 'CANCELLED', sentence: 'It was stopped.'} : node])),
});

const getLook = (state: RunState, {tests, isStopped = false}: SummaryOptions, theme: Theme): Look => {
	if (isStopped) {
		return {...theme.outcomes.CANCELLED, word: 'STOPPED'};
	}

	const look = theme.outcomes[state.outcome];
	return describeTests(state, tests, theme) ?? (state.outcome === 'RUNNING' ? {...look, word: 'STILL RUNNING'} : look);
};

const renderVerdict = (state: RunState, options: SummaryOptions & {readonly cleanText: (text: string) => string}, theme: Theme): string => {
	const {cleanText, now = 0, isStopped = false} = options;
	const {invocation, workflow} = state;
	const name = cleanText(workflow.name);
	if (invocation === undefined) {
		return `${theme.paint(theme.outcomes.IDLE.style, `${theme.outcomes.IDLE.symbol} NOT TRIGGERED`)} ${name}`;
	}

	const elapsedMs = getElapsedMs(state, now);
	const elapsed = elapsedMs === undefined || (state.endedAt === undefined && now === 0) ? '' : ` in ${formatDuration(elapsedMs)}`;
	const {symbol, word, style} = getLook(state, options, theme);
	const why = isStopped ? 'the local cloud ended with the screen, ' : '';
	const trouble = findTrouble(state);
	const first = trouble === undefined ? '' : `${cleanText(describeTrouble(trouble))}; `;
	return `${theme.paint(style, `${symbol} ${word}`)} ${name}${elapsed}: ${first}${describeCounts(state, theme)} (${why}InvocationID ${cleanText(invocation.id)})`;
};
