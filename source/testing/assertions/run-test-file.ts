import {type ChildProcess, fork} from 'node:child_process';
import process from 'node:process';
import {type AssertionReport} from './assertion-report.js';
import {findTestLoader} from './find-test-loader.js';
import {attachVariable, isMessage, type TestMessage} from './messages.js';
import {serveRun, type ServedRun} from './serve-run.js';

/** How a test file ended. */
export type TestFileEnd = {
	/** `undefined` when a signal ended it. */
	readonly exitCode: number | undefined;
	/** The last of what it wrote. */
	readonly output: string;
};

export type RunningTestFile = {
	readonly ended: Promise<TestFileEnd>;
	/** Ends it now. */
	readonly kill: () => void;
};

export type TestFileOptions = {
	/** Absolute path. */
	readonly file: string;
	readonly run: ServedRun;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly onAssertion: (report: AssertionReport) => void;
};

const outputLimit = 64 * 1024;

const keepTail = ({stdout, stderr}: ChildProcess): (() => string) => {
	let output = '';
	const add = (chunk: string): void => {
		output = (output + chunk).slice(-outputLimit);
	};

	stdout?.setEncoding('utf8').on('data', add);
	stderr?.setEncoding('utf8').on('data', add);
	return () => output;
};

/** Node's own tests report as TAP, from which the failing ones are told; since Node 23 they would not by themselves. It takes one reporter only. */
const chooseReporter = ({NODE_OPTIONS: options = ''}: TestFileOptions['env']): readonly string[] =>
	options.includes('--test-reporter') ? [] : ['--test-reporter=tap'];

const startChild = ({file, env}: TestFileOptions): ChildProcess => fork(file, {
	execArgv: [...findTestLoader(file), ...chooseReporter(env)],
	serialization: 'advanced',
	stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	// The run has a timeout of its own, and types are not what is tested here.
	env: {TAP_TIMEOUT: '0', TS_NODE_TRANSPILE_ONLY: '1', ...env, [attachVariable]: '1'},
});

/** Runs a test file in a process of its own, with plain Node, whose `useWorkflow` attaches to the run. */
export const runTestFile = (options: TestFileOptions): RunningTestFile => {
	const child = startChild(options);
	const getOutput = keepTail(child);
	const server = serveRun(options.run, message => {
		if (child.connected) {
			// A test file that ends while it is told something is no failure.
			child.send(message, () => undefined);
		}
	});
	child.on('message', message => {
		if (!isMessage(message)) {
			return;
		}

		const told = message as TestMessage;
		if (told.type === 'faasr-tui.attach') {
			server.attach(told);
		} else {
			options.onAssertion(told.report);
		}
	});
	const killOnExit = (): void => {
		child.kill('SIGKILL');
	};

	process.once('exit', killOnExit);
	const ended = new Promise<TestFileEnd>(resolve => {
		const finish = (exitCode: number | undefined, reason = ''): void => {
			server.stop();
			process.off('exit', killOnExit);
			resolve({exitCode, output: getOutput() + reason});
		};

		child.once('error', error => {
			finish(undefined, error.message);
		});
		child.once('close', code => {
			finish(code ?? undefined);
		});
	});
	return {
		ended,
		kill() {
			child.kill('SIGKILL');
		},
	};
};
