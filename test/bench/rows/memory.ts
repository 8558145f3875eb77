import {runBundled} from '../screen/run-bundled.js';
import {type Measured, type Row} from '../row.js';

type Sample = {readonly lines: number; readonly rss: number; readonly heapUsed: number; readonly external: number};

const toMegabytes = (bytes: number): number => Math.round(bytes / (1024 * 1024));
const mostMegabytes = 450;
const keptLines = 200_000;
// Every quarter holds as many lines; what else grows is the state of the nodes.
const mostGrowth = 1.05;

type Log = {readonly samples: readonly Sample[]; readonly first: number; readonly end: number};

const getAlive = ({heapUsed, external}: Sample): number => heapUsed + external;

const measureMemory = async (): Promise<Measured> => {
	const resident = await runBundled<Log>('memory/log-memory.ts', ['1000000', '1000']);
	const alive = await runBundled<Log>('memory/log-memory.ts', ['1000000', '1000', 'alive']);
	const [, quarter, ...later] = resident.samples.map(({rss}) => rss);
	const peak = toMegabytes(Math.max(...resident.samples.map(({rss}) => rss)));
	const [early, last] = [alive.samples[1]!, alive.samples.at(-1)!];
	const growth = getAlive(last) / getAlive(early);
	const keptCount = resident.end - resident.first;
	const describe = ({lines, rss, heapUsed, external}: Sample): string =>
		`  ${lines} lines: ${toMegabytes(rss)} MB resident (heap ${toMegabytes(heapUsed)} MB, outside of it ${toMegabytes(external)} MB)`;
	return {
		figure: `${peak} MB; what is alive ${growth.toFixed(2)} x from 250,000 lines on (resident ${(Math.max(...later) / (quarter ?? 0)).toFixed(2)} x)`,
		met: peak <= mostMegabytes && growth <= mostGrowth && keptCount === keptLines,
		details: [
			'run store, reducer and screen in one process, 1000 nodes that print',
			'as it runs:',
			...resident.samples.map(sample => describe(sample)),
			'with garbage collected before each look, so that what is left is alive:',
			...alive.samples.map(sample => describe(sample)),
			`of ${resident.end} lines the newest ${keptCount} are in memory`,
			'The rest of what is resident is garbage: V8 lets the heap grow before it clears it away.',
		],
	};
};

export const rows: readonly Row[] = [
	{name: 'memory-lines', what: 'memory after 1,000,000 log lines and 1000 nodes', goal: `200,000 lines kept, <= ${mostMegabytes} MB RSS, flat`, measure: measureMemory},
];
