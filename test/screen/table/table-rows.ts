import fc from 'fast-check';
import t from 'tap';
import {type RunState} from '../../../source/core/run/run-state.js';
import {type Status, statuses} from '../../../source/core/run/status.js';
import {initialNodeTableState as initial, type NodeTableState, reduceNodeTable, type TableOptions} from '../../../source/screen/table/state.js';
import {parseFilter} from '../../../source/screen/table/node-filter.js';
import {getTableRows} from '../../../source/screen/table/table-rows.js';
import {type TableRow} from '../../../source/screen/table/table-row.js';
import {getNodeTableView, moveCursor} from '../../../source/screen/table/table-view.js';
import {selectNode} from '../../../source/screen/table/select-node.js';
import {createFakeState, type FakeState} from '../create-fake-store.js';
import {createGraphWorkflow} from '../../support/screen/create-graph-workflow.js';

const states = fc.record({
	actions: fc.array(fc.record({from: fc.nat(), ranks: fc.constantFrom(1, 1, 1, 2, 5, 8, 9, 30)}), {minLength: 0, maxLength: 12}),
	statuses: fc.oneof(
		fc.array(fc.constantFrom(...statuses), {minLength: 1, maxLength: 40}),
		// Mostly what can be folded.
		fc.array(fc.constantFrom<Status>('COMPLETED', 'COMPLETED', 'COMPLETED', 'NOT_INVOKED', 'FAILED'), {minLength: 1, maxLength: 40}),
	),
}).map(({actions, statuses}): RunState => {
	const next: Record<string, string[]> = {a0: []};
	for (const [index, {from, ranks}] of actions.entries()) {
		const name = `a${index + 1}`;
		next[name] = [];
		next[`a${from % (index + 1)}`]!.push(ranks === 1 ? name : `${name}(${ranks})`);
	}

	const workflow = createGraphWorkflow(next);
	const nodes = Object.fromEntries(workflow.nodes.map(({id}, index) => [id, {status: statuses[index % statuses.length]!}]));
	return createFakeState(workflow, {nodes});
});

const anyOptions = fc.record({
	ranks: fc.array(fc.tuple(fc.nat({max: 12}), fc.boolean())).map(choices => new Map(choices.map(([index, isOpen]) => [`a${index}`, isOpen]))),
	isFolded: fc.boolean(),
	unfolded: fc.array(fc.nat({max: 12})).map(places => new Set(places.map(index => `a${index}`))),
	isActiveFirst: fc.boolean(),
	filter: fc.constantFrom('', '', 'a1', '!a1', 'completed', '!failed', '(3', 'nothing'),
});

const openAll = ({workflow}: RunState): TableOptions => ({...initial.options, ranks: new Map([...workflow.actions.keys()].map(action => [action, true]))});

/** The nodes a row stands for alone: ranks that stand below their action are not its own. */
const getOwnIds = (row: TableRow): readonly string[] => row.kind === 'ranks' && row.opened !== 'none' ? [] : row.nodes.map(({id}) => id);

t.test('with all ranks open every node has exactly one row', async () => {
	fc.assert(fc.property(states, fc.boolean(), (state, isActiveFirst) => {
		const {rows, nodeCount, matchCount} = getTableRows(state, {...openAll(state), isActiveFirst});
		const ids = rows.filter(({kind}) => kind === 'node').map(({key}) => key);
		return ids.length === state.nodes.size && new Set(ids).size === ids.length && nodeCount === ids.length && matchCount === ids.length;
	}));
});

t.test('whatever is closed, folded, sorted or filtered: what passes the filter stands in exactly one row, and each row is found by its key', async () => {
	fc.assert(fc.property(states, anyOptions, (state, options) => {
		const {rows, places, matchCount, nodesAbove} = getTableRows(state, options);
		const passes = parseFilter(options.filter);
		const wanted = [...state.nodes.values()].filter(node => passes(node)).map(({id}) => id);
		const shown = rows.flatMap(row => getOwnIds(row)).filter(id => passes(state.nodes.get(id)!));
		return matchCount === wanted.length && shown.length === wanted.length && new Set(shown).size === wanted.length
			&& rows.every(({key}, place) => places.get(key) === place)
			&& shown.every(id => places.get(id) !== undefined)
			&& places.get('nobody') === undefined
			&& [...state.nodes.values()].filter(node => passes(node)).every(({id}) => rows[places.get(id)!]!.nodes.some(node => node.id === id))
			&& nodesAbove.every((count, place) => count === rows.slice(0, place).flatMap(row => getOwnIds(row)).filter(id => passes(state.nodes.get(id)!)).length);
	}));
});

