import {Buffer} from 'node:buffer';
import {describeOmitted} from '../../core/log/omitted-lines.js';
import {FaasrTuiError, isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {followSameOrigin} from '../network/follow-same-origin.js';
import {isSafeUrl} from '../network/is-safe-url.js';
import {type Clock} from '../../ports/clock.js';
import {withTimeout} from '../network/with-timeout.js';
import {describeRepository, type RepositoryName} from './dispatch-target.js';
import {type SendRequest} from './github-request.js';

/** The end of a log says why a run failed; logs of hours need not fit into memory. */
const defaultMaxBytes = 1_048_576;

const downloadTimeoutMs = 120_000;

/** A job that has not ended, or never began, has no log; an old one has none any more. */
const absent: ReadonlySet<number> = new Set([404, 410]);

/** Every line of a job log starts with a byte order mark (the first) and a time, which are GitHub's and not the function's. */
const linePrefix = /^\uFEFF?\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d+Z ?/gm;

export type LogReader = {
	readonly send: SendRequest;
	readonly fetch: typeof fetch;
	readonly clock: Clock;
	/** @default 1 MiB */
	readonly maxBytes?: number | undefined;
};

const lineEnd = 10;

const countLines = (bytes: Uint8Array): number => {
	let count = 0;
	for (let at = bytes.indexOf(lineEnd); at !== -1; at = bytes.indexOf(lineEnd, at + 1)) {
		count++;
	}

	return count;
};

/** The end of a text, from the start of a line, with what is left out said in a line of its own. */
const readTail = async (body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> => {
	let tail = Buffer.alloc(0);
	let omitted = 0;
	let isCut = false;
	for await (const chunk of body) {
		tail = Buffer.concat([tail, chunk]);
		// Cut now and then only: cutting at every chunk would copy the tail each time.
		if (tail.length > 2 * maxBytes) {
			const cut = tail.length - maxBytes;
			omitted += countLines(tail.subarray(0, cut));
			tail = tail.subarray(cut);
			isCut = true;
		}
	}

	const text = tail.toString('utf8');
	// What is left of the first line after a cut may begin inside a character.
	return isCut ? `${describeOmitted(omitted + 1)}\n${text.slice(text.indexOf('\n') + 1)}` : text;
};

/** Signed addresses need no token, and must not get one: they belong to another host. */
const download = async ({fetch, clock, maxBytes = defaultMaxBytes}: LogReader, location: string, signal: AbortSignal | undefined): Promise<string | undefined> => {
	if (!URL.canParse(location) || !isSafeUrl(new URL(location))) {
		throw new FaasrTuiError('GitHub sent the log of a run to an address that is not safe to ask.', {code: 'unreachable'});
	}

	try {
		return await withTimeout({clock, timeoutMs: downloadTimeoutMs, signal}, async timedSignal => {
			const response = await followSameOrigin(fetch)(location, {signal: timedSignal});
			if (response.ok && response.body) {
				return readTail(response.body, maxBytes);
			}

			await response.body?.cancel();
			if (absent.has(response.status)) {
				return undefined;
			}

			// An address that has expired, a storage in trouble: the next try gets a new one.
			throw new FaasrTuiError(`The log of a run could not be downloaded (${response.status}).`, {code: 'unreachable', hint: 'Try again.'});
		});
	} catch (error) {
		if (isFaasrTuiError(error)) {
			throw error;
		}

		signal?.throwIfAborted();
		throw new FaasrTuiError('The log of a run could not be downloaded.', {code: 'unreachable', hint: 'Try again.', cause: error});
	}
};

const listJobIds = async (send: SendRequest, repository: RepositoryName, runId: number, signal: AbortSignal | undefined): Promise<readonly number[]> => {
	const {status, data} = await send({
		route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
		parameters: {...repository, run_id: runId, per_page: 100},
		purpose: `list the jobs of run ${runId} of ${describeRepository(repository)}`,
		accept: [404],
	}, signal);
	const jobs = status !== 404 && typeof data === 'object' && data !== null && 'jobs' in data ? data.jobs : [];
	return Array.isArray(jobs)
		? jobs.map((job: {readonly id?: unknown}) => job.id).filter(id => typeof id === 'number')
		: [];
};

async function * toChunks(text: string): AsyncGenerator<Uint8Array> {
	yield Buffer.from(text);
}

const readJobLog = async (reader: LogReader, repository: RepositoryName, jobId: number, signal: AbortSignal | undefined): Promise<string | undefined> => {
	const {status, headers, data} = await reader.send({
		route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs',
		parameters: {...repository, job_id: jobId},
		purpose: `read the log of job ${jobId} of ${describeRepository(repository)}`,
		accept: [...absent],
		keepRedirect: true,
		isFile: true,
	}, signal);
	if (typeof headers['location'] === 'string') {
		return download(reader, headers['location'], signal);
	}

	return status === 200 && typeof data === 'string' ? readTail(toChunks(data), reader.maxBytes ?? defaultMaxBytes) : undefined;
};

/** The logs of a run's jobs, without GitHub's time stamps; `undefined` when there is none. */
export const readRunLog = async (reader: LogReader, repository: RepositoryName, runId: number, signal?: AbortSignal): Promise<string | undefined> => {
	const logs: string[] = [];
	for (const jobId of await listJobIds(reader.send, repository, runId, signal)) {
		const log = await readJobLog(reader, repository, jobId, signal);
		if (log !== undefined) {
			logs.push(log.replaceAll(linePrefix, ''));
		}
	}

	return logs.length > 0 ? logs.join('\n') : undefined;
};
