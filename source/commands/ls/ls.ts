import {timestampFormat} from '../../core/run/create-invocation.js';
import {formatDate} from '../../core/run/format-date.js';
import {describeError} from '../../run/monitor/describe-error.js';
import {type Invocation} from '../../core/log/invocation.js';
import {type RunState} from '../../core/run/run-state.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {formatDuration} from '../../core/text/format-duration.js';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {findUnwritten, type Unwritten} from '../../run/history/find-unwritten.js';
import {listInvocations} from '../../run/history/list-invocations.js';
import {readInvocation} from '../../run/history/read-invocation.js';
import {describeBegun} from '../../run/runner/resume/await-first-word.js';
import {getRunResult} from '../../run/runner/run-result.js';
import {stringifySafely} from '../validate/render-json.js';
import {openSession} from '../run/open-session.js';
import {type SessionOptions} from '../run/run-options.js';

/** Everything `faasr-tui ls` takes from outside. */
export type LsOptions = SessionOptions & {
	readonly isJson: boolean;
	/** How many invocations, the newest first. */
	readonly limit: number;
};

/** One invocation as it is listed. */
export type LsEntry = {
	readonly workflow: string;
	readonly timestamp: string;
	readonly invocationId: string;
	readonly outcome: string;
	readonly durationMs: number;
	/** What only its platform knows of one that has written nothing yet. */
	readonly note?: string;
};

const toEntry = (state: RunState, now: number): LsEntry => {
	const {outcome, durationMs, invocation} = getRunResult(state, now);
	return {workflow: state.workflow.name, timestamp: invocation?.timestamp ?? '', invocationId: invocation?.id ?? '', outcome, durationMs};
};

const renderTable = (entries: readonly LsEntry[], clean: (text: string) => string): string => {
	const rows = [
		['TIME', 'OUTCOME', 'DURATION', 'INVOCATION ID'],
		...entries.map(({timestamp, outcome, durationMs, invocationId, note}) => [clean(timestamp), outcome, formatDuration(durationMs), clean([invocationId === '' ? '-' : invocationId, ...(note === undefined ? [] : [note])].join('  '))]),
	];
	const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)));
	return rows.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd() + '\n').join('');
};

/** Of one that its platform has begun without a name only that is known. */
const toNamelessEntry = ({begun: {createdAt}}: Unwritten, {name}: Workflow, now: number): LsEntry =>
	({workflow: name, timestamp: formatDate(createdAt, timestampFormat), invocationId: '', outcome: 'RUNNING', durationMs: now - createdAt});

/** Lists the invocations of a workflow that left something in its buckets, before them those that its platform has begun. Resolves with the exit code. */
export const ls = async (options: LsOptions): Promise<number> => {
	const {isJson, limit, stdout, clock, timeout} = options;
	const {runner, mask} = await openSession({...options, isCi: true, isReading: true});
	try {
		const {logBucket, doneBucket, platform} = await runner.openCloud();
		const {workflow} = runner;
		const read = async (invocation: Invocation): Promise<LsEntry> => {
			const {state, platformFailure} = await readInvocation({
				workflow, invocation, logBucket, doneBucket, platform, clock, timeoutMs: timeout * 1000,
			});
			const entry = toEntry(state, clock.now());
			return platformFailure === undefined ? entry : {...entry, note: `from the data store alone: ${describeError(platformFailure)}`};
		};

		const entries: LsEntry[] = [];
		const written = await listInvocations({workflow, logBucket, limit});
		for (const unwritten of await findUnwritten({workflow, platform, written, now: clock.now()})) {
			const entry = unwritten.invocation === undefined ? toNamelessEntry(unwritten, workflow, clock.now()) : await read(unwritten.invocation);
			entries.push({...entry, note: describeBegun(unwritten.begun, workflow)});
		}

		for (const invocation of written.slice(0, Math.max(0, limit - entries.length))) {
			entries.push(await read(invocation));
		}

		const clean = (text: string): string => mask(sanitizeLine(text));
		const noRuns = `${clean(`Data store ${logBucket.name} holds no run of ${workflow.name} yet.`)}\n`;
		const table = entries.length === 0 ? noRuns : renderTable(entries, clean);
		stdout.write(isJson ? `${mask(stringifySafely(entries))}\n` : table);
		return exitCodes.completed;
	} finally {
		await runner.cleanup();
	}
};
