import {getPercentile} from '../get-percentile.js';
import {type Measured, type Row} from '../row.js';
import {runBundled} from '../screen/run-bundled.js';

type Cost = {readonly cpuMs: number; readonly wallMs: number; readonly frames: number; readonly bytes: number};

const seconds = 8;
const percent = (part: number): string => `${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`;
const describeCost = (which: string, {cpuMs, wallMs, frames, bytes}: Cost): string =>
	`${which}: ${cpuMs.toFixed(0)} ms of CPU in ${(wallMs / 1000).toFixed(1)} s (${percent(cpuMs / wallMs)} of a core), ${(frames / (wallMs / 1000)).toFixed(1)} frames and ${(bytes / wallMs).toFixed(1)} kB a second`;

/** Both screens one after the other, in processes of their own, for the same time. */
const compareCost = async (scene: 'lines' | 'quiet', most: number): Promise<Measured> => {
	const ours = await runBundled<Cost>('screen/screen-cpu.ts', ['ours', scene, String(seconds)]);
	const naive = await runBundled<Cost>('screen/screen-cpu.ts', ['naive', scene, String(seconds)]);
	const ratio = ours.cpuMs / naive.cpuMs;
	return {
		figure: `${percent(ratio)} of the naive layout`,
		met: ratio <= most,
		details: [
			'160x50, 45 running nodes, colours, secrets masked; both are warm, in production mode, and write to a terminal that swallows all',
			describeCost('ours ', ours),
			describeCost('naive', naive),
			'naive: Ink as it is by default, a Box row with a Spinner per node, a Text per log line, side by side; its spinners turn whatever comes',
		],
	};
};

type KeyTime = {readonly key: string; readonly ms: number; readonly cpuMs: number; readonly isFrame: boolean};

const measureKeys = async (): Promise<Measured> => {
	const {times, writes, lines} = await runBundled<{readonly times: readonly KeyTime[]; readonly writes: number; readonly lines: number}>('screen/key-latency.ts', ['330']);
	const drawn = times.filter(({isFrame}) => isFrame).toSorted((a, b) => a.ms - b.ms);
	const ms = drawn.map(one => one.ms);
	const cpuMs = drawn.map(one => one.cpuMs);
	const [p50, p99] = [getPercentile(ms, 0.5), getPercentile(ms, 0.99)];
	return {
		figure: `p99 ${p99.toFixed(0)} ms, p50 ${p50.toFixed(0)} ms (${drawn.length} keys)`,
		met: p99 <= 50 && drawn.length >= 200,
		details: [
			'1,000 nodes, 200 lines a second onto a log of 20,000 and more, ten nodes ending and ten beginning each second, a key every 50 ms',
			'from the moment the key is due (work that holds the keyboard up counts) to the first frame on the terminal',
			`${times.length - drawn.length} keys changed nothing that is shown; ${writes} frames in all, ${lines} lines at the end`,
			`CPU from the key to its frame: p50 ${getPercentile(cpuMs, 0.5).toFixed(0)} ms, p99 ${getPercentile(cpuMs, 0.99).toFixed(0)} ms; where that is far below the figure, the machine was busy with something else`,
			`the slowest: ${drawn.slice(-6).map(({key, ms}) => `${key} ${ms.toFixed(0)} ms`).join(', ')}`,
		],
	};
};

export const rows: readonly Row[] = [
	{
		name: 'screen-busy', what: 'CPU of the full screen, 160x50, 45 running nodes, 200 log lines/s', goal: '<= 30 % of the naive Ink layout',
		measure: async () => compareCost('lines', 0.3),
	},
	{
		name: 'screen-quiet', what: 'CPU of the same screen when nothing new came for 10 s', goal: '<= 5 % of the naive Ink layout',
		measure: async () => compareCost('quiet', 0.05),
	},
	{
		name: 'screen-keys', what: 'key press to frame, 1,000 nodes, streaming log lines', goal: 'p99 <= 50 ms',
		measure: measureKeys,
	},
];
