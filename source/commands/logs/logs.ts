import {parseRunLogLine} from '../../core/log/parse-log-line.js';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {exitCodes} from '../../errors/exit-codes.js';
import {findInvocation} from '../../history/list-invocations.js';
import {readInvocation} from '../../history/read-invocation.js';
import {getNodes} from '../../runner/wait-for-node.js';
import {createRunner} from '../run/create-runner.js';
import {type RunOptions} from '../run/run-options.js';
import {createRunLogLines} from './read-run-log-lines.js';

/** Everything `faasr-tui logs` takes from outside. */
export type LogsOptions = RunOptions & {
	/** An InvocationID, or `@latest`. */
	readonly invocationId: string;
	readonly timestamp: string | undefined;
	/** One function instead of all: `fn` for every rank of it, `fn(2)` for one. */
	readonly node: string | undefined;
	/** With FaaSr's own chatter: uploads of logs, requests of its server. */
	readonly shouldShowNoise: boolean;
};

/** Writes the logs of an invocation as plain text, printable and without secrets, functions in graph order. Resolves with the exit code. */
export const logs = async (options: LogsOptions): Promise<number> => {
	const {invocationId, timestamp, node, shouldShowNoise, stdout, clock, timeout} = options;
	const {runner, mask} = await createRunner({...options, isCi: true, isReading: true});
	try {
		const {logBucket, doneBucket, platform} = await runner.openCloud();
		const {workflow} = runner;
		const chosen = node === undefined ? [...workflow.nodes] : getNodes(runner.store.getSnapshot(), node);
		const invocation = await findInvocation({workflow, logBucket, invocationId, timestamp});
		const readRunLogLines = options.shouldReadRunLogs === true ? createRunLogLines(platform, invocation) : undefined;
		const read = readRunLogLines === undefined ? await readInvocation({workflow, invocation, logBucket, doneBucket, clock, timeoutMs: timeout * 1000}) : {logs: []};
		for (const one of chosen) {
			const {id} = one;
			const runLines = await readRunLogLines?.(one) ?? [];
			const written = [...read.logs.filter(log => log.node === id).flatMap(log => log.lines), ...runLines.map(line => parseRunLogLine(line))];
			const lines = written.filter(line => shouldShowNoise || !line.isNoise);
			// One function's log is given as it is; of several, each line says whose it is.
			const prefix = chosen.length === 1 ? '' : `${id} | `;
			stdout.write(lines.map(({text}) => `${mask(sanitizeLine(prefix + text))}\n`).join(''));
		}

		return exitCodes.completed;
	} finally {
		await runner.cleanup();
	}
};
