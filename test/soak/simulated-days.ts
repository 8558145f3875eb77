import {createVirtualClock, type VirtualClock} from '../../source/testing/virtual-clock.js';
import {WorkflowRunner} from '../../source/index.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../support/runner/fake-cloud.js';
import {takeSample, type Sample} from './samples.js';

/** How a soak run of one kind went. */
export type Soaked = {readonly runCount: number; readonly samples: readonly Sample[]};

type FakeCloud = ReturnType<typeof createFakeCloud>;

const minuteMs = 60_000;
const minutesPerNode = 15;
/** Nodes that run side by side, one group after the other. */
const groups: ReadonlyArray<readonly string[]> = [['a'], ['b', 'c'], ['d']];
const successors: Readonly<Record<string, readonly string[]>> = {a: ['b', 'c'], b: ['d'], c: ['d'], d: []};

/** One hour of a run: every minute the logs of those at work grow by so many lines. */
const playRun = async ({write}: FakeCloud, clock: VirtualClock, linesPerMinute: number): Promise<void> => {
	for (const group of groups) {
		const lines: string[] = [];
		for (let minute = 0; minute < minutesPerNode; minute++) {
			lines.push(...Array.from({length: linesPerMinute}, (_, index) => `[${(minute * 60) + index}.5] [INFO] [faasr_server.py] Processing request: step ${clock.now()} ${index}`));
			for (const node of group) {
				write(node, [startLine, ...lines]);
			}

			await clock.advance(minuteMs);
		}

		for (const node of group) {
			write(node, [startLine, ...lines, ...finishLines(node, ...successors[node] ?? []).slice(1)], true);
		}
	}

	await clock.advance(15 * minuteMs);
};

const forget = async ({bucket, runs, dispatched}: FakeCloud): Promise<void> => {
	const objects = await bucket.list('');
	await bucket.remove(objects.map(({key}) => key));
	runs.clear();
	dispatched.length = 0;
};

/**
Lets days pass on a virtual clock: a run every hour, watched in turn by a runner of its own and by one that stays for all the
days; some are cancelled by giving the runner up in the middle. Takes a sample at the end of every day.
*/
export const soakSimulatedDays = async (folder: string, days: number, onDay: (day: number) => void): Promise<Soaked> => {
	const clock = createVirtualClock(Date.UTC(2026, 0, 1));
	const workflowFile = writeDocument(folder, successors);
	const cloud = createFakeCloud();
	const create = (): WorkflowRunner => new WorkflowRunner({workflowFile, cloud: cloud.cloud, clock, checkInterval: 5});
	const staying = create();
	const samples: Sample[] = [];
	let runCount = 0;
	for (let day = 1; day <= days; day++) {
		for (let hour = 0; hour < 24; hour++) {
			const runner = hour % 2 === 0 ? staying : create();
			const unsubscribe = runner.store.subscribe(() => undefined);
			await runner.triggerWorkflow();
			const isGivenUp = hour % 8 === 3;
			if (isGivenUp) {
				await clock.advance(5 * minuteMs);
			} else {
				await playRun(cloud, clock, hour === 0 ? 200 : 10);
				const {outcome} = await runner.result();
				if (outcome !== 'COMPLETED') {
					throw new Error(`The run of day ${day}, hour ${hour} ended as ${outcome}.`);
				}
			}

			unsubscribe();
			if (runner !== staying) {
				await runner.cleanup();
			}

			await forget(cloud);
			runCount++;
		}

		samples.push(await takeSample());
		onDay(day);
	}

	await staying.cleanup();
	if (clock.sleeperCount() > 0) {
		throw new Error(`${clock.sleeperCount()} sleeps outlived the last run.`);
	}

	return {runCount, samples};
};
