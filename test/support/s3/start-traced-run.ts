import {createHash} from 'node:crypto';
import fs from 'node:fs';
import {setImmediate} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {Test} from 'tap';
import {DeleteObjectCommand, GetObjectCommand, PutObjectCommand} from '@aws-sdk/client-s3';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {type Clock} from '../../../source/ports/clock.js';
import {type Cloud} from '../../../source/ports/cloud.js';
import {createLinesReporter} from '../../../source/report/lines/create-lines-reporter.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createS3Bucket, type S3BucketOptions} from '../../../source/clouds/s3/create-s3-bucket.js';
import {startFaultProxy} from '../../faults/proxy/start-fault-proxy.js';
import {writeDocument} from '../runner/fake-cloud.js';
import {endRun, gh} from '../run-id.js';
import {shortEdges, shortTrace, type TraceLine} from './short-trace.js';
import {accessKeyId, bucket as bucketName, createTestClient, secretAccessKey, startTestServer} from './start-test-server.js';

/** What a traced run is like. */
export type TracedRunOptions = {
	/** A recorded run of the workflow in integration.json, or other lines of the short one. @default a short invented one */
	readonly trace?: string | readonly TraceLine[];
	/** Seconds. @default 120 */
	readonly timeout?: number;
	/** Added to the S3 server's clock (ms). */
	readonly skewMs?: number;
	/** Called when so much time has passed, before the bucket is looked at. */
	readonly onTime?: (ms: number) => Promise<void> | void;
	/** How long the S3 client waits for an answer, and for the next piece of it (real ms). @default 10000 */
	readonly timeoutMs?: number;
	readonly store?: Partial<S3BucketOptions['store']>;
	readonly credentials?: S3BucketOptions['credentials'];
};

const integrationFile = fileURLToPath(new URL('../workflows/integration.json', import.meta.url));

const readTrace = (name: string): readonly TraceLine[] => fs.readFileSync(new URL(`../traces/${name}.ndjson`, import.meta.url), 'utf8')
	.split('\n')
	.filter(line => line !== '')
	.map(line => JSON.parse(line) as TraceLine);

const digest = (texts: readonly string[]): string => `${texts.length} ${createHash('md5').update(texts.join('\n')).digest('hex')}`;

/** Time that passes only while somebody sleeps and no request is under way: then it jumps to the moment at which the first sleeper wakes, and what is due by then happens first. */
const createJumpingClock = (onJump: (now: number) => Promise<void>) => {
	let now = Date.now();
	const requests = new Set<Promise<unknown>>();
	const wakeTimes: number[] = [];

	const hold = async <Result>(request: Promise<Result>): Promise<Result> => {
		requests.add(request);
		try {
			return await request;
		} finally {
			requests.delete(request);
		}
	};

	const waitForTurn = async (wakeAt: number, signal?: AbortSignal): Promise<void> => {
		do {
			await Promise.allSettled(requests);
			// Who waited for an answer goes first.
			await setImmediate();
			signal?.throwIfAborted();
		} while (requests.size > 0 || wakeAt > Math.min(...wakeTimes));
	};

	const clock: Clock = {
		now: () => now,
		async sleep(ms, {signal} = {}) {
			const wakeAt = now + Math.max(0, ms);
			wakeTimes.push(wakeAt);
			try {
				await waitForTurn(wakeAt, signal);
				if (wakeAt > now) {
					now = wakeAt;
					await hold(onJump(now));
				}

				signal?.throwIfAborted();
			} finally {
				wakeTimes.splice(wakeTimes.indexOf(wakeAt), 1);
			}
		},
	};
	return {
		clock,
		/** Lets no time pass before this is answered; a client's own time-out is real time. */
		hold,
	};
};

/** Replays a trace's writes onto the S3 server itself, past the proxy; of several to one key only the last that is due. */
const createPlayer = async (t: Test, lines: readonly TraceLine[], endpoint: string) => {
	const client = createTestClient(t, endpoint);
	const runs = new Map<number, PlatformRun>();
	let prefix = '';
	let next = 0;
	const resolveKey = (key: string): string => prefix + key.split('/').slice(4).join('/');
	const put = async (key: string, body: string): Promise<void> => {
		await client.send(new PutObjectCommand({Bucket: bucketName, Key: key, Body: body}));
	};

	const remove = async (key: string): Promise<void> => {
		await client.send(new DeleteObjectCommand({Bucket: bucketName, Key: key}));
	};

	return {
		runs,
		put: async (name: string, body: string) => put(prefix + name, body),
		remove: async (name: string) => remove(prefix + name),
		/** An object as it is now, by the path of a request for it. */
		async read(path: string) {
			const key = decodeURIComponent(new URL(path, endpoint).pathname).slice(bucketName.length + 2);
			const {Body, ETag = ''} = await client.send(new GetObjectCommand({Bucket: bucketName, Key: key}));
			return {body: await Body!.transformToByteArray(), etag: ETag};
		},
		begin(invocationPrefix: string): void {
			prefix = invocationPrefix;
		},
		async play(ms: number): Promise<void> {
			const last = new Map<string, string | undefined>();
			for (; next < lines.length && lines[next]!.ms <= ms; next++) {
				const line = lines[next]!;
				if (line.op === 'run') {
					const action = /\/[^-]+-(.*)\.yml$/u.exec(line.workflow)?.[1] ?? '';
					runs.set(line.id, {id: gh(line.id), action, status: line.status, ...(line.conclusion !== undefined && endRun(line.conclusion))});
				} else {
					last.set(resolveKey(line.key), line.op === 'put' ? line.body : undefined);
				}
			}

			await Promise.all([...last].map(async ([key, body]) => body === undefined ? remove(key) : put(key, body)));
		},
	};
};

