import fc from 'fast-check';
import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {type Batch, type RunEvent} from '../../../source/core/run/events.js';
import {reduce} from '../../../source/core/run/reduce.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {isSettled} from '../../../source/core/run/status.js';
import {type LogFacts} from '../../../source/core/log/log-facts.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {gh} from '../../support/run-id.js';

// One graph with everything in it: a branch two levels deep, a join, ranks and a fan-in.
const workflow = createTinyWorkflow({
	a: ['b', 'c'], b: ['d'], c: ['d'], d: [{True: ['e'], False: ['f']}], e: ['r(3)'], f: ['g'], g: [], r: ['z'], z: [],
});
const ids = workflow.nodes.map(node => node.id);
const actions = [...workflow.actions.keys()];

const failure = fc.record({message: fc.constantFrom('boom', 'bang'), source: fc.constant('executor.py'), traceback: fc.constant([])});
const facts: fc.Arbitrary<LogFacts> = fc.record({
	sizeBytes: fc.integer({min: 1, max: 5}),
	attempts: fc.constant(1),
	seconds: fc.integer({min: 0, max: 2}),
	invoked: fc.dictionary(fc.constantFrom(...actions), fc.integer({min: 1, max: 3}), {maxKeys: 3}),
	hasNoTriggers: fc.boolean(),
	warnings: fc.constant([]),
	result: fc.constantFrom('True', 'False', 'None'),
	failure,
	dispatchFailure: failure,
	mayBeText: fc.constant(true as const),
}, {requiredKeys: ['sizeBytes', 'attempts', 'seconds', 'invoked', 'hasNoTriggers', 'warnings']});

const runId = fc.integer({min: 1, max: 12}).map(number => gh(number));
const at = fc.integer({min: 0, max: 40});
const event: fc.Arbitrary<RunEvent> = fc.oneof(
	fc.record({type: fc.constant('log.observed' as const), at, node: fc.constantFrom(...ids), facts}),
	fc.record({type: fc.constant('done.appeared' as const), at, node: fc.constantFrom(...ids)}),
	fc.record({
		type: fc.constant('platform-run.observed' as const), at,
		run: fc.record({
			id: runId,
			action: fc.constantFrom(...actions),
			status: fc.constantFrom('queued', 'in_progress', 'completed'),
			meaning: fc.constantFrom('success', 'failure', 'cancelled', 'none'),
			isGuess: fc.constant(true as const),
		}, {requiredKeys: ['id', 'action', 'status']}),
	}),
	fc.record({
		type: fc.constant('run-log.observed' as const), at, node: fc.constantFrom(...ids), runId,
		facts: fc.record({findings: fc.constant([{kind: 'traceback' as const, text: 'Traceback (most recent call last):', lines: ['KeyError: 1']}])}),
	}, {requiredKeys: ['type', 'at', 'node', 'runId']}),
	fc.record({type: fc.constant('bucket.listed' as const), at}),
	fc.record({type: fc.constantFrom('platform.asked' as const, 'platform.listed' as const), at}),
	fc.record({type: fc.constant('watch.failed' as const), at, source: fc.constantFrom('bucket', 'platform'), message: fc.constantFrom('x', 'y')}),
	fc.record({type: fc.constant('watch.recovered' as const), at, source: fc.constantFrom('bucket', 'platform')}),
	fc.record({
		type: fc.constant('platform.budget' as const), at,
		budget: fc.record({remaining: fc.integer({min: 0, max: 2}), limit: fc.constant(5000), resetAt: fc.constant(9000)}),
	}),
	fc.record({type: fc.constant('run.cancel-requested' as const), at}),
	fc.record({type: fc.constant('run.cancelled' as const), at}),
	fc.record({type: fc.constant('watch.resumed' as const), at}),
	fc.record({type: fc.constant('watch.ended' as const), at}),
);

// Within one poll a log is read once and a platform run reported once: two different accounts of one thing at one instant do not occur.
const subject = (item: RunEvent): string => {
	switch (item.type) {
		case 'log.observed': {
			return `log ${item.node}`;
		}

		case 'platform-run.observed': {
			return `run ${item.run.id}`;
		}

		case 'run-log.observed': {
			return `run log ${item.node} ${item.runId}`;
		}

		case 'watch.failed':
		case 'watch.recovered': {
			return `watch ${item.source} ${item.at}`;
		}

		case 'platform.asked':
		case 'platform.listed':
		case 'platform.budget':
		case 'run.triggered':
		case 'run.cancel-requested':
		case 'run.cancelled':
		case 'watch.resumed':
		case 'watch.ended':
		case 'bucket.listed':
		case 'done.appeared': {
			return JSON.stringify(item);
		}
	}
};

const events = fc.uniqueArray(event, {maxLength: 10, selector: subject});
const batches: fc.Arbitrary<readonly Batch[]> = fc.array(events, {maxLength: 8}).map(lists => lists.map((list, index) => {
	const start = (index + 1) * 100;
	return {at: start + 50, events: list.map(item => ({...item, at: start + item.at}))};
}));

const start = (): RunState => reduce(createRunState(workflow, 300), {
	at: 0, events: [{type: 'run.triggered', at: 0, invocation: {workflowName: 'Tiny', timestamp: 't', id: 'i'}}],
});

const states = (list: readonly Batch[]): readonly RunState[] => {
	const result = [start()];
	for (const batch of list) {
		result.push(reduce(result.at(-1)!, batch));
	}

	return result;
};

t.test('the same batch twice gives the same object back', async t => {
	fc.assert(fc.property(batches, list => {
		let state = start();
		for (const batch of list) {
			state = reduce(state, batch);
			t.equal(reduce(state, batch), state);
		}
	}), {numRuns: 300});
});

t.test('the order of events inside a batch does not matter', async t => {
	fc.assert(fc.property(batches, fc.infiniteStream(fc.nat()), (list, keys) => {
		const shuffled = list.map(batch => ({
			...batch,
			events: batch.events.map(item => ({item, key: Number(keys.next().value)})).toSorted((a, b) => a.key - b.key).map(({item}) => item),
		}));
		t.same(states(shuffled).at(-1), states(list).at(-1));
	}), {numRuns: 300});
});

t.test('a settled node never changes its status again', async t => {
	fc.assert(fc.property(batches, list => {
		const seen = states(list);
		for (const [index, state] of seen.entries()) {
			for (const node of state.nodes.values()) {
				if (isSettled(node.status)) {
					t.same(seen.slice(index).map(later => later.nodes.get(node.id)?.status), seen.slice(index).map(() => node.status));
				}
			}
		}
	}), {numRuns: 200});
});

t.test('a run that has ended has every node settled, with a reason, and one that has not has an open node', async t => {
	fc.assert(fc.property(batches, list => {
		for (const {outcome, endedAt, nodes} of states(list)) {
			const open = [...nodes.values()].filter(node => !isSettled(node.status));
			t.equal(endedAt !== undefined, open.length === 0);
			t.equal(outcome === 'RUNNING', endedAt === undefined);
			t.same([...nodes.values()].filter(node => isSettled(node.status) !== (node.reason !== undefined)), []);
		}
	}), {numRuns: 200});
});

t.test('every run ends: at the latest when nothing new comes for the timeout', async t => {
	fc.assert(fc.property(batches, list => {
		const last = states(list).at(-1)!;
		t.not(reduce(last, {at: 5000, events: []}).endedAt, undefined);
	}), {numRuns: 100});
});
