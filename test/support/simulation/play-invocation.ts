import {type Invocation} from '../../../source/core/log/invocation.js';
import {live, type Deeds, type Life} from './action-life.js';
import {chooseTargets, listPredecessors} from './document.js';
import {drawFate, joinSteps, plainFate, type Fate, type Step} from './fates.js';
import {createRandom, type Random} from './random.js';
import {type Scenario} from './scenario.js';
import {type World, type WorldRun} from './world.js';

/** One arrival of a node on the platform, from its dispatch to the end of its container. */
export type Arrival = {
	/** `d`, or `d#2` for the second arrival at `d`. */
	readonly key: string;
	readonly node: string;
	/** For the story: `run 1003 of d`, with the invocation where it is not the watched one. */
	readonly label: string;
	readonly action: string;
	readonly rank?: number | undefined;
	readonly run: WorldRun;
	/** Which attempt of its run it is. */
	readonly attempt: number;
	readonly fate: Fate;
	readonly deeds: Deeds;
	readonly createdAt: number;
	/** Where it is, or was when it ended. */
	step: Step;
	/** Cancelled by the user, it is stopped there if it comes there in time. */
	stopsAt?: Step;
	end?: {readonly at: number; readonly conclusion: 'success' | 'failure' | 'cancelled'};
};

/** An invocation that runs by itself once its entry is dispatched. */
export type PlayedInvocation = {
	readonly arrivals: readonly Arrival[];
	readonly dispatch: (action: string, rank?: number) => Arrival;
	/** Somebody cancels a run: it ends a little later, unless it does not heed what is not forced. */
	readonly cancel: (run: WorldRun, isForced: boolean) => void;
	/** From now on nothing happens to arrivals: what made the run fail has been mended. */
	readonly mend: () => void;
};

export type PlayOptions = {
	readonly world: World;
	readonly scenario: Scenario;
	readonly invocation: Invocation;
	/** Tells two invocations of one scenario apart. */
	readonly name: string;
	/** Hears of every pair of step and fate that was met. */
	readonly onMet?: (pair: string) => void;
};

/** How long each step takes, shortest and longest (ms): waits and functions are long, what comes between is short, all of it now and then slow. */
const spans: Record<Step, readonly [min: number, max: number]> = {
	queue: [300, 20_000], pull: [200, 5000], prelude: [100, 2000],
	'join-check': [50, 500], flag: [30, 2000], lock: [20, 300], candidate: [20, 300], unlock: [20, 300],
	start: [100, 1500], work: [50, 15_000], done: [10, 500], report: [5, 1000], trigger: [50, 1500], finish: [20, 1000], end: [100, 5000],
};

const drawMs = (random: Random, step: Step, {waitsLong}: Fate): number => {
	const [min, max] = spans[step];
	if (step === 'queue' && waitsLong) {
		return random.span(60_000, 200_000);
	}

	// A store or a platform that answers slowly just now.
	const isSlow = ['done', 'report', 'trigger', 'finish'].includes(step) && random.chance(0.03);
	return isSlow ? random.span(1000, 20_000) : random.span(min, max);
};

const colours = {success: 'green', failure: 'red', cancelled: 'cancelled'} as const;

