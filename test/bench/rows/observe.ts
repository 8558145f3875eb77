import {runMeasurement} from '../local/run-measurement.js';
import {type GithubCalls} from '../observe/count-github-calls.js';
import {type Death} from '../observe/die-silently.js';
import {type Flushed, type RequestCounts, type Tick} from '../observe/count-requests.js';
import {type Verdict} from '../observe/replay-recordings.js';
import {type Day, type Hour} from '../observe/watch-for-a-day.js';
import {getPercentile} from '../get-percentile.js';
import {type Measured, type Row} from '../row.js';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const mostVerdictMs = 1200;

const measureVerdicts = async (): Promise<Measured> => {
	const verdicts = await runMeasurement<readonly Verdict[]>('../observe/replay-recordings.ts');
	const p95Ms = getPercentile(verdicts.map(({delayMs}) => delayMs), 0.95);
	const groups = [...new Set(verdicts.map(({recording, pace}) => `${recording}, ${pace}`))]
		.map(group => ({group, own: verdicts.filter(({recording, pace}) => `${recording}, ${pace}` === group)}));
	const isRight = verdicts.every(({recording, outcome}) => outcome === (recording === 'integration-success' ? 'COMPLETED' : 'FAILED'));
	return {
		figure: `p95 ${seconds(p95Ms)}, n = ${verdicts.length}`,
		met: isRight && p95Ms <= mostVerdictMs,
		details: [
			'seconds from the last evidence being there (the last object on S3, or the red end of a run that wrote nothing) to the verdict, by recording and pace of the platform:',
			...groups.map(({group, own}) => `  ${group}: ${own.map(({delayMs}) => (delayMs / 1000).toFixed(2)).join(', ')}`),
			'"told 3 s later": the run that died silently ends after everything else, so that GitHub\'s word is the last evidence',
			isRight ? 'every verdict is right' : `verdicts: ${verdicts.map(({recording, outcome}) => `${recording} ${outcome}`).join(', ')}`,
			'At GitHub\'s pace only a rank that others have overtaken is told of so soon; silent-death has the others.',
		],
	};
};

const isWithinBudget = ({listings, rangedReads, wholeReads, others, keyCount, grownCount, newCount}: Tick): boolean =>
	listings === Math.max(1, Math.ceil(keyCount / 1000)) && rangedReads === grownCount && wholeReads === newCount && others === 0;

let counted: Promise<RequestCounts> | undefined;
const countRequests = async (): Promise<RequestCounts> => {
	counted ??= runMeasurement<RequestCounts>('../observe/count-requests.ts');
	return counted;
};

const measureRequests = async (): Promise<Measured> => {
	const {ticks} = await countRequests();
	const wrong = ticks.filter(tick => !isWithinBudget(tick));
	const mostListings = Math.max(...ticks.map(({listings}) => listings));
	const mostKeys = Math.max(...ticks.map(({keyCount}) => keyCount));
	const grown = ticks.reduce((sum, {grownCount, newCount}) => sum + grownCount + newCount, 0);
	const reads = ticks.reduce((sum, {rangedReads, wholeReads}) => sum + rangedReads + wholeReads, 0);
	return {
		figure: `303 actions, ${mostKeys} keys: ${mostListings} listing${mostListings === 1 ? '' : 's'} a tick, ${reads} reads for ${grown} logs that grew`,
		met: wrong.length === 0 && mostListings <= 2 && ticks.length > 0,
		details: [
			`${ticks.length} ticks over HTTP, counted between the S3 client and the server; every action's log begins, grows and ends, with marker and candidate`,
			`in a tick in which nothing grew: ${Math.max(...ticks.filter(({grownCount, newCount}) => grownCount + newCount === 0).map(({listings, rangedReads, wholeReads, others}) => listings + rangedReads + wholeReads + others))} request`,
			'a log is read without a range the first time, from its last bytes on every later time',
			...wrong.map(tick => `outside the budget: ${JSON.stringify(tick)}`),
		],
	};
};

const overlapBytes = 64;

const measureBytes = async (): Promise<Measured> => {
	const {flushed} = await countRequests();
	const describe = ({flushCount, writtenBytes, readBytes, listedBytes, uploadedBytes}: Flushed): string =>
		`${flushCount} flushes of a log that ends with ${writtenBytes} bytes (${(uploadedBytes / writtenBytes).toFixed(1)} x uploaded): ${readBytes} bytes of it read, ${listedBytes} of listings`;
	return {
		figure: flushed.map(({flushCount, writtenBytes, readBytes}) => `k = ${flushCount}: ${(readBytes / writtenBytes).toFixed(3)}`).join('; '),
		met: flushed.every(({flushCount, writtenBytes, readBytes}) => readBytes <= writtenBytes + (flushCount * overlapBytes)),
		details: ['bytes read / bytes of the log, a look after each flush; what is above 1 are the 64 bytes by which a rewrite is noticed', ...flushed.map(each => describe(each))],
	};
};

const measureCalls = async (): Promise<Measured> => {
	const {callCount, freeCount, endCount} = await runMeasurement<GithubCalls>('../observe/count-github-calls.ts');
	return {
		figure: `${callCount} calls, ${freeCount} of them 304`,
		met: callCount < 60 && freeCount > callCount / 2 && endCount === 10,
		details: [
			'ten functions one after the other, each silent for its first 25 s; virtual clock, the local Actions API over HTTP',
			`${endCount} of 10 ends seen; ${callCount - freeCount} calls counted against the token's limit`,
		],
	};
};

