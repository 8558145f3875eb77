import process from 'node:process';
import {spawn, type ChildProcess} from 'node:child_process';
import {setImmediate} from 'node:timers/promises';
import {type Clock} from '../../../ports/clock.js';
import {type ProcessGuard} from '../process-guard.js';
import {endMarked} from './end-marked.js';

/** How a process ended, as Python's `multiprocessing` and `subprocess` count: the exit code, or minus the signal. */
export type ProcessEnd = {readonly exitCode: number};

type ProcessOptions = {
	readonly command: readonly [string, ...string[]];
	readonly cwd: string;
	readonly env: Readonly<Record<string, string>>;
	readonly clock: Clock;
	readonly signal: AbortSignal;
	/** Kills at once, whatever `signal` has begun. */
	readonly forceSignal?: AbortSignal | undefined;
	/** An entry of `env` that nobody else has: by it what has left the process's group is found at the end. @default it is not looked for */
	readonly mark?: string | undefined;
	/** Ends the process when this program is killed. @default it lives on */
	readonly guard?: ProcessGuard | undefined;
	readonly onOutput: (text: string) => void;
};

/** GitHub's runner waits this long after SIGINT before it sends SIGTERM, and then before it kills. */
const interruptGraceMs = 7500;
const terminateGraceMs = 2500;
/** A grandchild that left the group may hold the output pipes open for ever, silent or not. */
const drainMs = 500;
const maxDrains = 10;

const signalNumbers: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
	SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGSEGV: 11, SIGPIPE: 13, SIGTERM: 15,
};

/** Signals the process and everything it started that has not left its group. */
const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
	if (child.pid === undefined) {
		return;
	}

	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is gone already.
	}
};

const stopAsGithubDoes = async (child: ChildProcess, {clock, signal}: ProcessOptions, ended: AbortSignal): Promise<void> => {
	if ((signal.reason as Error | undefined)?.name === 'ForceCancel') {
		signalGroup(child, 'SIGKILL');
		return;
	}

	try {
		signalGroup(child, 'SIGINT');
		await clock.sleep(interruptGraceMs, {signal: ended});
		signalGroup(child, 'SIGTERM');
		await clock.sleep(terminateGraceMs, {signal: ended});
		signalGroup(child, 'SIGKILL');
	} catch {
		// It ended in time.
	}
};

/** Forwards the process's output, and counts the pieces of it. */
const forwardOutput = (child: ChildProcess, onOutput: (text: string) => void): (() => number) => {
	let count = 0;
	const onData = (text: string): void => {
		count++;
		onOutput(text);
	};

	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', onData);
	}

	return () => count;
};

/** Waits for the end of the output, or until none has come for a while: a machine that is busy reads late what was written in time. */
const drain = async (closed: Promise<true>, countOutput: () => number, sleep: () => Promise<void>): Promise<void> => {
	for (let round = 0; round < maxDrains; round++) {
		const before = countOutput();
		const isClosed = await Promise.race([closed, Promise.allSettled([sleep()])]) === true;
		if (isClosed) {
			return;
		}

		// When the event loop itself was late, the timer comes before the output that was waiting all the time.
		await setImmediate();
		if (countOutput() === before) {
			return;
		}
	}
};

/**
Runs a process in its own group to its end, and kills what is left of the group then, as the end of a container does; on Linux also what has left the group.

A cancel sends SIGINT, after 7.5 s SIGTERM, after another 2.5 s SIGKILL; a reason named `ForceCancel` SIGKILL at once,
and so does `forceSignal`.
*/
export const runProcess = async (options: ProcessOptions): Promise<ProcessEnd> => {
	const {command: [file, ...args], cwd, env, clock, signal, forceSignal, mark, guard, onOutput} = options;
	signal.throwIfAborted();
	const child = spawn(file, args, {
		cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'],
	});
	const leave = child.pid === undefined ? undefined : guard?.watch(child.pid, mark);
	const ended = new AbortController();
	const onAbort = (): void => {
		void stopAsGithubDoes(child, options, ended.signal);
	};

	const onForce = (): void => {
		signalGroup(child, 'SIGKILL');
	};

	signal.addEventListener('abort', onAbort, {once: true});
	forceSignal?.addEventListener('abort', onForce, {once: true});
	const countOutput = forwardOutput(child, onOutput);
	const closed = new Promise<true>(resolve => {
		child.once('close', () => {
			resolve(true);
		});
	});
	try {
		const exitCode = await new Promise<number>((resolve, reject) => {
			child.once('error', reject).once('exit', (code, signalName) => {
				resolve(code ?? -(signalNumbers[signalName!] ?? 1));
			});
		});
		signalGroup(child, 'SIGKILL');
		if (mark !== undefined) {
			await endMarked(mark);
		}

		await drain(closed, countOutput, async () => clock.sleep(drainMs, {signal: ended.signal}));
		return {exitCode};
	} finally {
		leave?.();
		ended.abort();
		signal.removeEventListener('abort', onAbort);
		forceSignal?.removeEventListener('abort', onForce);
		child.stdout?.destroy();
		child.stderr?.destroy();
	}
};
