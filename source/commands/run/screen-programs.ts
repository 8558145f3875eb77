import {spawn} from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {getProgramPath} from '../../environment/program-path.js';
import {type SignalSource} from '../../environment/process-events.js';
import {refuseLinksOut} from '../../environment/refuse-links.js';
import {type ClosingStack} from '../../ports/closing-stack.js';
import {type StopSignal} from '../../ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type LogTools} from '../../screen/log/log-tools.js';
import {createOpenUrl} from '../../screen/detail/open-url.js';
import {createFileTools, type RunningFileTools} from '../files/create-file-tools.js';
import {type RunSession} from './open-session.js';
import {type RunOptions} from './run-options.js';

type Environment = Readonly<Record<string, string | undefined>>;

export type LogToolsOptions = Pick<LogTools, 'readRunLog' | 'openWholeLogs' | 'getLogsCommand'> & {
	readonly env: Environment;
	/**
	The environment that the pager gets.

	@default the process's own
	*/
	readonly programEnv?: Record<string, string | undefined>;
	/** Where names without a folder lead to. */
	readonly folder: string;
};

/** What can be done with a log outside the screen, and what signals have to do with it. */
export type RunningLogTools = LogTools & {
	/** A signal came; true when it is the pager's: Ctrl+C there reaches all that the terminal runs. */
	readonly takeSignal: (name: NodeJS.Signals) => boolean;
};

const pieceBytes = 64 * 1024;
// What a shell exits with when it cannot start a program.
const notStarted: ReadonlySet<number | undefined> = new Set([126, 127]);

const getCode = (error: unknown): string => error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** Writes lines to a file that must not be there yet; nothing of it stays when writing fails. Only its owner may read it. */
const writeLines = async (file: string, lines: AsyncIterable<string>): Promise<void> => {
	const handle = await fs.open(file, 'wx', 0o600);
	try {
		let piece = '';
		for await (const line of lines) {
			piece += `${line}\n`;
			if (piece.length >= pieceBytes) {
				await handle.writeFile(piece);
				piece = '';
			}
		}

		await handle.writeFile(piece);
		await handle.close();
	} catch (error) {
		await handle.close();
		await fs.rm(file, {force: true});
		throw error;
	}
};

const save = async (file: string, lines: AsyncIterable<string>): Promise<string> => {
	try {
		await writeLines(file, lines);
		return file;
	} catch (error) {
		const code = getCode(error);
		throw code === 'EEXIST'
			? new FaasrTuiError(`${file} exists already, so nothing was written.`, {code: 'usage', hint: 'Save under another name.', cause: error})
			: new FaasrTuiError(`The log cannot be written to ${file} (${code}).`, {code: 'usage', hint: 'Name a file in a folder that you may write to.', cause: error});
	}
};

const getPager = (env: Environment): string =>
	[env['PAGER'], env['VISUAL'], env['EDITOR']].find(Boolean) ?? (process.platform === 'win32' ? 'more' : 'less');

/** Starts the pager on a file, by the shell, because PAGER may have options. */
const startPager = (pager: string, file: string, env: LogToolsOptions['programEnv']) => process.platform === 'win32'
	? spawn(`${pager} "${file}"`, {shell: true, stdio: 'inherit', env})
	: spawn('/bin/sh', ['-c', `${pager} "$1"`, 'sh', file], {stdio: 'inherit', env});

const waitForExit = async (child: ReturnType<typeof startPager>): Promise<number | undefined> => new Promise((resolve, reject) => {
	child.once('error', reject);
	child.once('exit', exitCode => {
		resolve(exitCode ?? undefined);
	});
});

/** Creates what the screen can do with logs: fetch a run's own, save to a file, and look at them in a pager. */
export const createLogTools = ({env, programEnv, folder, ...reading}: LogToolsOptions): RunningLogTools => {
	let pagerProcess: ReturnType<typeof startPager> | undefined;

	const show = async (file: string): Promise<void> => {
		const pager = getPager(env);
		pagerProcess = startPager(pager, file, programEnv);
		try {
			const exitCode = await waitForExit(pagerProcess);
			if (notStarted.has(exitCode)) {
				throw new FaasrTuiError(`The pager "${pager}" cannot be started.`, {code: 'usage', hint: 'PAGER names the program to use.'});
			}
		} finally {
			pagerProcess = undefined;
		}
	};

	return {
		...reading,
		async save(name, lines) {
			const file = path.resolve(folder, name.replace(/^~(?=\/)/u, os.homedir()));
			refuseLinksOut(file, folder);
			return save(file, lines);
		},
		async page(lines, withTerminal) {
			const ownFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'faasr-tui-'));
			try {
				const file = await save(path.join(ownFolder, 'faasr.log'), lines);
				await withTerminal(async () => show(file));
			} finally {
				await fs.rm(ownFolder, {recursive: true, force: true});
			}
		},
		takeSignal(name) {
			if (pagerProcess === undefined) {
				return false;
			}

			if (name !== 'SIGINT') {
				pagerProcess.kill(name);
			}

			return name === 'SIGINT';
		},
	};
};

/** An environment for a program of the user's, such as a pager, that has no business with these values. It is not looked for in the current folder. */
export const withoutValues = (env: Environment, values: readonly string[]): Record<string, string | undefined> => {
	const hidden = new Set(values);
	return {...Object.fromEntries(Object.entries(env).filter(([, value]) => value === undefined || !hidden.has(value))), PATH: getProgramPath(env)};
};

/** Shows an address in the user's browser, unless there is a secret in it: it would stand on a command line. */
export const createOpenSafely = ({mask, credentialValues}: RunSession, env: Environment): ((url: string) => Promise<boolean>) => {
	const openUrl = createOpenUrl({platform: process.platform, env, programEnv: withoutValues(process.env, credentialValues), spawn});
	return async url => mask(url) === url && openUrl(url);
};

/** What can be done with the run's files. What was opened of them is removed with the screen. */
export const connectFileTools = ({runner, credentialValues}: RunSession, {clock, env}: Pick<RunOptions, 'clock' | 'env'>, closing: ClosingStack): RunningFileTools => {
	const tools = createFileTools({runner, clock, env, programEnv: withoutValues(process.env, credentialValues), folder: process.cwd(), spawn});
	closing.add(tools.close);
	return tools;
};

export type ConnectOptions = Omit<LogToolsOptions, 'programEnv' | 'folder'> & {
	/** What no other program may see. */
	readonly hiddenValues: readonly string[];
	readonly signals: SignalSource;
	/** A signal that is not the pager's. */
	readonly onSignal: (name: StopSignal) => void;
};

/** What can be done with logs in other programs. While a pager has the terminal, its Ctrl+C reaches this process too: it is the pager's. */
export const connectLogTools = ({hiddenValues, signals, onSignal, ...options}: ConnectOptions) => {
	const logTools = createLogTools({...options, programEnv: withoutValues(process.env, hiddenValues), folder: process.cwd()});
	const removeSignals = signals.onSignal(name => {
		if (!logTools.takeSignal(name)) {
			onSignal(name);
		}
	});
	return {logTools, removeSignals};
};
