import fc from 'fast-check';
import t from 'tap';
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

const changes: Readonly<Record<string, Partial<NodeState>>> = {
	'another status': {status: 'COMPLETED'},
	'another reason': {reason: 'run-failed'},
	'a run of the platform': {runIds: [7]},
	'another attempt': {log: {sizeBytes: 1, attempts: 2, seconds: 1, invoked: {}, hasNoTriggers: false, warnings: []}},
};

for (const [what, change] of Object.entries(changes)) {
	t.test(`${what} needs the rows to be listed again`, async t => {
		const before = createFakeState(workflow, {nodes: {middle: {status: 'RUNNING'}}});
		const after = new Map([...before.nodes].map(([id, node]) => [id, id === 'middle' ? {...node, ...change} : node]));
		t.equal(patchRows(getTableRows(before, options), before.nodes, after), undefined);
	});
}

t.test('so does another workflow', async t => {
	const before = createFakeState(workflow);
	const after = createFakeState(createFakeWorkflow('other', ['start']));
	t.equal(patchRows(getTableRows(before, options), before.nodes, after.nodes), undefined);
});
