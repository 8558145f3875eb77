/*
`watch-for-a-day.ts time|steps` prints as JSON what a look costs in each hour of a run of 10,000 nodes that goes on for 24 hours on a
virtual clock: the real monitor, store and watch over a bucket in memory. A look every five minutes, since a day of looks every second
would take longer than anybody waits; ten logs grow between two looks, the others are silent.

`time` measures CPU time, of a look and of one JSON.parse beside it: what else the machine does slows both. `steps` counts how often
each block of our own code is entered instead, which nothing else has a part in, but which takes the engine's optimisations away.
*/
import {Buffer} from 'node:buffer';
import {Session} from 'node:inspector';
import process from 'node:process';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {createMonitor} from '../../../source/run/monitor/monitor.js';
import {type Bucket, type BucketObject} from '../../../source/ports/bucket.js';
import {type Platform} from '../../../source/ports/platform.js';
import {createRunStore} from '../../../source/run/runner/create-run-store.js';
import {watchRun} from '../../../source/run/runner/watch-run.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {getPercentile} from '../get-percentile.js';
import {measureCpuMs} from '../reduce/cpu-time.js';
import {buildFan} from '../reduce/large-documents.js';

export type Hour = {
	readonly requestsPerTick: number;
	readonly cpuMs: number;
	/** Of one JSON.parse of the list of nodes, beside each look. */
	readonly unitMs: number;
	readonly stepsPerTick: number;
	readonly heapMegabytes: number;
};
export type Day = {readonly nodeCount: number; readonly keyCount: number; readonly tickCount: number; readonly growingLogs: number; readonly hours: readonly Hour[]; readonly lineCount: number; readonly outcome: string};

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const growingLogs = 10;
const tickMs = 300_000;
const ticksPerHour = 3_600_000 / tickMs;

const {workflow} = parseWorkflow(buildFan(10_000));
if (workflow === undefined) {
	throw new Error('The document is not valid');
}

const clock = createVirtualClock(Date.parse('2026-11-23T00:00:00Z'));
const invocation = {workflowName: workflow.name, timestamp: '2026-11-23T00-00-00', id: 'id'};
const prefix = `FaaSrLog/${workflow.name}/${invocation.timestamp}/${invocation.id}/`;
const finishLines = '[0.1] [DEBUG] [executor.py] Starting dependency install\n[0.4] [DEBUG] [faasr_entry.py] Finished execution of start with result None\n[0.5] [INFO] [scheduler.py] GitHub Action: Successfully invoked: rank\n'
	+ '[0.5] [INFO] [scheduler.py] GitHub Action: Successfully invoked: rank\n'.repeat(9997);
const contents = workflow.nodes.filter(({action}) => action !== 'join')
	.map(({action}) => Buffer.from(action === 'start' ? finishLines : '[0.1] [DEBUG] [executor.py] Starting dependency install\n'));
const objects: BucketObject[] = workflow.nodes.filter(({action}) => action !== 'join')
	.map(({id}, index) => ({key: `${prefix}${id}.txt`, sizeBytes: contents[index]!.length, etag: 'first'}));
const places = new Map(objects.map(({key}, index) => [key, index]));
let requestCount = 0;

const bucket: Bucket = {
	name: 'S3',
	async list() {
		requestCount += Math.ceil(objects.length / 1000);
		return objects;
	},
	async listFolders() {
		return [];
	},
	async read(key, {startByte = 0} = {}) {
		requestCount++;
		const index = places.get(key) ?? 0;
		return {bytes: contents[index]!.subarray(startByte), startByte, etag: objects[index]!.etag};
	},
	async remove() {
		throw new Error('Nothing is removed');
	},
};

const platform: Platform = {
	label: 'silent',
	dispatch: async () => ({}),
	async listRuns() {
		requestCount++;
		return undefined;
	},
	async cancel() {
		throw new Error('Nothing is cancelled');
	},
	readRunLog: async () => undefined,
};

const grow = (tick: number): void => {
	for (let log = 0; log < growingLogs; log++) {
		const index = 1 + (((tick * growingLogs) + log) % (objects.length - 1));
		contents[index] = Buffer.concat([contents[index]!, Buffer.from(`[${tick}.5] [INFO] [py_client_stubs.py] still at work at look ${tick}\n`)]);
		objects[index] = {...objects[index]!, sizeBytes: contents[index].length, etag: String(tick)};
	}
};

const store = createRunStore(createRunState(workflow, 48 * 3_600_000));
const since = clock.now();
store.apply({at: since, events: [{type: 'run.triggered', at: since, invocation}]});
const monitor = createMonitor({workflow, invocation, since, platform, logBucket: bucket, doneBucket: bucket, clock});
const abort = new AbortController();
const watching = Promise.allSettled([watchRun({store, monitor, clock, checkIntervalMs: tickMs, signal: abort.signal})]);

const isCounting = process.argv[2] === 'steps';
const session = new Session();
if (isCounting) {
	session.connect();
	session.post('Profiler.enable');
	session.post('Profiler.startPreciseCoverage', {callCount: true, detailed: true});
}

/** How often blocks of our own code were entered since it was asked last. */
const takeSteps = (): number => {
	let steps = 0;
	if (isCounting) {
		session.post('Profiler.takePreciseCoverage', (_error, {result}) => {
			const ranges = result.filter(({url}) => url.includes('/source/')).flatMap(({functions}) => functions.flatMap(own => own.ranges));
			steps = ranges.reduce((sum, {count}) => sum + count, 0);
		});
	}

	return steps;
};

const unit = JSON.stringify(workflow.nodes);
const measureUnit = (): number => measureCpuMs(() => {
	JSON.parse(unit);
});

const pass = async (tick: number): Promise<number> => {
	grow(tick);
	const before = process.cpuUsage();
	await clock.advance(tickMs);
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
};

const hours: Hour[] = [];
for (let hour = 0; hour < 24; hour++) {
	requestCount = 0;
	const times: number[] = [];
	const units: number[] = [];
	takeSteps();
	for (let tick = 0; tick < ticksPerHour; tick++) {
		times.push(await pass((hour * ticksPerHour) + tick));
		units.push(measureUnit());
	}

	const requestsPerTick = requestCount / ticksPerHour;
	const stepsPerTick = takeSteps() / ticksPerHour;
	collectGarbage();
	hours.push({requestsPerTick, stepsPerTick, cpuMs: getPercentile(times, 0.5), unitMs: getPercentile(units, 0.5), heapMegabytes: process.memoryUsage().heapUsed / 1e6});
}

const {outcome} = store.getSnapshot();
abort.abort();
await watching;
process.stdout.write(JSON.stringify({
	nodeCount: workflow.nodes.length, keyCount: objects.length, tickCount: 24 * ticksPerHour, growingLogs, hours, lineCount: store.logs.lines.getEnd(), outcome,
} satisfies Day));