t.test('the cursor reaches every row by moving down, and every node by its key', async () => {
	fc.assert(fc.property(states, anyOptions, fc.integer({min: 1, max: 20}), fc.nat(), (state, options, height, choice) => {
		const start: NodeTableState = {...initial, options};
		const {rows} = getTableRows(state, options);
		let table = reduceNodeTable(start, {type: 'select', key: rows[0]?.key ?? 'a0'});
		for (const {key} of rows) {
			const view = getNodeTableView(table, getTableRows(state, options), height);
			if (rows[view.cursor]?.key !== key || view.cursor < view.start || view.cursor >= view.end) {
				return false;
			}

			table = reduceNodeTable(table, {type: 'select', ...moveCursor(table, getTableRows(state, options), {by: 1, height})!});
		}

		const keys = [...state.nodes.keys(), ...state.workflow.actions.keys()];
		const key = keys[choice % keys.length]!;
		let moved = start;
		selectNode(key, state, {
			getRows: () => getTableRows(state, moved.options),
			dispatch(action) {
				moved = reduceNodeTable(moved, action);
			},
		});
		const after = getTableRows(state, moved.options);
		const isRow = state.nodes.has(key) || state.workflow.actions.get(key)!.isRanked;
		return !isRow || after.rows[getNodeTableView(moved, after, height).cursor]?.key === key;
	}));
});

t.test('failing nodes are never folded', async () => {
	fc.assert(fc.property(states, anyOptions, (state, options) => {
		const {rows} = getTableRows(state, {...options, isFolded: true});
		return rows.every(({kind, nodes}) => kind !== 'fold' || nodes.every(({status}) => status !== 'FAILED' && status !== 'TIMEOUT'));
	}));
});

t.test('the cursor goes to a join that could never run when nothing failed, and to what failed before it', async t => {
	const workflow = createGraphWorkflow({start: ['warm', 'cold'], warm: ['report'], cold: ['report'], report: ['last'], last: []});
	const ended = {
		start: {status: 'COMPLETED'}, warm: {status: 'COMPLETED'}, cold: {status: 'NOT_INVOKED'}, report: {status: 'SKIPPED', reason: 'dead-join'}, last: {status: 'SKIPPED', reason: 'upstream-failed'},
	} as const;
	const getFocus = (nodes: NonNullable<FakeState['nodes']>): string | undefined => {
		const {rows, focus} = getTableRows(createFakeState(workflow, {nodes}), initial.options);
		return rows[focus]?.key;
	};

	t.equal(getFocus(ended), 'report');
	t.equal(getFocus({...ended, warm: {status: 'FAILED'}}), 'warm');
	t.equal(getFocus({...ended, start: {status: 'RUNNING'}}), 'start');
});

t.test('active first puts failed, running and invoked nodes before the rest, each in graph order', async t => {
	const workflow = createGraphWorkflow({start: ['a', 'b', 'c', 'd', 'many(3)'], a: [], b: [], c: [], d: [], many: []});
	const nodes: Record<string, {readonly status: Status}> = {
		start: {status: 'COMPLETED'}, a: {status: 'INVOKED'}, b: {status: 'RUNNING'}, c: {status: 'TIMEOUT'}, d: {status: 'RUNNING'},
		'many(1)': {status: 'COMPLETED'}, 'many(2)': {status: 'FAILED'}, 'many(3)': {status: 'RUNNING'},
	};
	const {rows} = getTableRows(createFakeState(workflow, {nodes}), {...initial.options, isActiveFirst: true});
	t.same(rows.map(({key}) => key), ['c', 'many', 'many(2)', 'many(3)', 'many(1)', 'b', 'd', 'a', 'start']);
});
