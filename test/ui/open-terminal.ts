import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

export type OpenTerminal = {
	/** What a user sees now, line by line, without blanks at the ends. */
	readonly lines: () => readonly string[];
	/** Waits until the screen fits; rejects when the program ends before. */
	readonly waitFor: (isWanted: (lines: readonly string[]) => boolean, what: string) => Promise<void>;
	readonly type: (keys: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	readonly kill: (signal: string) => void;
	/** Resolves with the exit code of the shell when all output has been shown. */
	readonly exited: Promise<number>;
	readonly isAlternate: () => boolean;
	/** Everything the program wrote, escape sequences included. */
	readonly output: () => string;
};

/** Environment of a user's terminal: nothing that tells programs they run in CI or under a test. */
const getEnv = (extra: Readonly<Record<string, string>>): Record<string, string> => {
	const {CI, NO_COLOR, FORCE_COLOR, NODE_OPTIONS, TAP, ...rest} = process.env;
	return {...rest as Record<string, string>, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', ...extra};
};

/** Runs a shell command in a pseudoterminal and keeps its screen as a terminal would. */
export const openTerminal = (
	command: string,
	{columns, rows, env = {}, args = []}: {readonly columns: number; readonly rows: number; readonly env?: Readonly<Record<string, string>>; readonly args?: readonly string[]},
): OpenTerminal => {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const pty = spawn('/bin/sh', ['-c', command, 'sh', ...args], {cols: columns, rows, env: getEnv(env), name: 'xterm-256color'});
	const watchers = new Set<() => void>();
	let output = '';
	let exitCode: number | undefined;
	const notify = () => {
		for (const watcher of watchers) {
			watcher();
		}
	};

	pty.onData(data => {
		output += data;
		terminal.write(data, notify);
	});
	const exited = new Promise<number>(resolve => {
		pty.onExit(event => {
			// The last output may still be on its way into the terminal.
			terminal.write('', () => {
				exitCode = event.exitCode;
				notify();
				resolve(event.exitCode);
			});
		});
	});
	const lines = () => Array.from(
		{length: terminal.rows},
		(_, row) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)?.translateToString(true) ?? '',
	);
	return {
		lines,
		async waitFor(isWanted, what) {
			await new Promise<void>((resolve, reject) => {
				const check = () => {
					if (isWanted(lines())) {
						watchers.delete(check);
						resolve();
					} else if (exitCode !== undefined) {
						watchers.delete(check);
						reject(new Error(`The program ended with ${exitCode} before ${what}:\n${lines().join('\n')}`));
					}
				};

				watchers.add(check);
				check();
			});
		},
		type(keys) {
			pty.write(keys);
		},
		resize(nextColumns, nextRows) {
			terminal.resize(nextColumns, nextRows);
			pty.resize(nextColumns, nextRows);
		},
		kill(signal) {
			pty.kill(signal);
		},
		exited,
		isAlternate: () => terminal.buffer.active.type === 'alternate',
		output: () => output,
	};
};
