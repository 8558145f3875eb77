import fs from 'node:fs';
import {type Invocation} from '../../../source/core/log/invocation.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {checkCancel} from './check-cancel.js';
import {checkRun, type CheckOptions, type Disagreement} from './check.js';
import {checkHistory, compareWithResumed} from './check-history.js';
import {checkResume} from './check-resume.js';
import {writeDocument} from './document.js';
import {observe, type Watched} from './observe.js';
import {playInvocation, type PlayedInvocation} from './play-invocation.js';
import {type Scenario} from './scenario.js';
import {createTimeline, type Timeline} from './timeline.js';
import {createWatchedCloud, type WatchedCloud} from './watched-cloud.js';
import {createWorld, type Happening, type World} from './world.js';

/** How a simulated run went. */
export type Simulated = {
	readonly disagreements: readonly Disagreement[];
	/** Everything that happened and was said, in order. */
	readonly happenings: readonly Happening[];
	readonly startedAt: number;
	/** Arrivals that took place, for shortening the story. */
	readonly keys: readonly string[];
	/** Pairs of step and fate that were met. */
	readonly met: ReadonlySet<string>;
};

export type SimulateOptions = {
	/** Where the document is written for the runner to read. */
	readonly file: string;
	/** Told of the runner before it begins: who records what the screen shows. */
	readonly onRunner?: ((runner: WorkflowRunner, cloud: WatchedCloud) => void) | undefined;
};

/** One run of a scenario in the making, for those who act on it and check it. */
export type Stage = {
	readonly scenario: Scenario;
	readonly world: World;
	readonly timeline: Timeline;
	readonly runner: WorkflowRunner;
	readonly own: PlayedInvocation;
	readonly watched: Watched;
	readonly isContested: boolean;
	readonly openCloud: (name: string) => WatchedCloud;
	readonly createRunner: (cloud: WatchedCloud) => WorkflowRunner;
	/** Lets time pass until a piece of work is done; false when it never is. */
	readonly finish: (work: Promise<unknown>) => Promise<boolean>;
	/** Lets everything happen that still happens without anybody's doing. */
	readonly rest: () => Promise<void>;
};

export const startAt = Date.UTC(2026, 0, 1);

/** What has no end after so long has none (ms). */
const horizonMs = 3_600_000;

const createFinish = (timeline: Timeline): Stage['finish'] => async work => {
	let isOver = false;
	const waiting = (async () => {
		try {
			await work;
		} finally {
			isOver = true;
		}
	})();
	const isInTime = await timeline.runUntil(() => isOver, timeline.now() + horizonMs);
	if (isInTime) {
		await waiting;
	} else {
		void Promise.allSettled([waiting]);
	}

	return isInTime;
};

/** Everything that is checked of a run that nobody interferes with, or of what the user does about it. */
const act = async (stage: Stage, check: CheckOptions, cancelling: Promise<readonly Disagreement[]> | undefined): Promise<readonly Disagreement[]> => {
	const {scenario: {command}} = stage;
	if (command?.kind === 'cancel') {
		return await cancelling ?? [];
	}

	const isAtOnce = command?.kind === 'resume' && command.isAtOnce;
	if (!isAtOnce) {
		await stage.rest();
	}

	const resumed = command?.kind === 'resume' ? await checkResume(stage) : {disagreements: [], isDone: false, isGivenUp: false};
	await stage.rest();
	// What happened after a resume is no part of the run before it.
	const found = resumed.isDone ? await checkHistory(stage, compareWithResumed) : [...checkRun(check), ...resumed.isGivenUp === true ? [] : await checkHistory(stage)];
	return [...found, ...resumed.disagreements];
};

/** Lets a scenario happen, watched by the real runner, and tells where that disagrees with the truth. */
export const simulate = async (scenario: Scenario, {file, onRunner}: SimulateOptions): Promise<Simulated> => {
	const timeline = createTimeline(startAt);
	const world = createWorld(timeline);
	const finish = createFinish(timeline);
	const met = new Set<string>();
	const played: PlayedInvocation[] = [];
	const play = (invocation: Invocation, name: string): PlayedInvocation => {
		const one = playInvocation({world, scenario, invocation, name, onMet: pair => met.add(pair)});
		played.push(one);
		return one;
	};

	let own: PlayedInvocation | undefined;
	const openCloud = (name: string): WatchedCloud => createWatchedCloud({
		world, scenario,
		onDispatch({action, rank, invocation}) {
			own ??= play(invocation, 'own');
			return own.dispatch(action, rank).run;
		},
		onCancel(run, isForced) {
			for (const one of played) {
				one.cancel(run, isForced);
			}
		},
	}, name);
	const createRunner = ({cloud, clock}: WatchedCloud): WorkflowRunner => new WorkflowRunner({
		workflowFile: file, cloud, clock, timeout: scenario.timeoutMs / 1000, checkInterval: scenario.checkIntervalMs / 1000,
	});
	fs.writeFileSync(file, JSON.stringify({...writeDocument(scenario.shape), InvocationID: 'own'}));
	const watchedCloud = openCloud('live');
	const runner = createRunner(watchedCloud);
	onRunner?.(runner, watchedCloud);
	const getWatched = observe(runner, world, watchedCloud.requests);
	if (scenario.otherAtMs !== undefined) {
		timeline.after(scenario.otherAtMs, () => {
			play({workflowName: 'Tiny', timestamp: '2026-01-01T00-00-30', id: 'other'}, 'other').dispatch('a');
		});
	}

	const {command} = scenario;
	let cancelling: Promise<readonly Disagreement[]> | undefined;
	const getStage = (): Stage => ({
		scenario, world, timeline, runner, own: own!, isContested: scenario.registration === 'plain' && scenario.otherAtMs !== undefined,
		openCloud, createRunner, finish,
		// Who asks for it ends the watching.
		get watched() {
			return getWatched();
		},
		async rest() {
			await timeline.runUntil(() => false, timeline.now() + horizonMs);
		},
	});
	if (command?.kind === 'cancel') {
		timeline.after(command.atMs, () => {
			cancelling = checkCancel(getStage);
		});
	}

	await finish((async () => {
		await runner.triggerWorkflow();
		await runner.result();
		await cancelling;
	})());
	const stage = getStage();
	const {watched, isContested} = stage;
	// An own list, which what happens later does not change.
	const disagreements = await act(stage, {scenario, watched, isContested, getArrivals: () => stage.own.arrivals, getOthers: () => played.filter(one => one !== stage.own).flatMap(one => one.arrivals)}, cancelling);
	await finish(runner.cleanup());
	return {disagreements, happenings: world.happenings, startedAt: startAt, keys: [...new Set(played.flatMap(one => one.arrivals.map(({key}) => key)))], met};
};
