import {type InvokeNextEntry} from '../../../source/core/workflow/document.js';
import {readTarget, type Shape} from './document.js';
import {clearWeather, type Scenario} from './scenario.js';
import {type Simulated} from './simulate.js';

type Simulate = (scenario: Scenario) => Promise<Simulated>;

/** The workflow without an action that leads nowhere. */
const withoutAction = (shape: Shape, name: string): Shape => ({
	...shape,
	next: Object.fromEntries(Object.entries(shape.next).filter(([action]) => action !== name).map(([action, entries]) => [action, entries.flatMap((entry): readonly InvokeNextEntry[] => {
		const keep = (target: string): boolean => readTarget(target).action !== name;
		if (typeof entry === 'string') {
			return keep(entry) ? [entry] : [];
		}

		return [Object.fromEntries(Object.entries(entry).map(([answer, targets]) => [answer, targets.filter(target => keep(target))]))];
	})])),
});

const listLeaves = ({next}: Shape): readonly string[] => Object.keys(next).filter((name, index) => index > 0
	&& (next[name] ?? []).every(entry => typeof entry !== 'string' && Object.values(entry).every(targets => targets.length === 0)));

/** Whether every action is still reached. */
const isWhole = ({next}: Shape): boolean => Object.keys(next).slice(1).every(name =>
	Object.values(next).flat().some(entry => (typeof entry === 'string' ? [entry] : [...entry.True ?? [], ...entry.False ?? []]).some(target => readTarget(target).action === name)));

/** Every way to make a scenario a little simpler, the boldest first. */
const listSimpler = (scenario: Scenario, keys: readonly string[]): readonly Scenario[] => {
	const {shape, weather, quiet} = scenario;
	const changes: ReadonlyArray<Partial<Scenario>> = [
		{otherAtMs: undefined},
		{command: undefined},
		...listLeaves(shape).map(name => ({shape: withoutAction(shape, name)})).filter(change => isWhole(change.shape)),
		{isSteady: true},
		...keys.filter(key => !quiet.has(key)).map(key => ({quiet: new Set([...quiet, key])})),
		{weather: clearWeather},
		...(Object.keys(clearWeather) as Array<keyof typeof clearWeather>).map(part => ({weather: {...weather, [part]: clearWeather[part]}})),
		{skewMs: 0, storeSkewMs: 0},
		{registration: 'named'},
		{checkIntervalMs: 1000},
	];
	return changes.map(change => ({...scenario, ...change})).filter(simpler => describe(simpler) !== describe(scenario));
};

const describe = (scenario: Scenario): string => JSON.stringify({...scenario, quiet: [...scenario.quiet]});

/**
Shortens a scenario that ends in a disagreement for as long as it ends in one by the same rule: a story of a handful of events is
left. Gives the scenario and what comes of it.
*/
export const shorten = async (scenario: Scenario, simulate: Simulate, rule: string): Promise<readonly [Scenario, Simulated]> => {
	let shortest: readonly [Scenario, Simulated] = [scenario, await simulate(scenario)];
	for (let mayGoOn = true; mayGoOn;) {
		mayGoOn = false;
		for (const simpler of listSimpler(shortest[0], shortest[1].keys)) {
			const simulated = await simulate(simpler);
			if (simulated.disagreements.some(disagreement => disagreement.rule === rule)) {
				shortest = [simpler, simulated];
				mayGoOn = true;
				break;
			}
		}
	}

	return shortest;
};
