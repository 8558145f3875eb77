import {type Clock} from '../../ports/clock.js';
import {type KeptLine} from '../../run/runner/log-entry.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {type FooterKeys} from '../footer/footer-keys.js';
import {type logBindings} from '../keys/keymap.js';
import {type Handler} from '../keys/commands.js';
import {type PromptHandler} from '../footer/prompt-handler.js';
import {type Selection} from '../selection.js';
import {type LogTools} from './log-tools.js';
import {formatTimeOfDay} from './log-times.js';
import {getCurrentLine} from './state.js';
import {exportLog, isIncomplete, type LineExport, renderPlainRow} from './export-lines.js';
import {type Log} from './log.js';

/** What the keys that take the log elsewhere can see and change. */
export type LogFileKeys = {
	readonly log: Log;
	readonly selection: Pick<Selection, 'getKey'>;
	readonly footer: FooterKeys;
	readonly workflowName: string;
	readonly clock: Pick<Clock, 'now'>;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
	/** Puts a text into the terminal's clipboard (OSC 52); false when it surely cannot. Show the text, too: no terminal answers. */
	readonly copyText: (text: string) => boolean;
	/** Absent where there are no files. */
	readonly files?: LogFiles | undefined;
};

/** Where a log can go, and where lines that memory has no more come from; `page` returns when the user has left the pager. */
export type LogFiles = Pick<LogTools, 'save' | 'openWholeLogs'> & {readonly page: (lines: AsyncIterable<string>) => Promise<void>};

// More than that no terminal takes, and no message should hold.
const mostCopied = 2000;

type Range = {
	readonly from: number;
	readonly to: number;
	readonly what: string;
};

/** The rows of an error and of what explains it. */
const getErrorRange = (index: number, {log: {context: {rows, lines}}}: LogFileKeys): Range => {
	const getLine = (at: number): KeptLine | undefined => lines.at(rows.get(at) ?? -1);
	const node = getLine(index)?.node;
	let to = index + 1;
	for (let line = getLine(to); line?.errorPart === 'traceback' && line.node === node; line = getLine(to)) {
		to++;
	}

	return {from: index, to, what: to - index > 1 ? `the error and its traceback, ${to - index} lines` : 'the error'};
};

/** What c copies: what was gone to, or what came since the last mark, or the line at the top. */
const getRange = (keys: LogFileKeys): Range | undefined => {
	const {context, getState} = keys.log;
	const {rows, lines} = context;
	const {current, marks} = getState();
	const mark = marks.findLast(({epoch}) => epoch === lines.getEpoch());
	const behindMark = mark === undefined ? rows.length : rows.locate(mark.number);
	if (current === undefined && mark !== undefined && behindMark < rows.length) {
		return {from: behindMark, to: rows.length, what: `${rows.length - behindMark} lines since the mark at ${formatTimeOfDay(mark.at)}`};
	}

	const line = getCurrentLine(getState(), context);
	if (line === undefined || rows.length === 0) {
		return undefined;
	}

	const index = rows.findLine(line);
	return lines.at(line)?.errorPart === 'error' ? getErrorRange(index, keys) : {from: index, to: index + 1, what: 'the line'};
};

const getText = (source: LineExport, {from, to}: Range): string =>
	Array.from({length: to - from}, (_, offset) => renderPlainRow(source, from + offset)).join('\n');

const fileNamePart = (text: string): string => text.replaceAll(/[^\w.()-]+/gu, '_');

/** Names the file after workflow, node and time, so that it is new. */
const getFileName = ({log, workflowName, selection, clock}: LogFileKeys): string => {
	const {source, tab} = log.getState();
	const what = source === 'all' ? 'all' : `${selection.getKey() ?? 'nodes'}${tab === 'run-log' ? '-run' : ''}`;
	const time = formatTimeOfDay(clock.now()).replaceAll(':', '');
	return `${fileNamePart(workflowName)}-${fileNamePart(what)}-${time}.log`;
};

const needsFiles = ({files}: LogFileKeys): string | undefined => files === undefined ? 'Not available in a replay.' : undefined;

/** Does what takes its time, and says how it went. */
const attempt = async ({files, cleanText, footer}: LogFileKeys, task: (files: LogFiles) => Promise<string | undefined>): Promise<void> => {
	try {
		const text = files && await task(files);
		if (text !== undefined) {
			footer.say(text);
		}
	} catch (error) {
		footer.say(cleanText(describeBriefly(error)));
	}
};

const readingText = 'Reading the older lines from S3 ...';

/** Saves what the log shows under a name that was typed. */
const saveLog = async (name: string, keys: LogFileKeys): Promise<void> => attempt(keys, async files => {
	const {log: {context: {rows, exported}}, cleanText, footer} = keys;
	const isWhole = isIncomplete(exported);
	footer.say(isWhole ? readingText : `Saving ${rows.length} lines ...`);
	const path = await files.save(name, exportLog(exported, files.openWholeLogs()));
	return `Saved what the log shows${isWhole ? ', function by function,' : ''} in ${cleanText(path)}.`;
});

/** The name of the file to save to. */
export const createSavePrompt = (keys: LogFileKeys): PromptHandler => ({
	submit(text) {
		if (text.trim() !== '') {
			void saveLog(text.trim(), keys);
		}
	},
});

export const logFileHandlers = {
	mark: {
		run({log: {context: {lines}, getState, dispatch}, clock, footer}) {
			const at = clock.now();
			dispatch({type: 'mark', mark: {epoch: lines.getEpoch(), number: lines.getEnd(), at}});
			if (getState().place !== undefined) {
				footer.say(`Marked the end of the log at ${formatTimeOfDay(at)}.`);
			}
		},
	},
	'copy-lines': {
		run(keys) {
			const range = getRange(keys);
			const {log: {context: {exported}}, copyText, footer} = keys;
			if (range === undefined) {
				footer.say('No line to copy.');
				return;
			}

			const isTooLong = range.to - range.from > mostCopied;
			const text = isTooLong ? '' : getText(exported, range);
			const [first = ''] = text.split('\n');
			footer.say(!isTooLong && copyText(text)
				? `Copied ${range.what}: ${first}`
				: `The terminal's clipboard does not take ${range.what}: ctrl+s saves to a file.`);
		},
	},
	'save-log': {
		describeObstacle: needsFiles,
		run(keys) {
			keys.footer.openPrompt('save-log', getFileName(keys));
		},
	},
	'page-log': {
		describeObstacle: needsFiles,
		run(keys) {
			void attempt(keys, async files => {
				const {log: {context: {rows, exported}}, footer} = keys;
				footer.say(isIncomplete(exported) ? readingText : `Writing ${rows.length} lines for the pager ...`);
				await files.page(exportLog(exported, files.openWholeLogs()));
				footer.hush();
				return undefined;
			});
		},
	},
} satisfies Readonly<Partial<Record<keyof typeof logBindings, Handler<LogFileKeys>>>>;
