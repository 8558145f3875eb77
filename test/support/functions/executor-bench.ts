import {Buffer} from 'node:buffer';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {type Test} from 'tap';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {createExecutor} from '../../../source/clouds/local/executor/create-executor.js';
import {openDataStore} from '../../../source/clouds/local/executor/data-store.js';
import {type ExecutorOptions} from '../../../source/clouds/local/executor/executor-options.js';
import {startS3Server} from '../../../source/clouds/local/s3-server/start-s3-server.js';

const keys = {accessKeyId: 'bench-access', secretAccessKey: 'bench-secret'};
const token = 'bench-token';

type JobExtras = {
	readonly forceSignal?: AbortSignal;
	/** On top of the credentials; `undefined` takes one away. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly signal?: AbortSignal;
	readonly onLog?: (text: string) => void;
};

/** The invocation that every job of a bench belongs to. */
export const invocation = {InvocationID: 'run-1', InvocationTimestamp: '2026-01-02T03-04-05'};
const workInvocation = {FunctionInvoke: 'work', ...invocation};
export const invocationFolder = `FaaSrLog/wf/${invocation.InvocationTimestamp}/${invocation.InvocationID}`;

type Dispatch = {readonly path: string; readonly ref: string; readonly overwritten: Readonly<Record<string, unknown>>; readonly payloadUrl: string; readonly authorization: string | undefined};
type Json = Readonly<Record<string, unknown>>;

const python = (functionName: string, extra: Json = {}): Json => ({
	FunctionName: functionName, FaaSServer: 'GH', Type: 'Python', InvokeNext: [], ...extra,
});

/** `start` leads to `work`, the action under test, which leads to `next`; `start` reaches every action, so that `work` may lead anywhere. */
export const createDocument = (work: Json = {}, extra: Json = {}): Json => ({
	WorkflowName: 'wf',
	FunctionInvoke: 'start',
	FaaSrLog: 'FaaSrLog',
	ActionList: {
		start: python('f', {InvokeNext: ['work', 'next', 'other']}),
		work: python('f', {InvokeNext: ['next'], ...work}),
		next: python('f'),
		other: python('f'),
	},
	ComputeServers: {
		GH: {
			FaaSType: 'GitHubActions', UserName: 'me', ActionRepoName: 'flows', Branch: 'main', UseSecretStore: true,
		},
	},
	DataStores: {S3: {Bucket: 'bucket', Region: 'us-east-1'}},
	DefaultDataStore: 'S3',
	LoggingDataStore: 'S3',
	...extra,
});

const readBody = async (request: IncomingMessage): Promise<string> => {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) {
		text += String(chunk);
	}

	return text;
};

/** Serves the document and records dispatches; a workflow file listed in `refusals` is refused as told. */
const startApi = async (getDocument: () => Json, refusals: Map<string, {readonly status: number; readonly body: string}>) => {
	const dispatches: Dispatch[] = [];
	const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const path = decodeURIComponent(request.url ?? '');
		if (request.method === 'GET' && path === '/repos/me/flows/contents/wf.json?ref=main' && request.headers.authorization === `token ${token}`) {
			response.writeHead(200).end(JSON.stringify(getDocument()));
			return;
		}

		const file = /\/workflows\/(?<file>[^/]+)\/dispatches$/u.exec(path)?.groups?.['file'];
		if (request.method !== 'POST' || file === undefined) {
			response.writeHead(404).end('{"message":"Not Found"}');
			return;
		}

		const {ref, inputs} = JSON.parse(await readBody(request)) as {ref: string; inputs: {OVERWRITTEN: string; PAYLOAD_URL: string}};
		const refusal = refusals.get(file);
		if (refusal !== undefined) {
			response.writeHead(refusal.status).end(refusal.body);
			return;
		}

		dispatches.push({
			path, ref, overwritten: JSON.parse(inputs.OVERWRITTEN) as Json, payloadUrl: inputs.PAYLOAD_URL, authorization: request.headers.authorization,
		});
		response.writeHead(204).end();
	};

	const server = createServer((request, response) => {
		void handle(request, response);
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, dispatches, close() {
		server.closeAllConnections();
		server.close();
	}};
};

