import {statSync} from 'node:fs';
import path from 'node:path';
import {sanitizeText} from '../../core/text/sanitize.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Clock} from '../../ports/clock.js';
import {type StoreAccess} from '../../ports/cloud.js';
import {type RunnerEvent} from '../../run/runner/runner-event.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {type AssertionReport} from './assertion-report.js';
import {type AssertionStore, createAssertionStore} from './assertion-store.js';
import {findTestLoader} from './find-test-loader.js';
import {runTestFile, type RunningTestFile, type TestFileEnd} from './run-test-file.js';

export type WatchAssertionsOptions = {
	/** The test file as it was named. */
	readonly file: string;
	/** The workflow document. */
	readonly workflowFile: string;
	readonly runner: {
		readonly store: RunStore;
		readonly subscribe: (listener: (event: RunnerEvent) => void) => () => void;
	};
	readonly defaultStore: StoreAccess;
	readonly secrets: readonly string[];
	readonly mask: (text: string) => string;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly clock: Clock;
	/** How long the test file may take after the end of the run. */
	readonly timeoutMs: number;
};

/** A test file whose assertions are watched together with the run. */
export type WatchedAssertions = {
	readonly store: AssertionStore;
	/** Resolves when the test file of the present run has ended; at once when there is none. */
	readonly settled: () => Promise<void>;
	/** Ends what is running. */
	readonly stop: () => Promise<void>;
};

/** Throws a `FaasrTuiError` for a test file that is not there, or that this Node cannot run. */
export const checkTestFile = (file: string): void => {
	if (statSync(file, {throwIfNoEntry: false})?.isFile() !== true) {
		throw new FaasrTuiError(`The test file ${file} does not exist.`, {code: 'usage', hint: 'Name an existing file: --test test/main.mts.'});
	}

	findTestLoader(path.resolve(file));
};

const shownLineCount = 15;

/** What failed without being one of our assertions: the failing tests in the output, else the error that ended it, else the last lines. */
const describeEnd = ({exitCode, output}: TestFileEnd): string => {
	const lines = output.split('\n').filter(line => line.trim() !== '');
	const failing = lines.filter(line => /^\s*not ok\b/u.test(line)).map(line => line.trim());
	const errorAt = lines.findIndex(line => /^(?:\w+: )?\w*Error\b/u.test(line));
	const shown = errorAt === -1 ? lines.slice(-shownLineCount) : lines.slice(errorAt, errorAt + shownLineCount);
	return [exitCode === undefined ? 'was ended' : `exited with ${exitCode}`, ...(failing.length > 0 ? failing.slice(0, shownLineCount) : shown)].join('\n');
};

/** Runs the test file beside every run that is triggered from now on, and keeps its assertions. */
export const watchAssertions = (options: WatchAssertionsOptions): WatchedAssertions => {
	const {file, workflowFile, runner, defaultStore, secrets, mask, env, clock, timeoutMs} = options;
	const store = createAssertionStore(file);
	let running: RunningTestFile | undefined;
	let following: Promise<void> | undefined;

	const add = (report: AssertionReport): void => {
		const clean = (text: string): string => mask(sanitizeText(text));
		store.add({...report, title: clean(report.title), evidence: clean(report.evidence), at: clock.now()});
	};

	const follow = async (test: RunningTestFile): Promise<void> => {
		const end = await test.ended;
		if (test !== running) {
			return;
		}

		const hasPassed = end.exitCode === 0;
		if (!hasPassed && store.getSnapshot().assertions.every(({isOk}) => isOk)) {
			add({title: file, isOk: false, evidence: describeEnd(end)});
		}

		store.end(hasPassed);
	};

	const begin = (): void => {
		running?.kill();
		store.start();
		running = runTestFile({
			file: path.resolve(file), env, run: {workflowFile, store: runner.store, defaultStore, secrets}, onAssertion: add,
		});
		following = follow(running);
	};

	const unsubscribe = runner.subscribe(event => {
		if (event.type === 'run.triggered') {
			begin();
		}
	});

	return {
		store,
		async settled() {
			const timer = new AbortController();
			const timeout = (async () => {
				await Promise.allSettled([clock.sleep(timeoutMs, {signal: timer.signal})]);
			})();
			await Promise.race([following, timeout]);
			timer.abort();
			if (running !== undefined && !store.getSnapshot().isOver) {
				add({title: file, isOk: false, evidence: `did not end within ${timeoutMs / 1000} seconds after the run`});
				running.kill();
				await following;
			}
		},
		async stop() {
			unsubscribe();
			running?.kill();
			await following;
		},
	};
};