const mostDeathMs = 5000;
const mostPlainDeathMs = 10_000;

const measureDeaths = async (): Promise<Measured> => {
	const deaths = await runMeasurement<readonly Death[]>('../observe/die-silently.ts');
	const getP95 = (own: readonly Death[]): number => getPercentile(own.map(({delayMs}) => delayMs), 0.95);
	const named = deaths.filter(({isPlain}) => !isPlain);
	const plain = deaths.filter(({isPlain}) => isPlain);
	const shapes = [...new Set(deaths.map(({shape}) => shape))];
	return {
		figure: `p95 ${seconds(getP95(named))}, plain files ${seconds(getP95(plain))}, n = ${deaths.length}, at most ${Math.max(...deaths.map(({lookCount}) => lookCount))} looks`,
		met: getP95(named) <= mostDeathMs && getP95(plain) <= mostPlainDeathMs && deaths.every(({outcome}) => outcome === 'FAILED'),
		details: [
			'seconds from the red end on GitHub to the verdict, virtual clock, check interval 1 s; p95 by shape:',
			...shapes.map(shape => `  ${shape}: ${seconds(getP95(named.filter(death => death.shape === shape)))}, plain files ${seconds(getP95(plain.filter(death => death.shape === shape)))}`),
		],
	};
};

/** The quietest hour of three: what else the machine does only adds. */
const chooseHour = (some: readonly Hour[]): Hour => ({
	requestsPerTick: Math.max(...some.map(hour => hour.requestsPerTick)),
	stepsPerTick: Math.max(...some.map(hour => hour.stepsPerTick)),
	cpuMs: Math.min(...some.map(hour => hour.cpuMs)),
	unitMs: Math.min(...some.map(hour => hour.unitMs)),
	heapMegabytes: Math.min(...some.map(hour => hour.heapMegabytes)),
});

const measureDay = async (): Promise<Measured> => {
	const {nodeCount, keyCount, tickCount, growingLogs, hours, lineCount} = await runMeasurement<Day>('../observe/watch-for-a-day.ts', ['time']);
	const counted = await runMeasurement<Day>('../observe/watch-for-a-day.ts', ['steps']);
	const chooseBoth = (from: number, to?: number): Hour =>
		({...chooseHour(hours.slice(from, to)), stepsPerTick: chooseHour(counted.hours.slice(from, to)).stepsPerTick});
	const [first, last] = [chooseBoth(1, 4), chooseBoth(-3)];
	const compare = (get: (hour: Hour) => number): number => get(last) / get(first);
	const requests = compare(hour => hour.requestsPerTick);
	const memory = compare(hour => hour.heapMegabytes);
	const steps = compare(hour => hour.stepsPerTick);
	const work = compare(hour => hour.cpuMs / hour.unitMs);
	const describe = (title: string, {requestsPerTick, stepsPerTick, cpuMs, unitMs, heapMegabytes}: Hour): string =>
		`${title}: ${requestsPerTick.toFixed(1)} requests, ${Math.round(stepsPerTick)} blocks of our code entered and ${cpuMs.toFixed(1)} ms of CPU time a tick (${(cpuMs / unitMs).toFixed(1)} x one JSON.parse of the list of nodes), ${heapMegabytes.toFixed(1)} MB of heap`;
	return {
		figure: `last hours / first hours: requests ${requests.toFixed(2)}, memory ${memory.toFixed(2)}, steps ${steps.toFixed(2)} (CPU ${work.toFixed(2)})`,
		met: Math.max(requests, memory, steps) <= 1.2,
		details: [
			`${nodeCount} nodes, ${keyCount} keys, 24 hours on the virtual clock in ${tickCount} ticks of five minutes, ${growingLogs} logs grow in each, ${lineCount} lines`,
			describe('hours 2 to 4', first),
			describe('hours 22 to 24', last),
			'Work is held to the count of steps, which is the same on every machine; CPU time, in units of the JSON.parse beside it, is told for comparison: it depends on what else runs.',
		],
	};
};

/** What watching a run costs, and how soon its verdict comes. */
export const rows: readonly Row[] = [
	{
		name: 'verdict-delay',
		what: 'verdict after the last evidence, check interval 1 s, recorded runs in real time over HTTP, silent deaths too',
		goal: 'p95 <= 1.2 s',
		measure: measureVerdicts,
	},
	{
		name: 's3-requests',
		what: 'S3 requests per tick',
		goal: 'ceil(keys/1000) listings + 1 read per log that grew; 303 actions: <= 2 listings',
		measure: measureRequests,
	},
	{
		name: 's3-bytes',
		what: 'bytes read of a log flushed k times / its size',
		goal: 'O(n): 1, but for 64 bytes a flush',
		measure: measureBytes,
	},
	{
		name: 'github-calls',
		what: 'GitHub calls in 10 minutes, 10 functions',
		goal: '< 60, most of them 304',
		measure: measureCalls,
	},
	{
		name: 'silent-death',
		what: 'verdict after the red end of a container that dies without a word on S3: files registered by us; plain ones',
		goal: 'p95 <= 5 s; <= 10 s',
		measure: measureDeaths,
	},
	{
		name: 'scale-day',
		what: '10,000 nodes and 24 hours: requests, memory and work per tick',
		goal: 'flat: <= 1.2',
		measure: measureDay,
	},
];