export type BenchRun = {
	readonly exitCode: number;
	/** stdout and stderr of the container. */
	readonly runLog: string;
};

const omitUndefined = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
	Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));

type BenchOptions = {
	readonly document?: Json;
	/** Sources by path below the functions folder. */
	readonly files?: Readonly<Record<string, string>>;
	readonly options?: Partial<ExecutorOptions>;
};

/** A real S3 server, a recording Actions API and an executor over a folder of functions. */
export const startBench = async (t: Test, {document = createDocument(), files = {}, options = {}}: BenchOptions = {}) => {
	const folder = await mkdtemp(join(tmpdir(), 'faasr-bench-'));
	const functionsDir = join(folder, 'functions');
	for (const [path, text] of Object.entries(files)) {
		await mkdir(dirname(join(functionsDir, path)), {recursive: true});
		await writeFile(join(functionsDir, path), text);
	}

	const s3 = await startS3Server({
		dataDir: join(folder, 's3'), clock: systemClock, buckets: ['bucket', 'other'], ...keys,
	});
	const addEndpoint = (original: Json): Json => ({
		...original,
		DataStores: Object.fromEntries(Object.entries(original['DataStores'] as Readonly<Record<string, Json>>).map(([name, store]) => [name, {Endpoint: s3.endpoint, ...store}])),
	});
	const refusals = new Map<string, {readonly status: number; readonly body: string}>();
	const api = await startApi(() => addEndpoint(document), refusals);
	const never = new AbortController();
	const open = (bucket: string) => openDataStore({
		bucket, region: 'us-east-1', endpoint: s3.endpoint, accessKey: keys.accessKeyId, secretKey: keys.secretAccessKey, isAnonymous: false,
	}, never.signal);
	const bucket = open('bucket');
	const other = open('other');
	const execute = createExecutor({
		documentDir: folder, functionsDir, clock: systemClock, fetchFunctions: false, ...options,
	});
	t.teardown(async () => {
		bucket.close();
		other.close();
		api.close();
		await s3.close();
		await rm(folder, {recursive: true, force: true});
	});
	let runs = 0;
	const readText = async (key: string, store = bucket): Promise<string | undefined> => {
		const bytes = await store.read(key);
		return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
	};

	return {
		folder, bucket, other, refusals, api, dispatches: api.dispatches, endpoint: s3.endpoint,
		readText,
		readLog: async (name = 'work') => readText(`${invocationFolder}/${name}.txt`),
		hasDone: async (name = 'work') => await readText(`${invocationFolder}/function_completions/${name}.done`) !== undefined,
		/** Runs one job; OVERWRITTEN names the invocation unless told otherwise. */
		async run(overwritten: Json = workInvocation, extra: JobExtras = {}): Promise<BenchRun> {
			let runLog = '';
			const workDir = join(folder, `run-${++runs}`);
			await mkdir(workDir);
			const stores = Object.keys(document['DataStores'] as Json);
			const {exitCode} = await execute({
				runId: runs,
				overwritten: JSON.stringify(overwritten),
				payloadUrl: 'me/flows/main/wf.json',
				apiUrl: api.url,
				workDir,
				env: omitUndefined({
					GH_PAT: token, ...Object.fromEntries(stores.flatMap(name => [[`${name}_AccessKey`, keys.accessKeyId], [`${name}_SecretKey`, keys.secretAccessKey]])), ...extra.env,
				}),
				signal: extra.signal ?? never.signal,
				...(extra.forceSignal && {forceSignal: extra.forceSignal}),
				writeLog(text) {
					runLog += text;
					extra.onLog?.(text);
				},
			});
			return {exitCode, runLog};
		},
	};
};