/** Lets an invocation of a scenario's workflow happen. */
export const playInvocation = ({world, scenario, invocation, name, onMet = () => undefined}: PlayOptions): PlayedInvocation => {
	const {timeline} = world;
	const {shape, registration, troubleRate, mayBeLeft, mayBeRerun} = scenario;
	const random = createRandom(`${scenario.seed} ${name}`);
	const arrivals: Arrival[] = [];
	let isMended = false;

	/** What is run again, by hand or by a resume, goes well, and gives the same answer where that leads anywhere. */
	const decide = (key: string, action: string, isFirst: boolean): Fate => {
		const conditional = (shape.next[action] ?? []).find(entry => typeof entry !== 'string');
		const drawn = drawFate(random.fork(key), {rate: troubleRate, mayBeLeft, mayBeRerun}, {hasConditional: conditional !== undefined, isJoin: listPredecessors(shape, action).length > 1});
		const answer = scenario.fates?.[action]?.result ?? random.fork(`${action} answers`).pick(['True', 'False'] as const);
		const fate = drawn.result === 'None' ? drawn : {...drawn, result: answer};
		if (isFirst && !scenario.quiet.has(key) && !scenario.quiet.has('*')) {
			return fate;
		}

		const told = scenario.fates?.[key];
		if (told !== undefined) {
			return {...plainFate, ...told};
		}

		const isSound = conditional === undefined || chooseTargets(conditional, answer) !== undefined;
		return {...plainFate, result: isSound ? answer : (chooseTargets(conditional, 'True') === undefined ? 'False' : 'True')};
	};

	const end = (arrival: Arrival, conclusion: 'success' | 'failure' | 'cancelled'): void => {
		arrival.end = {at: timeline.now(), conclusion};
		world.setRun(arrival.run, {status: 'completed', conclusion});
		world.tell(`${arrival.label} ends ${colours[conclusion]}`);
		if (arrival.fate.isRerun && conclusion !== 'success') {
			timeline.after(random.fork(`${arrival.key} rerun`).span(2000, 60_000), () => {
				world.tell(`somebody runs ${arrival.label} again by hand`);
				onMet('end: run again by hand');
				world.setRun(arrival.run, {status: 'queued'});
				begin({...arrival, attempt: arrival.attempt + 1}, decide(arrival.key, arrival.action, false));
			});
		}
	};

	/** The platform stops what the user cancelled. */
	const stop = (arrival: Arrival): void => {
		onMet(`${arrival.step}: cancelled by us`);
		end(arrival, 'cancelled');
	};

	const followLife = (arrival: Arrival, steps: Generator<Step, number>): void => {
		const {key, fate, label, deeds} = arrival;
		const draws = random.fork(`${key} ${arrival.attempt} times`);
		const counts = new Map<Step, number>();
		const pause = (step: Step, then: () => void): void => {
			arrival.step = step;
			const count = counts.get(step) ?? 0;
			counts.set(step, count + 1);
			const isHere = fate.misfortune?.at === step && count >= fate.misfortune.count;
			const ms = drawMs(draws, step, fate);
			timeline.after(scenario.isSteady ? 1000 : ms, () => {
				if (arrival.end !== undefined) {
					return;
				}

				if (arrival.stopsAt === step) {
					stop(arrival);
					return;
				}

				if (!isHere) {
					then();
					return;
				}

				onMet(`${step}: ${fate.misfortune.kind}`);
				world.tell(`${label} is ${fate.misfortune.kind === 'killed' ? 'killed' : 'cancelled on the web'} before ${describeStep(step, count)}`);
				end(arrival, fate.misfortune.kind === 'killed' ? 'failure' : 'cancelled');
			});
		};

		const advance = (): void => {
			const {value, done} = steps.next();
			if (arrival.step === 'queue' && value !== 'queue') {
				world.setRun(arrival.run, {status: 'in_progress'});
			}

			if (done !== true) {
				pause(value, advance);
				return;
			}

			for (const pair of listEndings(arrival, value)) {
				onMet(pair);
				world.tell(`${label}: ${pair.replace(/^.*: /u, '')}`);
			}

			if (deeds.finishedAt !== undefined) {
				onMet('finish: well');
			}

			pause('end', () => {
				end(arrival, value === 0 ? 'success' : 'failure');
			});
		};

		if (fate.isLeftInQueue) {
			onMet('queue: left there');
			world.tell(`no runner ever takes ${label}`);
			arrival.step = 'queue';
			return;
		}

		if (fate.waitsLong) {
			onMet('queue: waits long');
		}

		advance();
	};

	const begin = (seed: Pick<Arrival, 'key' | 'node' | 'action' | 'rank' | 'run' | 'attempt'>, fate: Fate): Arrival => {
		const arrival: Arrival = {
			key: seed.key, node: seed.node, action: seed.action, rank: seed.rank, run: seed.run, attempt: seed.attempt,
			label: `run ${seed.run.id} of ${seed.node}${name === 'own' ? '' : ` (${name} invocation)`}`, fate, deeds: {dispatches: []}, createdAt: timeline.now(), step: 'queue',
		};
		arrivals.push(arrival);
		let dispatchCount = 0;
		const life: Life = {
			world, shape, invocation, action: arrival.action, ...(arrival.rank !== undefined && {rank: arrival.rank}), fate, deeds: arrival.deeds,
			dispatch(target, rank) {
				if (fate.refusedDispatch === dispatchCount++) {
					onMet('trigger: refused');
					world.tell(`the platform refuses ${arrival.label} its dispatch of ${target}`);
					return false;
				}

				arrival.deeds.dispatches.push({at: timeline.now(), action: target, rank});
				dispatch(target, rank);
				return true;
			},
		};
		followLife(arrival, live(life));
		return arrival;
	};

	const dispatch = (action: string, rank?: number): Arrival => {
		const node = rank === undefined ? action : `${action}(${rank})`;
		const count = arrivals.filter(other => other.node === node && other.attempt === 1).length;
		const key = count === 0 ? node : `${node}#${count + 1}`;
		const title = registration === 'named' ? `${invocation.id} ${node}` : `${invocation.workflowName}-${action}`;
		const run = world.createRun(action, title);
		return begin({key, node, action, rank, run, attempt: 1}, decide(key, action, !isMended));
	};

	return {
		arrivals,
		dispatch,
		cancel(run, isForced) {
			const arrival = arrivals.findLast(candidate => candidate.run === run);
			if (arrival === undefined || arrival.end !== undefined) {
				return;
			}

			const draws = random.fork(`${arrival.key} cancel`);
			if (draws.chance(0.15) && !isForced) {
				world.tell(`${arrival.label} does not heed its cancel`);
				return;
			}

			// The steps of a join's gate are short: more of its runs are met there than time alone would.
			const gate = random.fork(`${arrival.key} cancelled at`);
			if (listPredecessors(shape, arrival.action).length > 1 && gate.chance(0.5)) {
				arrival.stopsAt = gate.pick(joinSteps);
			}

			timeline.after(arrival.step === 'queue' ? 200 : draws.span(300, 8000), () => {
				if (arrival.end === undefined) {
					stop(arrival);
				}
			});
		},
		mend() {
			isMended = true;
		},
	};
};

