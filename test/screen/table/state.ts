import t from 'tap';
import {initialNodeTableState as initial, type NodeTableAction, reduceNodeTable} from '../../../source/screen/table/state.js';

const reduceAll = (...actions: readonly NodeTableAction[]) => {
	let state = initial;
	for (const action of actions) {
		state = reduceNodeTable(state, action);
	}

	return state;
};

t.test('a held cursor stays until it is released', async t => {
	const held = reduceAll({type: 'hold', key: 'compute', top: 1});
	t.match(held, {selected: 'compute', top: 1});
	t.equal(reduceNodeTable(held, {type: 'hold', key: 'start', top: 0}), held);
	t.match(reduceNodeTable(held, {type: 'select', key: 'start'}), {selected: 'start', top: 1});
	t.same(reduceNodeTable(held, {type: 'release-cursor'}), initial);
});

t.test('what is shown stays when the cursor is released for the next run', async t => {
	const state = reduceAll({type: 'filter', text: ' sum '}, {type: 'toggle-active-first'}, {type: 'select', key: 'sum'}, {type: 'release-cursor'});
	t.match(state.options, {filter: 'sum', isActiveFirst: true});
	t.equal(state.selected, undefined);
});

t.test('a node that is to be seen comes out of what hides it', async t => {
	const hidden = reduceAll({type: 'open-ranks', action: 'fan_out', isOpen: false}, {type: 'toggle-folding'}, {type: 'filter', text: 'sum'});
	const shown = reduceNodeTable(hidden, {type: 'reveal', key: 'fan_out(3)', action: 'fan_out', isFilteredOut: true});
	t.equal(shown.selected, 'fan_out(3)');
	t.same(shown.options, {
		ranks: new Map([['fan_out', true]]), unfolded: new Set(['fan_out(3)']), filter: '', isFolded: true, isActiveFirst: false,
	});
	const other = reduceNodeTable(hidden, {type: 'reveal', key: 'sum', isFilteredOut: false});
	t.match(other.options, {filter: 'sum', ranks: new Map([['fan_out', false]])});
});

t.test('rows taken out of a fold go back into it, and all do when folding is switched', async t => {
	const unfolded = reduceAll({type: 'toggle-folding'}, {type: 'unfold', keys: ['a', 'b', 'c']});
	t.equal(unfolded.selected, 'a', 'the cursor is on the first of them');
	t.same(reduceNodeTable(unfolded, {type: 'fold', keys: ['a', 'b']}).options.unfolded, new Set(['c']));
	t.same(reduceAll({type: 'toggle-folding'}, {type: 'unfold', keys: ['a']}, {type: 'toggle-folding'}).options, initial.options);
});
