import {isFaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {type Disagreement} from './check.js';
import {chooseTargets, type Shape} from './document.js';
import {say} from './observe.js';
import {type Arrival, playInvocation} from './play-invocation.js';
import {clearWeather, type Scenario, type Weather} from './scenario.js';
import {startAt, type Stage} from './simulate.js';
import {createTimeline} from './timeline.js';
import {tellTruth} from './truth.js';
import {createWorld} from './world.js';

/** How every node ends when nothing happens to any of them; of several ways to say it all. */
const tellSoundEnd = async (scenario: Scenario, getSaid: (node: string) => string): Promise<ReturnType<typeof tellTruth>> => {
	const timeline = createTimeline(startAt);
	const {arrivals, dispatch} = playInvocation({
		world: createWorld(timeline), scenario: {...scenario, quiet: new Set(['*'])}, invocation: {workflowName: 'Tiny', timestamp: 't', id: 'own'}, name: 'own',
	});
	dispatch('a');
	await timeline.runUntil(() => false, Number.POSITIVE_INFINITY);
	return tellTruth({scenario: {...scenario, weather: clearWeather}, arrivals, isContested: false, getSaid});
};

/** Whether what is not run again had given an answer that its conditional has no side for: what it leads to then no sound run shows. */
const keepsUnsoundAnswer = ({next}: Shape, arrivals: readonly Arrival[], again: readonly Arrival[]): boolean => arrivals.some(({action, node, deeds, fate}) => deeds.hasReturned === true
	&& !again.some(other => other.node === node) && (next[action] ?? []).some(entry => chooseTargets(entry, fate.result) === undefined));

/**
Whether an arrival at a join from before the resume, which no list had shown, was let in by the markers of what ran again: what it
did, and not the sound arrival that found the join taken, is what happened.
*/
const isLetInUnseen = ({newRunLagMs, runLagMs}: Weather, arrivals: readonly Arrival[], resumedAt: number): boolean => newRunLagMs + runLagMs > 0
	&& arrivals.some(({createdAt, deeds: {workedAt = 0}}) => createdAt < resumedAt && workedAt > resumedAt);

type Attempted = {readonly resumedAt: number; readonly refusal: unknown; readonly isInTime: boolean};

const resumeOnce = async ({runner, timeline, finish}: Stage): Promise<Attempted> => {
	const resumedAt = timeline.now();
	let refusal: unknown;
	const isInTime = await finish((async () => {
		try {
			await runner.resume({kind: 'failed'});
			await runner.result();
		} catch (error) {
			refusal = error;
		}
	})());
	return {resumedAt, refusal, isInTime};
};

/** Nobody can tell an alive run of another invocation from one that may yet dispatch: the user waits for its end, as told, and tries again. */
const resumePatiently = async (stage: Stage): Promise<Attempted> => {
	const attempted = await resumeOnce(stage);
	if (attempted.refusal === undefined || !stage.isContested) {
		return attempted;
	}

	await stage.rest();
	return resumeOnce(stage);
};

/** What came of a resume. */
type Resumed = {
	readonly disagreements: readonly Disagreement[];
	/** It ran, and what happened since is no part of the run before it. */
	readonly isDone: boolean;
	/** It was given up with markers already removed: whoever looks sees a run that begins anew. */
	readonly isGivenUp?: boolean;
};

/** Resumes what failed, once: each thing is dispatched once, each join runs once, and all ends as if nothing had happened. */
export const checkResume = async (stage: Stage): Promise<Resumed> => {
	const {scenario, runner, own, world, watched, isContested} = stage;
	const plan = runner.planResume({kind: 'failed'});
	const wasRerun = own.arrivals.some(({attempt}) => attempt > 1);
	if (plan.refusal !== undefined || plan.invocation === undefined || wasRerun) {
		return {disagreements: [], isDone: false};
	}

	world.tell(`(the user resumes what failed: ${plan.dispatches.map(({node}) => node).join(', ')})`);
	own.mend();
	const {resumedAt, refusal, isInTime} = await resumePatiently(stage);
	if (refusal !== undefined) {
		const isAlive = own.arrivals.some(({end}) => end === undefined || end.at > resumedAt);
		const isOutage = scenario.weather.outages.length > 0;
		return isFaasrTuiError(refusal) && (isAlive || isOutage) ? {disagreements: [], isDone: false, isGivenUp: world.changes.some(({at, key, isRemoved}) => isRemoved && at >= resumedAt && /\.(?:done|candidate)$/u.test(key))} : {disagreements: [{rule: 'resume: refused', text: `resume fails: ${refusal instanceof Error ? refusal.message : 'for no reason'}`}], isDone: true};
	}

	const again = own.arrivals.filter(({createdAt}) => createdAt >= resumedAt);
	const state = runner.store.getSnapshot();
	const workers = new Map<string, number>();
	for (const {node, deeds} of again) {
		workers.set(node, (workers.get(node) ?? 0) + (deeds.workedAt === undefined ? 0 : 1));
	}

	const twice = again.some(({attempt}) => attempt > 1) ? [] : [...workers].filter(([, count]) => count > 1).map(([node]) => ({rule: 'resume: twice', text: `${node} runs twice after the resume`}));
	const getSaid = (node: string): string => say(state.nodes.get(node)!);
	const sound = await tellSoundEnd(scenario, getSaid);
	// What a resume cannot reach stays as it was, and the plan says so.
	const isIncomparable = plan.blocked.length > 0 || isContested || scenario.weather.objectLagMs > 0 || keepsUnsoundAnswer(scenario.shape, own.arrivals, again)
		|| isLetInUnseen(scenario.weather, own.arrivals, resumedAt)
		// What somebody runs again by hand just as it is dispatched has two attempts at once, both of which dispatch.
		|| own.arrivals.some(({attempt}) => attempt > 1);
	// With two stores no join runs; one that was seen to be skipped for another reason, and is not run again, is not looked at anew.
	const isKeptJoin = (node: string): boolean => scenario.shape.hasTwoStores && getSaid(node).startsWith('SKIPPED') && !again.some(arrival => arrival.node === node);
	const different = isIncomparable ? [] : [...sound].filter(([node, {allowed}]) => !allowed.includes(getSaid(node)) && !isKeptJoin(node));
	const {exitCode} = getRunResult(state, 0);
	return {
		isDone: true,
		disagreements: [
			...(isInTime ? [] : [{rule: 'resume: no verdict', text: 'the resumed run never gets its verdict'}]),
			...twice,
			...different.map(([node, {allowed}]) => ({rule: `resume: ${getSaid(node)} is ${allowed[0]!}`, text: `after the resume ${node} is ${getSaid(node)}, exit code ${exitCode}; a run without the failure ends ${allowed.join(' or ')}`})),
			...watched.changes.map(text => ({rule: 'resume: settled changes', text})),
		],
	};
};
