import {type LineExport, exportRows, renderPlainRow} from '../components/log-pane/export-lines.js';
import {getCurrentLine} from '../components/log-pane/log-pane-state.js';
import {formatTimeOfDay} from '../components/log-pane/log-times.js';
import {isErrorLine, isTracebackLine} from '../../run/runner/log-lines/line-flags.js';
import {describeFailure} from '../describe-failure.js';
import {type LogTools} from '../log-tools.js';
import {type Handler} from './handler.js';
import {type KeyContext} from './key-context.js';

// More than that no terminal takes, and no message should hold.
const mostCopied = 2000;

type Range = {
	readonly from: number;
	readonly to: number;
	readonly what: string;
};

/** The rows of an error and of what explains it. */
const getErrorRange = (index: number, {log: {rows, lines}}: KeyContext): Range => {
	const {number} = rows.at(index);
	const node = lines.getNode(number);
	let to = index + 1;
	while (to < rows.length && isTracebackLine(lines.getFlags(rows.at(to).number)) && lines.getNode(rows.at(to).number) === node) {
		to++;
	}

	return {from: index, to, what: to - index > 1 ? `the error and its traceback, ${to - index} lines` : 'the error'};
};

/** What c copies: what was gone to, or what came since the last mark, or the line at the top. */
const getRange = (context: KeyContext): Range | undefined => {
	const {log, getLog} = context;
	const {rows, lines} = log;
	const {current, marks} = getLog();
	const mark = marks.findLast(({epoch}) => epoch === lines.getEpoch());
	const behindMark = mark === undefined ? rows.length : rows.locate(2 * mark.number) + 1;
	if (current === undefined && mark !== undefined && behindMark < rows.length) {
		return {from: behindMark, to: rows.length, what: `${rows.length - behindMark} lines since the mark at ${formatTimeOfDay(mark.at)}`};
	}

	const line = getCurrentLine(getLog(), log);
	if (line === undefined || rows.length === 0) {
		return undefined;
	}

	const index = rows.findLine(line);
	return isErrorLine(lines.getFlags(line)) ? getErrorRange(index, context) : {from: index, to: index + 1, what: 'the line'};
};

const getText = (source: LineExport, {from, to}: Range): string =>
	Array.from({length: to - from}, (_, offset) => renderPlainRow(source, from + offset)).join('\n');

const fileNamePart = (text: string): string => text.replaceAll(/[^\w.()-]+/gu, '_');

/** Names the file after workflow, node and time, so that it is new. */
const getFileName = ({store, getLog, getSelected, clock}: KeyContext): string => {
	const {workflow} = store.getSnapshot();
	const {source, tab} = getLog();
	const what = source === 'all' ? 'all' : `${getSelected() ?? 'nodes'}${tab === 'run-log' ? '-run' : ''}`;
	const time = formatTimeOfDay(clock.now()).replaceAll(':', '');
	return `${fileNamePart(workflow.name)}-${fileNamePart(what)}-${time}.log`;
};

const needsTools = ({logTools}: KeyContext): string | undefined => logTools === undefined ? 'There are no files here.' : undefined;

/** Does what takes its time, and says how it went. */
const attempt = async ({logTools, cleanText, dispatchScreen}: KeyContext, task: (tools: LogTools) => Promise<string | undefined>): Promise<void> => {
	try {
		const text = logTools && await task(logTools);
		if (text !== undefined) {
			dispatchScreen({type: 'say', text});
		}
	} catch (error) {
		dispatchScreen({type: 'say', text: cleanText(describeFailure(error))});
	}
};

/** Saves what the log shows under a name that was typed. */
export const saveLog = async (name: string, context: KeyContext): Promise<void> => attempt(context, async tools => {
	const {log: {rows, exported}, cleanText, dispatchScreen} = context;
	dispatchScreen({type: 'say', text: `Saving ${rows.length} lines ...`});
	const path = await tools.save(name, exportRows(exported));
	return `Saved what the log shows in ${cleanText(path)}.`;
});

export const logFileHandlers = {
	mark: {
		run({log: {lines}, clock, getLog, dispatchLog, dispatchScreen}) {
			const at = clock.now();
			dispatchLog({type: 'mark', mark: {epoch: lines.getEpoch(), number: lines.getEnd(), at}});
			if (getLog().place !== undefined) {
				dispatchScreen({type: 'say', text: `Marked the end of the log at ${formatTimeOfDay(at)}.`});
			}
		},
	},
	'copy-lines': {
		run(context) {
			const range = getRange(context);
			const {log: {exported}, copyText, dispatchScreen} = context;
			if (range === undefined) {
				dispatchScreen({type: 'say', text: 'There is no line to copy.'});
				return;
			}

			const isTooLong = range.to - range.from > mostCopied;
			const text = isTooLong ? '' : getText(exported, range);
			const [first = ''] = text.split('\n');
			dispatchScreen({type: 'say', text: !isTooLong && copyText(text)
				? `Copied ${range.what}: ${first}`
				: `The terminal's clipboard does not take ${range.what}: ctrl+s saves to a file.`});
		},
	},
	'save-log': {
		describeObstacle: needsTools,
		run(context) {
			context.dispatchScreen({type: 'open-prompt', kind: 'save-log', text: getFileName(context)});
		},
	},
	'page-log': {
		describeObstacle: needsTools,
		run(context) {
			void attempt(context, async tools => {
				const {log: {rows, exported}, controls, dispatchScreen} = context;
				dispatchScreen({type: 'say', text: `Writing ${rows.length} lines for the pager ...`});
				await tools.page(exportRows(exported), controls.lend);
				dispatchScreen({type: 'hush'});
				return undefined;
			});
		},
	},
} satisfies Readonly<Record<string, Handler>>;