/** In words, where a life stopped. */
const describeStep = (step: Step, count: number): string => count === 0 ? step : `${step} ${count + 1}`;

/** What a life came to that ended by itself and not well, as pairs of step and fate. */
const listEndings = ({fate, deeds, step}: Arrival, code: number): readonly string[] => {
	const pairs: ReadonlyArray<readonly [boolean, string]> = [
		[step === 'prelude' && fate.isRefused, 'prelude: refuses the document'],
		[step === 'prelude' && !fate.isRefused && code !== 0, 'prelude: is the entry and runs a second time'],
		[step === 'join-check', 'join-check: finds a marker missing'],
		[step === 'unlock' && code === 0, 'unlock: has lost the race'],
		[step === 'lock' && code !== 0, 'lock: finds it left behind'],
		[deeds.workedAt !== undefined && fate.noise !== undefined, `work: ${fate.noise ?? ''}`],
		[deeds.errorAt !== undefined && !deeds.isDispatchError && fate.ending !== 'returns', `work: ${fate.ending}`],
		[deeds.hasReturned === true && deeds.errorAt !== undefined && deeds.isDispatchError !== true, 'trigger: has no value for a conditional'],
		[deeds.hasReturned === true && code !== 0 && deeds.errorAt === undefined, 'trigger: has no such side of the conditional'],
	];
	return pairs.flatMap(([isMet, pair]) => isMet ? [pair] : []);
};
