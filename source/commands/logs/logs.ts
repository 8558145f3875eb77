import {type LogLine} from '../../core/log/log-line.js';
import {parseRunLogLine} from '../../core/log/parse-log-line.js';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {findInvocation} from '../../run/history/list-invocations.js';
import {createNodeLogReader} from '../../run/history/read-node-log.js';
import {findNodes} from '../../run/runner/find-nodes.js';
import {openSession} from '../run/open-session.js';
import {type SessionOptions} from '../run/run-options.js';
import {createRunLogLines} from './read-run-log-lines.js';

/** Everything `faasr-tui logs` takes from outside. */
export type LogsOptions = SessionOptions & {
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
	const {invocationId, timestamp, node, shouldShowNoise, stdout, clock} = options;
	const {runner, mask} = await openSession({...options, isCi: true, isReading: true});
	try {
		const {logBucket, platform} = await runner.openCloud();
		const {workflow} = runner;
		const chosen = node === undefined ? [...workflow.nodes] : findNodes(runner.store.getSnapshot(), node);
		const invocation = await findInvocation({workflow, logBucket, invocationId, timestamp});
		const readRunLogLines = options.shouldReadRunLogs === true ? createRunLogLines(platform, invocation) : undefined;
		const readNodeLog = createNodeLogReader({workflow, invocation, logBucket, clock});
		for (const one of chosen) {
			// One function's log is given as it is; of several, each line says whose it is.
			const prefix = chosen.length === 1 ? '' : `${one.id} | `;
			const write = (lines: readonly LogLine[]): void => {
				const wanted = lines.filter(line => shouldShowNoise || !line.isNoise);
				stdout.write(wanted.map(({text}) => `${mask(sanitizeLine(prefix + text))}\n`).join(''));
			};

			if (readRunLogLines === undefined) {
				for await (const lines of readNodeLog(one.id)) {
					write(lines);
				}
			} else {
				const texts = await readRunLogLines(one);
				write(texts.map(text => parseRunLogLine(text)));
			}
		}

		return exitCodes.completed;
	} finally {
		await runner.cleanup();
	}
};
