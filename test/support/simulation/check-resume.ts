import {isFaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {type Disagreement} from './check.js';
import {say} from './observe.js';
import {playInvocation} from './play-invocation.js';
import {clearWeather, type Scenario} from './scenario.js';
import {startAt, type Stage} from './simulate.js';
import {createTimeline} from './timeline.js';
import {tellTruth} from './truth.js';
import {createWorld} from './world.js';

/** How every node ends when nothing happens to any of them. */
const tellSoundEnd = async (scenario: Scenario): Promise<ReadonlyMap<string, string>> => {
	const timeline = createTimeline(startAt);
	const {arrivals, dispatch} = playInvocation({
		world: createWorld(timeline), scenario: {...scenario, quiet: new Set(['*'])}, invocation: {workflowName: 'Tiny', timestamp: 't', id: 'own'}, name: 'own',
	});
	dispatch('a');
	await timeline.runUntil(() => false, Number.POSITIVE_INFINITY);
	const truths = tellTruth({shape: scenario.shape, arrivals, isContested: false, getSaid: () => '', weather: clearWeather});
	return new Map([...truths].map(([node, {allowed}]) => [node, allowed[0]!]));
};

/** Resumes what failed, once: each thing is dispatched once, each join runs once, and all ends as if nothing had happened. */
export const checkResume = async ({scenario, runner, own, world, timeline, finish, watched, isContested}: Stage): Promise<{readonly disagreements: readonly Disagreement[]; readonly isDone: boolean}> => {
	const plan = runner.planResume({kind: 'failed'});
	const wasRerun = own.arrivals.some(({attempt}) => attempt > 1);
	if (plan.refusal !== undefined || plan.invocation === undefined || wasRerun) {
		return {disagreements: [], isDone: false};
	}

	world.tell(`(the user resumes what failed: ${plan.dispatches.map(({node}) => node).join(', ')})`);
	own.mend();
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
	if (refusal !== undefined) {
		const isAlive = own.arrivals.some(({end}) => end === undefined || end.at > resumedAt);
		const isOutage = scenario.weather.outages.length > 0;
		return isFaasrTuiError(refusal) && (isAlive || isOutage) ? {disagreements: [], isDone: false} : {disagreements: [{rule: 'resume: refused', text: `resume fails: ${refusal instanceof Error ? refusal.message : 'for no reason'}`}], isDone: true};
	}

	const again = own.arrivals.filter(({createdAt}) => createdAt >= resumedAt);
	const state = runner.store.getSnapshot();
	const workers = new Map<string, number>();
	for (const {node, deeds} of again) {
		workers.set(node, (workers.get(node) ?? 0) + (deeds.workedAt === undefined ? 0 : 1));
	}

	const twice = again.some(({attempt}) => attempt > 1) ? [] : [...workers].filter(([, count]) => count > 1).map(([node]) => ({rule: 'resume: twice', text: `${node} runs twice after the resume`}));
	const sound = await tellSoundEnd(scenario);
	// What a resume cannot reach stays as it was, and the plan says so.
	const different = plan.blocked.length > 0 || isContested || scenario.weather.objectLagMs > 0 ? [] : [...sound].filter(([node, end]) => say(state.nodes.get(node)!) !== end);
	const {exitCode} = getRunResult(state, 0);
	return {
		isDone: true,
		disagreements: [
			...(isInTime ? [] : [{rule: 'resume: no verdict', text: 'the resumed run never gets its verdict'}]),
			...twice,
			...different.map(([node, end]) => ({rule: `resume: ${say(state.nodes.get(node)!)} is ${end}`, text: `after the resume ${node} is ${say(state.nodes.get(node)!)}, exit code ${exitCode}; a run without the failure ends ${end}`})),
			...watched.changes.map(text => ({rule: 'resume: settled changes', text})),
		],
	};
};
