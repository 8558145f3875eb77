import {type ActionJob} from '../action-job.js';
import {type WorkflowDocument} from '../../../core/workflow/document.js';
import {ActionExit, UncaughtError} from './action-exit.js';
import {type RunLog} from './run-log.js';

const source = 'faasr_start_invoke_helper.py';

/** The part of FaaSr's schema without which nothing below can work; the rest is checked before a run starts. */
const requiredKeys = ['ActionList', 'ComputeServers', 'DataStores', 'DefaultDataStore', 'FunctionInvoke', 'WorkflowName'] as const;

/** Sends a request to the Actions API; a connection that fails is FaaSr's uncaught exception. */
export const reach = async ({signal, apiUrl, fetch: send = fetch}: ActionJob, url: string, init: RequestInit): Promise<Response> => {
	try {
		return await send(url, {...init, signal});
	} catch (error) {
		signal.throwIfAborted();
		const {cause} = error as {readonly cause?: unknown};
		throw new UncaughtError('ConnectionError', `${apiUrl} cannot be reached: ${cause instanceof Error ? cause.message : String(error)}`);
	}
};

const fetchText = async (job: ActionJob, runLog: RunLog): Promise<string> => {
	const [owner, repo, ref, ...path] = job.payloadUrl.split('/');
	if (owner === undefined || repo === undefined || ref === undefined) {
		runLog.line('ERROR', source, 'github path should contain at least three parts');
		throw new ActionExit(1);
	}

	const url = `${job.apiUrl}/repos/${owner}/${repo}/contents/${path.map(part => encodeURIComponent(part)).join('/')}?ref=${encodeURIComponent(ref)}`;
	const token = job.env['GH_PAT'];
	const response = await reach(job, url, {
		headers: {
			accept: 'application/vnd.github.raw+json',
			'x-github-api-version': '2022-11-28',
			...(token ? {authorization: `token ${token}`} : {}),
		},
	});
	const text = await response.text();
	if (!response.ok) {
		runLog.line('ERROR', source, `Failed to fetch raw file from GitHub: ${job.payloadUrl} -- ${readMessage(text)}`);
		throw new ActionExit(1);
	}

	runLog.line('DEBUG', source, `Successfully fetched raw file from GitHub: ${job.payloadUrl}`);
	return text;
};

/** The `message` of a GitHub error body. */
export const readMessage = (text: string): string => {
	try {
		const {message} = JSON.parse(text) as {readonly message?: unknown};
		return typeof message === 'string' ? message : 'invalid or no response from GH';
	} catch {
		return 'invalid or no response from GH';
	}
};

const parseDocument = (text: string): Readonly<Record<string, unknown>> => {
	try {
		const document: unknown = JSON.parse(text);
		if (typeof document === 'object' && document !== null && !Array.isArray(document)) {
			return document as Readonly<Record<string, unknown>>;
		}
	} catch {
		// Said below.
	}

	throw new UncaughtError('ValueError', 'the workflow document is not a JSON object');
};

/** Fetches the workflow document that a dispatch's PAYLOAD_URL names, with its text: parsed numbers do not say how they were written. */
export const fetchDocument = async (job: ActionJob, runLog: RunLog): Promise<{readonly document: WorkflowDocument; readonly text: string}> => {
	runLog.line('DEBUG', 'faasr_payload.py', `Fetching workflow from GitHub URL: ${job.payloadUrl}`);
	const text = await fetchText(job, runLog);
	const document = parseDocument(text);
	const missing = requiredKeys.find(key => !Object.hasOwn(document, key));
	if (missing !== undefined) {
		runLog.line('ERROR', 'graph_functions.py', `JSON not compliant with FaaSr schema: '${missing}' is a required property`);
		throw new ActionExit(1);
	}

	return {document: document as WorkflowDocument, text};
};
