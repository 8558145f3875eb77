import {type AssertionsState} from '../../testing/assertions/assertion-store.js';
import {getLogTail} from '../../run/runner/get-log-tail.js';
import {renderSummary} from '../../screen/summary.js';
import {detectTerminal} from '../../screen/theme.js';
import {type OpenRunner} from './create-runner.js';
import {describeNextCommands} from './describe-next-commands.js';
import {type RunOptions} from './run-options.js';

export type Aftermath = {
	/** What the cancel could not stop. */
	readonly unstopped: string | undefined;
	readonly cleanText: (text: string) => string;
	/** The test file that ran beside the workflow. */
	readonly tests: AssertionsState | undefined;
	/** The run has ended before its verdict, with the local cloud. */
	readonly isStopped: boolean;
};

/** Writes what stays on the normal screen after the run: table, tails of failing logs, verdict, what still runs, and what to type next. */
export const writeAftermath = (open: OpenRunner, options: RunOptions, {unstopped, cleanText, tests, isStopped}: Aftermath): void => {
	const {store} = open.runner;
	const {stdout, env, clock, screen} = options;
	const state = store.getSnapshot();
	if (state.triggeredAt === undefined) {
		if (unstopped !== undefined) {
			stdout.write(`${cleanText(unstopped)}\n`);
		}

		return;
	}

	const failed = [...state.nodes.values()].filter(node => node.status === 'FAILED');
	stdout.write(renderSummary(state, {
		...detectTerminal(env),
		hasColor: stdout.hasColor,
		themeName: screen?.theme,
		columns: stdout.columns,
		failingLogTail: new Map(failed.map(node => [node.id, getLogTail(store.logs.lines, node.id)])),
		unstopped,
		tests,
		isStopped,
		nextCommands: describeNextCommands(open, options),
		cleanText,
		now: clock.now(),
	}));
};
