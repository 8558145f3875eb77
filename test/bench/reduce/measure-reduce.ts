/*
Prints as JSON what one batch costs the reducer: 1,000 and 10,000 nodes, 500 changes a batch, a run from its trigger to its end,
several shapes of workflow. Beside it, in the same process, what one JSON.parse of a document of that many actions costs.
*/
import process from 'node:process';
import type * as CreateRunState from '../../../source/core/run/create-run-state.js';
import type * as Reduce from '../../../source/core/run/reduce.js';
import type * as ParseWorkflow from '../../../source/core/workflow/parse-workflow.js';
import {type Batch, type RunEvent} from '../../../source/core/run/events.js';
import {type Workflow} from '../../../source/core/workflow/workflow.js';
import {getPercentile} from '../get-percentile.js';
import {endRun, gh} from '../../support/run-id.js';
import {measureCpuMs} from './cpu-time.js';
import {importBuilt} from './import-built.js';
import {buildFan, buildFans, buildLayers} from './large-documents.js';

const nodeCounts = [1000, 10_000];
const changeCount = 500;
/** A run of 1,000 nodes has ten batches: a hundred of them make a percentile. */
const sampleCount = 100;

const {createRunState} = await importBuilt<typeof CreateRunState>('core/run/create-run-state.js');
const {reduce} = await importBuilt<typeof Reduce>('core/run/reduce.js');
const {parseWorkflow} = await importBuilt<typeof ParseWorkflow>('core/workflow/parse-workflow.js');

/** Everything that is seen of a run, in its order: each node is dispatched, begins, grows its log twice, and ends. */
const tellStory = ({nodes, actions}: Workflow): readonly RunEvent[] => nodes.flatMap(({id, action, rank}, index): readonly RunEvent[] => {
	const run = {id: gh(index + 1), action, ...(rank !== undefined && {rank})};
	const facts = {sizeBytes: 100, attempts: 1, seconds: 1, invoked: {}, hasNoTriggers: false, warnings: []};
	const invoked = Object.fromEntries((actions.get(action)?.successors ?? []).map(edge => [edge.to, edge.rank]));
	return [
		{type: 'platform-run.observed', at: 0, run: {...run, status: 'in_progress'}},
		{type: 'log.observed', at: 0, node: id, facts},
		{type: 'log.observed', at: 0, node: id, facts: {...facts, sizeBytes: 900, seconds: 9, result: 'None', invoked}},
		{type: 'done.appeared', at: 0, node: id},
		{type: 'platform-run.observed', at: 0, run: {...run, ...endRun('success')}},
	];
});

const interleave = (events: readonly RunEvent[]): readonly RunEvent[] => {
	// Four hundred nodes are at work at a time, so that a batch has beginnings, growth and ends.
	const kindCount = 5;
	const order = events.map((_, index) => ({index, turn: Math.floor(index / kindCount) + ((index % kindCount) * 100)}));
	return order.toSorted((a, b) => (a.turn - b.turn) || (a.index - b.index)).map(({index}) => events[index]!);
};

const createBatches = (events: readonly RunEvent[]): readonly Batch[] => Array.from({length: Math.ceil(events.length / changeCount)}, (_, index) => {
	const at = (index + 1) * 1000;
	return {at, events: [{type: 'bucket.listed', at: at - 1}, ...events.slice(index * changeCount, (index + 1) * changeCount).map(event => ({...event, at}))]};
});

const play = (workflow: Workflow, batches: readonly Batch[]) => {
	let state = reduce(createRunState(workflow, 120_000), {at: 0, events: [{type: 'run.triggered', at: 0, invocation: {workflowName: workflow.name, timestamp: 't', id: 'i'}}]});
	const times = batches.map(batch => measureCpuMs(() => {
		state = reduce(state, batch);
	}));
	return {times, outcome: state.outcome};
};

const measureShape = (shape: string, text: string) => {
	const {workflow} = parseWorkflow(text);
	if (workflow === undefined) {
		throw new Error(`${shape} is not a valid workflow`);
	}

	const batches = createBatches(interleave(tellStory(workflow)));
	play(workflow, batches);
	const plays = Array.from({length: Math.ceil(sampleCount / batches.length)}, () => play(workflow, batches));
	const times = plays.flatMap(played => played.times);
	const [{outcome} = {outcome: 'none'}] = plays;
	return {shape, outcome, nodeCount: workflow.nodes.length, batchCount: batches.length, medianMs: getPercentile(times, 0.5), p95Ms: getPercentile(times, 0.95)};
};

const layers = buildLayers(Math.max(...nodeCounts));
const shapes = nodeCounts.flatMap(nodeCount => [
	measureShape('layers of 100 actions', buildLayers(nodeCount)),
	measureShape('one action\'s ranks and their join', buildFan(nodeCount)),
	measureShape('fan-outs of 98 ranks', buildFans(nodeCount)),
]);
const parseTimes = Array.from({length: 15}, () => measureCpuMs(() => {
	JSON.parse(layers);
}));
process.stdout.write(JSON.stringify({shapes, jsonBytes: layers.length, jsonParseMs: getPercentile(parseTimes, 0.5)}));
