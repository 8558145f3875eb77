import fc from 'fast-check';
import t from 'tap';
import {type LogFacts} from '../../../../source/core/log/log-facts.js';
import {type NodeState} from '../../../../source/core/run/run-state.js';
import {type Status} from '../../../../source/core/run/status.js';
import {initialNodeTableState, type TableOptions} from '../../../../source/ui/components/node-table/node-table-state.js';
import {patchRows} from '../../../../source/ui/components/node-table/patch-rows.js';
import {getTableRows} from '../../../../source/ui/components/node-table/table-rows.js';
import {createFakeState, createFakeWorkflow} from '../../create-fake-store.js';

const workflow = createFakeWorkflow('main', ['start', 'compute(12)', 'few(2)', 'middle', 'reduce', 'end']);
const ids = workflow.nodes.map(({id}) => id);
const {options} = initialNodeTableState;
const statuses: readonly Status[] = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED'];
const createFacts = (attempts: number): LogFacts => ({sizeBytes: 1, attempts, seconds: 1, invoked: {}, hasNoTriggers: false, warnings: []});
const anyOptions: fc.Arbitrary<TableOptions> = fc.record({
	ranks: fc.constantFrom(new Map<string, boolean>(), new Map([['compute', true]]), new Map([['few', false]])),
	isFolded: fc.boolean(),
	unfolded: fc.constantFrom(new Set<string>(), new Set(['middle'])),
	isActiveFirst: fc.boolean(),
	filter: fc.constantFrom('', 'compute', 'running', 'e'),
});
const anyNodes: fc.Arbitrary<Record<string, Partial<NodeState>>> = fc.record(Object.fromEntries(ids.map(id => [id, fc.record({
	status: fc.constantFrom(...statuses), runIds: fc.constantFrom([], [1]),
})])));

t.test('a log that grows is put into the rows there are, which are then those that listing would give', async t => {
	fc.assert(fc.property(anyNodes, anyOptions, fc.subarray(ids), (nodes, wanted, grown) => {
		const before = createFakeState(workflow, {nodes});
		const after = {...before, nodes: new Map([...before.nodes].map(([id, node]) => [id, grown.includes(id) ? {...node, logGrewAt: 7} : node]))};
		t.same(patchRows(getTableRows(before, wanted), before.nodes, after.nodes), getTableRows(after, wanted));
	}), {numRuns: 60});
});

t.test('so is another status of a node that is no rank, where rows stand in the tree', async t => {
	const alone = ids.filter(id => !id.includes('('));
	fc.assert(fc.property(anyNodes, fc.subarray(alone), fc.constantFrom(...statuses), (nodes, changed, status) => {
		const before = createFakeState(workflow, {nodes});
		const after = {...before, nodes: new Map([...before.nodes].map(([id, node]) => [id, changed.includes(id) ? {...node, status, log: createFacts(1)} : node]))};
		t.same(patchRows(getTableRows(before, options), before.nodes, after.nodes), getTableRows(after, options));
	}), {numRuns: 60});
});

type Change = {readonly id: string; readonly change: Partial<NodeState>; readonly wanted?: Partial<TableOptions>};

const changes: Readonly<Record<string, Change>> = {
	'another status of a rank': {id: 'few(1)', change: {status: 'COMPLETED'}},
	'another status where rows are filtered': {id: 'middle', change: {status: 'COMPLETED'}, wanted: {filter: 'middle'}},
	'another status where rows are folded': {id: 'middle', change: {status: 'COMPLETED'}, wanted: {isFolded: true}},
	'another status where rows are sorted': {id: 'middle', change: {status: 'COMPLETED'}, wanted: {isActiveFirst: true}},
	'another reason of a rank': {id: 'few(1)', change: {reason: 'run-failed'}},
	'a run of the platform': {id: 'middle', change: {runIds: [7]}},
	'another attempt': {id: 'middle', change: {log: createFacts(2)}},
};

for (const [what, {id: changedId, change, wanted}] of Object.entries(changes)) {
	t.test(`${what} needs the rows to be listed again`, async t => {
		const before = createFakeState(workflow, {nodes: {[changedId]: {status: 'RUNNING'}}});
		const after = new Map([...before.nodes].map(([id, node]) => [id, id === changedId ? {...node, ...change} : node]));
		t.equal(patchRows(getTableRows(before, {...options, ...wanted}), before.nodes, after), undefined);
	});
}

t.test('so does another workflow', async t => {
	const before = createFakeState(workflow);
	const after = createFakeState(createFakeWorkflow('other', ['start']));
	t.equal(patchRows(getTableRows(before, options), before.nodes, after.nodes), undefined);
});

t.test('so does a workflow of as many nodes with other names', async t => {
	const before = createFakeState(createFakeWorkflow('one', ['start', 'end']));
	const after = createFakeState(createFakeWorkflow('other', ['start', 'finish']));
	t.equal(patchRows(getTableRows(before, options), before.nodes, after.nodes), undefined);
});
