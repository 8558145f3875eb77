import {type LogEntry} from '../../run/runner/log-entry.js';
import {type ReadWholeLog} from '../../run/runner/open-whole-logs.js';
import {type ScreenControls} from '../screen-controls.js';

/** What can be done with a log outside the screen. Each rejects with an error for the user. */
export type LogTools = {
	/** Fetches the platform's own log of a node's run into the store; gives its lines, none when there is no such log yet. */
	readonly readRunLog: (node: string) => Promise<readonly LogEntry[]>;
	/** Opens the whole logs, for where memory has the newest lines only. */
	readonly openWholeLogs: () => ReadWholeLog;
	/** What shows them in a shell; nothing where no other program can. */
	readonly getLogsCommand: () => string | undefined;
	/** Writes lines to a new file and gives its path; a file that is there is left alone. */
	readonly save: (name: string, lines: AsyncIterable<string>) => Promise<string>;
	/** Lets the user look at lines in the program of their choice; `withTerminal` gives it the terminal. */
	readonly page: (lines: AsyncIterable<string>, withTerminal: ScreenControls['withTerminal']) => Promise<void>;
};
