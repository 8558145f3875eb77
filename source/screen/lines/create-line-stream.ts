import {type AssertionStore} from '../../testing/assertions/assertion-store.js';
import {type Clock} from '../../ports/clock.js';
import {type RunState} from '../../core/run/run-state.js';
import {describeVerdict} from '../../report/describe-verdict.js';
import {getReportedResult} from '../../report/get-reported-result.js';
import {createLinesReporter} from '../../report/lines/create-lines-reporter.js';
import {type ReportedResult, type Reporter, type ReporterContext, type RunFeed} from '../../report/reporter.js';
import {type RunnerEvent} from '../../run/runner/runner-event.js';
import {type LineStream} from './line-stream.js';

export type LineStreamOptions = Pick<ReporterContext, 'output' | 'clock' | 'mask' | 'cloudLabel' | 'hasLogs'> & {
	readonly feed: RunFeed;
	/** Says, when the stream is opened, what the user should know. */
	readonly describeOpening: () => string;
	/** The test file that runs beside the workflow, which the verdict waits for. @default there is none */
	readonly getTests?: () => AssertionStore | undefined;
};

/** Something that happened while nobody saw the lines. */
type Missed = {
	/** Absent for the end, which is told when the test file has ended. */
	readonly event?: RunnerEvent;
	readonly at: number;
	readonly triggeredAt: number | undefined;
	readonly result?: ReportedResult;
};

/** So many lines are kept for later; the log pane and the bucket have the rest. */
const mostMissed = 10_000;
/** About every second, as reporters expect it. */
const tickMs = 1000;

const countLines = ({event}: Missed): number => event?.type === 'log.grew' ? event.entries.length : 1;

/** What was missed, the oldest dropped beyond a bound. */
const createBacklog = () => {
	let missed: Missed[] = [];
	let lineCount = 0;
	let droppedCount = 0;
	return {
		add(one: Missed): void {
			missed.push(one);
			lineCount += countLines(one);
			// Dropped by halves: dropping one at a time moves the rest each time.
			if (lineCount > 2 * mostMissed) {
				let start = 0;
				for (; lineCount > mostMissed && start < missed.length - 1; start++) {
					const count = countLines(missed[start]!);
					lineCount -= count;
					droppedCount += count;
				}

				missed = missed.slice(start);
			}
		},
		take(): {readonly missed: readonly Missed[]; readonly droppedCount: number} {
			const taken = {missed, droppedCount};
			missed = [];
			lineCount = 0;
			droppedCount = 0;
			return taken;
		},
	};
};

/** The reporter of lines, which can also be told afterwards what happened when. */
const createLateReporter = ({feed: {store}, clock, ...options}: LineStreamOptions) => {
	let past: Missed | undefined;
	const reporter = createLinesReporter({
		...options,
		store: {
			...store,
			getSnapshot() {
				const state = store.getSnapshot();
				return past?.triggeredAt === undefined ? state : {...state, triggeredAt: past.triggeredAt};
			},
		},
		clock: {...clock, now: () => past?.at ?? clock.now()},
		createToken: () => '',
	});
	const tellResult = (result: ReportedResult | undefined): void => {
		if (result === undefined) {
			return;
		}

		if (result.invocation?.id === store.getSnapshot().invocation?.id) {
			void reporter.onResult(result);
		} else {
			// Its logs have made way for those of the next run.
			reporter.onNote?.(describeVerdict(result));
		}
	};

	return {
		reporter,
		tell(one: Missed): void {
			past = one;
			try {
				if (one.event !== undefined) {
					reporter.onEvent(one.event);
				}

				tellResult(one.result);
			} finally {
				past = undefined;
			}
		},
	};
};

/**
Hands the end of a run on as `--ci` reports it: at once, or, where a test file runs beside it, when that has ended. Who waits no
longer calls what is returned: the end is handed on with what the test file has said so far.
*/
const reportWithTests = (state: RunState, now: number, tests: AssertionStore | undefined, onResult: (result: ReportedResult) => void): (() => void) => {
	const hasTests = tests !== undefined && tests.getSnapshot().status !== 'waiting';
	let isTold = false;
	const tell = (): void => {
		if (!isTold) {
			isTold = true;
			onResult(getReportedResult(state, now, {assertions: hasTests ? tests.getSnapshot() : undefined}));
		}
	};

	if (!hasTests || tests.getSnapshot().isOver) {
		tell();
		return tell;
	}

	const unsubscribe = tests.subscribe(() => {
		if (tests.getSnapshot().isOver) {
			unsubscribe();
			tell();
		}
	});
	return () => {
		unsubscribe();
		tell();
	};
};

const describeDropped = (count: number): string => `${count} earlier lines left out: the log of the screen has them`;

const tick = async ({onTick}: Reporter, clock: Clock, signal: AbortSignal): Promise<void> => {
	while (!signal.aborted) {
		await Promise.allSettled([clock.sleep(tickMs, {signal})]);
		if (!signal.aborted) {
			onTick?.();
		}
	}
};

/** Streams the run as the lines of `--ci`; while closed it keeps what happens, and tells it first when it is opened. */
export const createLineStream = (options: LineStreamOptions): LineStream & {readonly detach: () => void} => {
	const {feed: {store, subscribe}, clock, describeOpening, getTests} = options;
	const {reporter, tell} = createLateReporter(options);
	const backlog = createBacklog();
	let open: AbortController | undefined;
	let lastWarning: string | undefined;
	let tellEnd: (() => void) | undefined;
	const tellOrKeep = (one: Missed): void => {
		if (open === undefined) {
			backlog.add(one);
		} else {
			tell(one);
		}
	};

	const unsubscribe = subscribe(event => {
		const state = store.getSnapshot();
		lastWarning = event.type === 'run.warned' ? event.message : lastWarning;
		// Its test file has made way for that of the next run.
		if (event.type === 'run.triggered') {
			tellEnd?.();
		}

		tellOrKeep({event, at: clock.now(), triggeredAt: state.triggeredAt});
		if (event.type === 'run.ended') {
			tellEnd = reportWithTests(state, clock.now(), getTests?.(), result => {
				tellOrKeep({at: clock.now(), triggeredAt: state.triggeredAt, result});
			});
		}
	});
	const close = (): void => {
		open?.abort(new Error('The lines were closed'));
		open = undefined;
	};

	return {
		open() {
			if (open !== undefined) {
				return;
			}

			open = new AbortController();
			reporter.onNote?.(describeOpening());
			const {missed, droppedCount} = backlog.take();
			if (droppedCount > 0) {
				reporter.onNote?.(describeDropped(droppedCount));
			}

			for (const one of missed) {
				tell(one);
			}

			// What it throws is a bug, and nobody's to catch but the process's.
			void tick(reporter, clock, open.signal);
		},
		close,
		note(text) {
			// Said to the user of the screen as well: here it is among the lines already.
			if (text !== lastWarning) {
				reporter.onNote?.(text);
			}
		},
		detach() {
			close();
			unsubscribe();
		},
	};
};
