import {readInvocation} from '../../../source/run/history/read-invocation.js';
import {isFaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {type NodeState, type RunState} from '../../../source/core/run/run-state.js';
import {type Disagreement} from './check.js';
import {say} from './observe.js';
import {type Stage} from './simulate.js';
import {listBlurred, tellOutcome, tellTruth} from './truth.js';

/** So much later `ls` and `watch` are asked of a run of plain files: clocks may differ by four minutes (ms). */
const laterMs = 600_000;

/** And otherwise: a list may lack a new run for some seconds, which `ls` gives it as the live run did (ms). */
const soonMs = 10_000;

const compare = (what: string, state: RunState, {scenario, own, isContested}: Stage): readonly Disagreement[] => {
	const getSaid = (node: string): string => say(state.nodes.get(node)!);
	const blurred = listBlurred(scenario.shape, own.arrivals, scenario.weather);
	// Where another invocation's runs may be this one's, what S3 tells is certain, and nothing else.
	const told = new Set(own.arrivals.filter(({deeds}) => deeds.finishedAt !== undefined || deeds.errorAt !== undefined).map(({node}) => node));
	const wrong = [...tellTruth({scenario, arrivals: own.arrivals, isContested, getSaid})].filter(([node, {allowed}]) => !allowed.includes(getSaid(node)) && !blurred.has(node) && (!isContested || told.has(node)));
	const outcome = tellOutcome([...state.nodes.values()].map(({status}) => status));
	return [
		...wrong.map(([node, {allowed}]) => ({rule: `${what}: ${getSaid(node)} is ${allowed[0]!}`, text: `${what} says that ${node} is ${getSaid(node)}; it is ${allowed.join(' or ')}`})),
		...(wrong.length > 0 || isContested || state.outcome === outcome ? [] : [{rule: `${what}: outcome`, text: `${what} says that the run is ${state.outcome}; its nodes make it ${outcome}`}]),
	];
};

/**
After a resume they say what the resumed run said, where that saw what they see. Nobody can see later that a resume dispatched what
left nothing on S3, nor, where titles do not tell whose a run is, that it made up for the refused dispatch of a join: another
invocation may have made its run.
*/
export const compareWithResumed = (what: string, state: RunState, {runner, own, isContested, scenario: {weather, registration}}: Stage): readonly Disagreement[] => {
	const resumed = runner.store.getSnapshot();
	const isSilent = ({id}: NodeState): boolean => own.arrivals.some(({node}) => node === id) && !own.arrivals.some(({node, deeds}) => node === id && deeds.workedAt !== undefined);
	const isUntold = [...resumed.nodes.values()].some(node => (node.resumed !== undefined && isSilent(node)) || (registration === 'plain' && node.redispatched !== undefined));
	if (isContested || weather.objectLagMs > 0 || isUntold) {
		return [];
	}

	return [...state.nodes.values()].flatMap(node => {
		const live = say(resumed.nodes.get(node.id)!);
		return say(node) === live ? [] : [{rule: `${what} after a resume: ${say(node)} is ${live}`, text: `${what} says that ${node.id} is ${say(node)}; the resumed run said ${live}`}];
	});
};

/** Once nothing is alive, `ls` and `watch` say of the run what is true, as the live run did. */
export const checkHistory = async (stage: Stage, compareTo: typeof compare = compare): Promise<readonly Disagreement[]> => {
	const {own, world, scenario, runner, openCloud, createRunner, finish} = stage;
	const {invocation} = runner.store.getSnapshot();
	const isOver = own.arrivals.every(({end}) => end !== undefined) && !own.arrivals.some(({attempt}) => attempt > 1);
	if (!isOver || invocation === undefined) {
		return [];
	}

	// The end of a run whose title does not tell whose it is counts only after a while, and a late listing, or a clock that is behind, shows all only then.
	const isUncertain = scenario.registration === 'plain' || scenario.weather.objectLagMs > 0 || scenario.skewMs !== 0;
	await finish(openCloud('wait').clock.sleep(isUncertain ? laterMs : soonMs));

	world.tell('(nothing is alive any more; somebody asks ls)');
	const looked = openCloud('ls');
	let listed: RunState | undefined;
	await finish((async () => {
		const {state} = await readInvocation({workflow: runner.workflow, invocation, ...looked.cloud, clock: looked.clock, timeoutMs: scenario.timeoutMs});
		listed = state;
	})());
	world.tell('(and watch)');
	const second = openCloud('watch');
	const watcher = createRunner(second);
	let failure: unknown;
	const isWatched = await finish((async () => {
		try {
			await watcher.attach({invocationId: invocation.id, timestamp: invocation.timestamp});
			await watcher.result();
		} catch (error) {
			failure = error;
		}
	})());
	if (failure !== undefined) {
		await finish(watcher.cleanup());
		// What wrote nothing and has no name cannot be found.
		const isNameless = scenario.registration === 'plain' && own.arrivals.every(({deeds}) => deeds.workedAt === undefined);
		return isNameless && isFaasrTuiError(failure) ? [] : [{rule: 'watch: fails', text: `watch fails: ${failure instanceof Error ? failure.message : 'for no reason'}`}];
	}

	const found = [
		...(listed === undefined ? [{rule: 'ls: no answer', text: 'ls never answers'}] : compareTo('ls', listed, stage)),
		...(isWatched ? compareTo('watch', watcher.store.getSnapshot(), stage) : [{rule: 'watch: no verdict', text: 'watch never has a verdict'}]),
	];
	await finish(watcher.cleanup());
	return found;
};