/**
A run of FaaSr, written to a real S3 server and watched through a fault proxy by a real runner.

Time jumps from look to look, so that a run of nine seconds takes as long as its requests.
*/
export const startTracedRun = async (t: Test, {trace = shortTrace, timeout = 120, skewMs = 0, timeoutMs = 10_000, onTime, store, credentials}: TracedRunOptions = {}) => {
	const server = await startTestServer(t, {clock: {now: () => Date.now() + skewMs}});
	const proxy = await startFaultProxy(t, server.endpoint);
	const player = await createPlayer(t, typeof trace === 'string' ? readTrace(trace) : trace, server.endpoint);
	const startedAt = {ms: 0};
	const {clock, hold} = createJumpingClock(async now => {
		await onTime?.(now - startedAt.ms);
		await player.play(now - startedAt.ms);
	});
	startedAt.ms = clock.now();
	const openBucket = () => {
		const bucket = createS3Bucket({
			name: 'My_S3_Bucket',
			store: {Bucket: bucketName, Endpoint: proxy.url, ...store},
			credentials: credentials ?? {accessKeyId, secretAccessKey},
			timeouts: {connectMs: 5000, requestMs: timeoutMs, socketMs: timeoutMs},
		});
		t.teardown(bucket.close);
		return {
			...bucket,
			list: async (...parameters: Parameters<typeof bucket.list>) => hold(bucket.list(...parameters)),
			read: async (...parameters: Parameters<typeof bucket.read>) => hold(bucket.read(...parameters)),
		};
	};

	const bucket = openBucket();
	const cloud: Cloud = {
		label: 'traced',
		secrets: [],
		defaultStore: {name: bucket.name, store: {Bucket: bucketName}},
		logBucket: bucket,
		doneBucket: bucket,
		close: async () => undefined,
		platform: {
			label: 'traced',
			pollIntervalMs: 1000,
			async dispatch({invocation: {workflowName, timestamp, id}}) {
				player.begin(`FaaSrLog/${workflowName}/${timestamp}/${id}/`);
				return {};
			},
			listRuns: async () => [...player.runs.values()],
			async cancel() {
				throw new Error('A trace cannot be cancelled');
			},
			readRunLog: async () => undefined,
		},
	};
	const workflowFile = typeof trace === 'string' ? integrationFile : writeDocument(t.testdirName, shortEdges);
	const runner = new WorkflowRunner({workflowFile, cloud, clock, timeout});
	t.teardown(async () => runner.cleanup());
	const written: string[] = [];
	const reporter = createLinesReporter({
		store: runner.store, clock, mask: text => text, cloudLabel: 'traced', createToken: () => 'token', hasLogs: true,
		output: {write: text => written.push(...text.trimEnd().split('\n')), isTty: false, columns: 200, rows: 40, hasColor: false},
	});
	runner.subscribe(event => {
		reporter.onEvent(event);
	});
	return {
		proxy, server, runner, clock, player, cloud, workflowFile,
		/** Milliseconds since the dispatch. */
		getMs: () => clock.now() - startedAt.ms,
		/** What the pipeline's user was told about the watching, without the times in front. */
		getTold: () => written.map(line => line.split(' ').slice(2).join(' ')).filter(line => /^(?:Cannot watch|The (?:bucket|platform)|Warning)/.test(line)),
		/** Triggers, and waits for the verdict. */
		async watch() {
			await runner.triggerWorkflow();
			const {outcome, exitCode, nodes} = await runner.result();
			return {
				outcome,
				exitCode,
				nodes: Object.fromEntries(nodes.map(node => [node.id, `${node.status} ${node.reason ?? ''}`.trim()])),
				sentences: Object.fromEntries(nodes.map(node => [node.id, node.sentence ?? ''])),
				/** How many lines of each log, and a hash of their texts in their order. */
				lines: Object.fromEntries(nodes.map(({id}) => [id, digest(runner.store.logs.getSnapshot().filter(entry => entry.node === id).map(entry => entry.text))])),
			};
		},
	};
};

export type TracedRun = Awaited<ReturnType<typeof startTracedRun>>;
