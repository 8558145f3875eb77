import {type ActionTimes} from '../local/action-times.js';
import {type FanOut} from '../local/fan-out.js';
import {runMeasurement} from '../local/run-measurement.js';
import {type Measured, type Row} from '../row.js';

const ms = (value: number): string => `${value.toFixed(1)} ms`;

const measureAction = async (): Promise<Measured> => {
	const {parts, pass, write} = await runMeasurement<ActionTimes>('measure-action.ts', ['25']);
	const toDone = parts.interpreter + parts.returnAndLog + parts.exitAndDone;
	// Between the two FaaSr writes the log once and .done once; before them the log's first lines.
	const ratio = toDone / (pass + (2 * write));
	const wholeRatio = (parts.before + toDone) / (pass + (3 * write));
	return {
		figure: `${ratio.toFixed(2)} x`,
		met: ratio <= 2,
		details: [
			`from the function's process to .done: ${ms(toDone)}, against ${ms(pass)} for python3 -c pass and 2 x ${ms(write)} for S3 writes; the parts:`,
			`  interpreter start and our entry script's imports   ${ms(parts.interpreter)}, of which python3 -c pass ${ms(pass)}`,
			`  function found, imported and called, log PUT       ${ms(parts.returnAndLog)}`,
			`  process ended, .done PUT                           ${ms(parts.exitAndDone)}`,
			'before and after:',
			`  document, store checks, function files, log PUT    ${ms(parts.before)}`,
			`  log PUT, successor dispatched                      ${ms(parts.dispatch)}`,
			`  last log PUT                                       ${ms(parts.lastLog)}`,
			`from the container's start to .done: ${wholeRatio.toFixed(2)} x (python3 -c pass and 3 S3 writes)`,
		],
	};
};

const measureFanOut = async (): Promise<Measured> => {
	const {ranks, doneCount, cores, parallelism, mostProcesses, delayP99, idleDelayP99, delayMax, durationMs} = await runMeasurement<FanOut>('fan-out.ts', ['200']);
	const isComplete = doneCount === ranks;
	return {
		figure: `${doneCount} of ${ranks}, at most ${mostProcesses} processes, event loop p99 ${ms(delayP99)}`,
		met: isComplete && mostProcesses <= parallelism && delayP99 <= 100,
		details: [
			`${ranks} ranks between a start and a join, on ${cores} cores, ${parallelism} actions at once: ${(durationMs / 1000).toFixed(1)} s`,
			`delay of the event loop of faasr-tui's process: p99 ${ms(delayP99)}, longest ${ms(delayMax)}; with nothing to do p99 ${ms(idleDelayP99)}`,
			`processes of functions alive at the same time, counted in /proc: at most ${mostProcesses}`,
		],
	};
};

/** The local cloud: what it adds to an action, and how it bears a wide fan-out. */
export const rows: readonly Row[] = [
	{
		name: 'local-action',
		what: 'local cloud, one action with an empty Python function: its process to .done',
		goal: '<= 2 x python3 -c pass + S3 writes',
		measure: measureAction,
	},
	{
		name: 'local-fan-out',
		what: 'local cloud, fan-out of 200 ranks and the join after it',
		goal: 'completes; bounded processes; event loop p99 <= 100 ms',
		measure: measureFanOut,
	},
];
