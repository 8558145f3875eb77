import {runBundled} from '../screen/run-bundled.js';
import {type Measured, type Row} from '../row.js';

type Sample = {readonly lines: number; readonly rss: number; readonly heapUsed: number; readonly external: number};

const toMegabytes = (bytes: number): number => Math.round(bytes / (1024 * 1024));
const mostMegabytes = 250;
// Nine bytes a line are known of those on the disk: seven megabytes of some fifty.
const mostGrowth = 1.15;

type Log = {readonly samples: readonly Sample[]; readonly texts: readonly string[]};

const getAlive = ({heapUsed, external}: Sample): number => heapUsed + external;

const measureMemory = async (): Promise<Measured> => {
	const resident = await runBundled<Log>('memory/log-memory.ts', ['1000000', '1000']);
	const alive = await runBundled<Log>('memory/log-memory.ts', ['1000000', '1000', 'alive']);
	const [, quarter, ...later] = resident.samples.map(({rss}) => rss);
	const peak = toMegabytes(Math.max(...resident.samples.map(({rss}) => rss)));
	const [early, last] = [alive.samples[1]!, alive.samples.at(-1)!];
	const growth = getAlive(last) / getAlive(early);
	const isReadable = resident.texts.length === 3 && resident.texts.every(text => typeof text === 'string' && !text.startsWith('(lost)'));
	const describe = ({lines, rss, heapUsed, external}: Sample): string =>
		`  ${lines} lines: ${toMegabytes(rss)} MB resident (heap ${toMegabytes(heapUsed)} MB, outside of it ${toMegabytes(external)} MB)`;
	return {
		figure: `${peak} MB; what is alive ${growth.toFixed(2)} x from 250,000 lines on (resident ${(Math.max(...later) / (quarter ?? 0)).toFixed(2)} x)`,
		met: peak <= mostMegabytes && growth <= mostGrowth && isReadable,
		details: [
			'run store, reducer and screen in one process, 1000 nodes that print',
			'as it runs:',
			...resident.samples.map(sample => describe(sample)),
			'with garbage collected before each look, so that what is left is alive:',
			...alive.samples.map(sample => describe(sample)),
			`of each line ${((getAlive(last) - getAlive(early)) / (last.lines - early.lines)).toFixed(1)} bytes stay: its flags, its node and its place among the rows; its text is on the disk`,
			'The rest of what is resident is garbage: V8 lets the heap grow to about four times what is alive before it clears it away, and takes some 500,000 lines to get there.',
			`the first, a middle and the last line are ${isReadable ? '' : 'NOT '}there: ${resident.texts.join(' | ')}`,
		],
	};
};

export const rows: readonly Row[] = [
	{name: 'memory-lines', what: 'memory after 1,000,000 log lines and 1000 nodes', goal: `<= ${mostMegabytes} MB RSS, flat`, measure: measureMemory},
];
