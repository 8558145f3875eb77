import {type Simulated} from './simulate.js';
import {type Scenario} from './scenario.js';

const describeShape = ({shape: {next, hasTwoStores}}: Scenario): string => {
	const actions = Object.entries(next).map(([name, entries]) => {
		const targets = entries.map(entry => typeof entry === 'string' ? entry : Object.entries(entry).map(([answer, list]) => `${answer}: ${list.length === 0 ? 'nothing' : list.join(' ')}`).join(', '));
		return targets.length === 0 ? name : `${name} → ${targets.join(' | ')}`;
	});
	return `${actions.join('; ')}${hasTwoStores ? ' (logs and markers in two stores)' : ''}`;
};

const describeConditions = ({registration, checkIntervalMs, pollIntervalMs = 15_000, weather, skewMs, otherAtMs, command}: Scenario): string => [
	`${registration} files`, `S3 looked at every ${checkIntervalMs / 1000} s`, `GitHub every ${pollIntervalMs / 1000} s`,
	...(skewMs === 0 ? [] : [`clocks ${skewMs / 1000} s apart`]),
	...(weather.latencyMs === 0 ? [] : [`answers take up to ${weather.latencyMs} ms`]),
	...(weather.runLagMs === 0 ? [] : [`the list of runs is ${weather.runLagMs} ms late`]),
	...(weather.newRunLagMs === 0 ? [] : [`new runs are missing in it for ${weather.newRunLagMs} ms`]),
	...(weather.objectLagMs === 0 ? [] : [`the listing of objects is ${weather.objectLagMs} ms late`]),
	...(weather.isDoubled ? ['lists come twice'] : []),
	...weather.outages.map(({source, fromMs, toMs}) => `the ${source} fails from ${fromMs / 1000} s to ${toMs / 1000} s`),
	...(otherAtMs === undefined ? [] : [`another invocation begins after ${otherAtMs / 1000} s`]),
	...(command === undefined ? [] : [command.kind === 'cancel' ? `the user cancels after ${command.atMs / 1000} s` : 'the user resumes what failed']),
].join(', ');

/** Tells a simulated run in words: the workflow, the conditions, what happened and was said in order, and what is wrong with it. */
export const tellStory = (scenario: Scenario, {happenings, startedAt, disagreements}: Simulated): string => [
	`Seed ${scenario.seed}: ${describeShape(scenario)}`,
	describeConditions(scenario),
	...happenings.map(({at, text}) => `${((at - startedAt) / 1000).toFixed(1).padStart(8)} s  ${text}`),
	...disagreements.map(({rule, text}) => `WRONG [${rule}]: ${text}`),
].join('\n');
