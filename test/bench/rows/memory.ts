import {runBundled} from '../screen/run-bundled.js';
import {type Measured, type Row} from '../row.js';

type Sample = {readonly lines: number; readonly rss: number; readonly heapUsed: number; readonly external: number};

const toMegabytes = (bytes: number): number => Math.round(bytes / (1024 * 1024));
const mostMegabytes = 250;
// What a garbage collector leaves or takes between two samples is no growth.
const mostGrowth = 1.15;

const measureMemory = async (): Promise<Measured> => {
	const {samples, texts} = await runBundled<{readonly samples: readonly Sample[]; readonly texts: readonly string[]}>('memory/log-memory.ts', ['1000000', '1000']);
	const [, quarter, ...later] = samples.map(({rss}) => rss);
	const peak = toMegabytes(Math.max(...samples.map(({rss}) => rss)));
	const growth = Math.max(...later) / (quarter ?? 0);
	const isReadable = texts.length === 3 && texts.every(text => typeof text === 'string' && !text.startsWith('(lost)'));
	return {
		figure: `${peak} MB, ${growth.toFixed(2)} x from 250,000 lines on`,
		met: peak <= mostMegabytes && growth <= mostGrowth && isReadable,
		details: [
			'run store, reducer and screen in one process, 1000 nodes that print; resident memory',
			...samples.map(({lines, rss, heapUsed, external}) => `${lines} lines: ${toMegabytes(rss)} MB (heap ${toMegabytes(heapUsed)} MB, outside of it ${toMegabytes(external)} MB)`),
			`the first, a middle and the last line are ${isReadable ? '' : 'NOT '}there: ${texts.join(' | ')}`,
		],
	};
};

export const rows: readonly Row[] = [
	{name: 'memory-lines', what: 'memory after 1,000,000 log lines and 1000 nodes', goal: `<= ${mostMegabytes} MB RSS, flat`, measure: measureMemory},
];
