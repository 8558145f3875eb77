/*
Prints as JSON how long after a silent death GitHub's word becomes the verdict: runs whose containers die without a word on S3, of
several shapes and twenty moments each, watched by the real monitor at GitHub's pace on a virtual clock.
*/
import process from 'node:process';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {createMonitor} from '../../../source/run/monitor/monitor.js';
import {type Platform} from '../../../source/ports/platform.js';
import {createRunStore} from '../../../source/run/runner/create-run-store.js';
import {watchRun} from '../../../source/run/runner/watch-run.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {endRun, gh} from '../../support/run-id.js';
import {getOwnId, type RunId} from '../../../source/core/run/run-id.js';

/** One death: its shape, whether the files tell whose a run is, how the run ended, how late, and how often GitHub was asked. */
export type Death = {readonly shape: string; readonly isPlain: boolean; readonly outcome: string; readonly delayMs: number; readonly lookCount: number};

type Step = readonly [ms: number, change: {readonly put: string; readonly text?: string} | {readonly run: PlatformRun}];

const begin = '[0.1] [DEBUG] [executor.py] Starting dependency install\n';
const finish = (action: string, next: string): string =>
	`${begin}[1.4] [DEBUG] [faasr_entry.py] Finished execution of ${action} with result None\n[1.5] [INFO] [scheduler.py] GitHub Action: Successfully invoked: ${next}\n`;

const runOf = (id: number, action: string, status: PlatformRun['status'], conclusion?: string): {readonly run: PlatformRun} =>
	({run: {id: gh(id), action, status, ...(conclusion !== undefined && endRun(conclusion))}});

/** The first action completes in five seconds and invokes the second. */
const first: readonly Step[] = [
	[0, runOf(1, 'one', 'queued')], [800, runOf(1, 'one', 'in_progress')], [3000, {put: 'one.txt', text: begin}],
	[5000, {put: 'function_completions/one.done'}], [5100, {put: 'one.txt', text: finish('one', 'two')}],
	[5150, runOf(2, 'two', 'queued')], [6200, runOf(1, 'one', 'completed', 'success')],
];

const shapes: Readonly<Record<string, {readonly steps: readonly Step[]; readonly redMs: number}>> = {
	'an image that cannot be pulled': {steps: [[0, runOf(1, 'one', 'queued')], [900, runOf(1, 'one', 'in_progress')]], redMs: 26_000},
	'an entry killed at work': {steps: first.slice(0, 3), redMs: 9000},
	'a function killed before its first line': {steps: [...first, [7000, runOf(2, 'two', 'in_progress')]], redMs: 15_000},
	'a function killed a moment after its last line': {steps: [...first, [7000, runOf(2, 'two', 'in_progress')], [14_000, {put: 'two.txt', text: begin}]], redMs: 14_600},
	'a function killed after half a minute of silence': {steps: [...first, [7000, runOf(2, 'two', 'in_progress')], [9000, {put: 'two.txt', text: begin}]], redMs: 39_000},
	'a function killed right after its marker': {steps: [...first, [7000, runOf(2, 'two', 'in_progress')], [9000, {put: 'two.txt', text: begin}], [15_000, {put: 'function_completions/two.done'}]], redMs: 15_200},
};

const workflow = createTinyWorkflow({one: ['two'], two: ['three'], three: []});

const watchDeath = async (shape: string, isPlain: boolean, phaseMs: number): Promise<Death> => {
	const {steps, redMs: soonestMs} = shapes[shape]!;
	// Neither the looks nor GitHub keep step with the death.
	const redMs = soonestMs + (phaseMs * 4);
	const clock = createVirtualClock(1_000_000);
	const startAt = clock.now();
	const bucket = createInMemoryBucket('S3');
	const invocation = {workflowName: workflow.name, timestamp: '2026-11-23T00-00-00', id: 'id'};
	const prefix = `FaaSrLog/${workflow.name}/${invocation.timestamp}/${invocation.id}/`;
	const runs = new Map<RunId, PlatformRun>();
	const last = Math.max(...steps.flatMap(([, change]) => 'run' in change ? [Number(getOwnId(change.run.id))] : []));
	const red: Step = [redMs, runOf(last, last === 1 ? 'one' : 'two', 'completed', 'failure')];
	const due = [...steps, red];
	let lookCount = 0;
	const play = (): void => {
		while (due.length > 0 && startAt + due[0]![0] <= clock.now()) {
			const [, change] = due.shift()!;
			if ('run' in change) {
				// The entry's run is known by the answer to its dispatch, whatever its title.
				runs.set(change.run.id, {...change.run, ...(isPlain && change.run.id !== gh(1) && {isGuess: true as const})});
			} else {
				bucket.put(prefix + change.put, change.text ?? '');
			}
		}
	};

	const platform: Platform = {
		label: 'GitHub',
		dispatch: async () => ({}),
		async listRuns() {
			lookCount++;
			play();
			return [...runs.values()];
		},
		cancel: async () => undefined,
		readRunLog: async () => undefined,
	};
	const watched = {
		...bucket,
		async list(...options: Parameters<typeof bucket.list>) {
			play();
			return bucket.list(...options);
		},
	};
	const store = createRunStore(createRunState(workflow, 120_000));
	store.apply({at: startAt, events: [{type: 'run.triggered', at: startAt, invocation}]});
	await clock.advance(phaseMs);
	const monitor = createMonitor({workflow, invocation, since: startAt, platform, logBucket: watched, doneBucket: watched, clock});
	const watching = watchRun({store, monitor, clock, checkIntervalMs: 1000, signal: new AbortController().signal});
	await clock.advance(300_000);
	await watching;
	const {outcome, endedAt = Number.POSITIVE_INFINITY} = store.getSnapshot();
	return {shape, isPlain, outcome, delayMs: endedAt - startAt - redMs, lookCount};
};

const deaths: Death[] = [];
for (const shape of Object.keys(shapes)) {
	for (const isPlain of [false, true]) {
		for (let phaseMs = 0; phaseMs < 1000; phaseMs += 50) {
			deaths.push(await watchDeath(shape, isPlain, phaseMs));
		}
	}
}

process.stdout.write(JSON.stringify(deaths));
