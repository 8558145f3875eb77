import {formatBytes} from '../../core/text/format-bytes.js';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {describeVerdict} from '../../report/describe-verdict.js';
import {openFileOutput} from '../../report/open-file-output.js';
import {type ReporterContext} from '../../report/reporter.js';
import {findInvocation} from '../../run/history/list-invocations.js';
import {getRunResult} from '../../run/runner/run-result.js';
import {createFilesReader} from '../run/create-files-reader.js';
import {openSession} from '../run/open-session.js';
import {type SessionOptions} from '../run/run-options.js';

/** Everything `faasr-tui report` takes from outside. */
export type ReportOptions = SessionOptions & {
	/** An InvocationID, or `@latest`. */
	readonly invocationId: string;
	readonly timestamp: string | undefined;
	/** The page. */
	readonly file: string;
};

/** Writes the page when it is whole: what cannot be read leaves an older page alone. Gives its size in bytes. */
const writePage = (file: string, page: string, {stderr}: ReportOptions): number => {
	let hasFailed = false;
	const output = openFileOutput(file, sentence => {
		hasFailed = true;
		stderr.write(`${sentence}\n`);
	});
	output.write(page);
	output.close();
	return hasFailed ? 0 : new TextEncoder().encode(page).length;
};

/** Writes a page about an invocation as its data stores and its platform know it now. Resolves with the exit code: that of the writing, whatever became of the run. */
export const report = async (options: ReportOptions): Promise<number> => {
	const {invocationId, timestamp, file, stdout, clock} = options;
	const {runner, mask, cloudLabel} = await openSession({...options, isCi: true, isReading: true});
	try {
		const {logBucket} = await runner.openCloud();
		const invocation = await findInvocation({workflow: runner.workflow, logBucket, invocationId, timestamp});
		await runner.attach({invocationId: invocation.id, timestamp: invocation.timestamp});
		const {createHtmlReporter} = await import('../../report/html/create-html-reporter.js');
		let page = '';
		const context: ReporterContext = {
			store: runner.store, clock, mask, cloudLabel, hasLogs: true, readFiles: createFilesReader(runner, clock), createToken: () => '', output: {
				...stdout, isTty: false, write(text) {
					page += text;
				},
			},
		};
		const result = getRunResult(runner.store.getSnapshot(), clock.now());
		await createHtmlReporter(context).onResult(result);
		const size = writePage(file, page, options);
		if (size === 0) {
			return exitCodes.unreachable;
		}

		stdout.write(`${describeVerdict(result)}\n${mask(sanitizeLine(file))}  ${formatBytes(size)}\n`);
		return exitCodes.completed;
	} finally {
		await runner.cleanup();
	}
};
