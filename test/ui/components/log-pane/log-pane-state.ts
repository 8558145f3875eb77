import fc from 'fast-check';
import t from 'tap';
import {getLogWindow, initialLogPaneState, reduceLogPane} from '../../../../source/ui/components/log-pane/log-pane-state.js';
import {type LogRow} from '../../../../source/ui/components/log-pane/log-rows.js';

const createRows = (from: number, to: number): readonly LogRow[] => Array.from({length: to - from}, (_, index) => ({
	number: from + index, isTraceback: false, entry: {node: 'a', message: '', text: '', at: 0, isNoise: false},
}));
const context = {rows: createRows(0, 100), height: 10};

t.test('following shows the last lines', async t => {
	t.same(getLogWindow(initialLogPaneState, context), {start: 90, end: 100, isFollowing: true, newCount: 0});
	t.same(getLogWindow(initialLogPaneState, {rows: [], height: 10}), {start: 0, end: 0, isFollowing: true, newCount: 0});
});

t.test('scrolling up pauses; the view stays where it is while lines come and go', async t => {
	const paused = reduceLogPane(initialLogPaneState, {type: 'scroll', by: -5, context});
	t.same(getLogWindow(paused, context), {start: 85, end: 95, isFollowing: false, newCount: 0});
	t.same(getLogWindow(paused, {rows: createRows(50, 137), height: 10}), {start: 35, end: 45, isFollowing: false, newCount: 37});
	t.match(getLogWindow(paused, {rows: createRows(120, 137), height: 10}), {start: 0, end: 10}, 'what was in view is gone');
	const further = reduceLogPane(paused, {type: 'scroll', by: -1, context: {rows: createRows(0, 137), height: 10}});
	t.match(getLogWindow(further, {rows: createRows(0, 137), height: 10}), {start: 84, newCount: 37}, 'scrolling on does not forget what is new');
});

t.test('the end resumes following, and a log that fits has nowhere to scroll', async t => {
	const paused = reduceLogPane(initialLogPaneState, {type: 'scroll', by: Number.NEGATIVE_INFINITY, context});
	t.match(getLogWindow(paused, context), {start: 0, isFollowing: false});
	t.equal(getLogWindow(reduceLogPane(paused, {type: 'scroll', by: Number.POSITIVE_INFINITY, context}), context).isFollowing, true);
	t.equal(getLogWindow(reduceLogPane(paused, {type: 'toggle-follow', context}), context).isFollowing, true);
	t.equal(getLogWindow(reduceLogPane(paused, {type: 'follow'}), context).isFollowing, true);
	t.equal(reduceLogPane(initialLogPaneState, {type: 'scroll', by: -1, context: {rows: createRows(0, 5), height: 10}}), initialLogPaneState);
	t.match(reduceLogPane(initialLogPaneState, {type: 'toggle-follow', context: {rows: [], height: 10}}), {top: 0, seenUpTo: -1});
});

t.test('wherever it is scrolled, the pane is full when there are lines enough', async () => {
	fc.assert(fc.property(fc.array(fc.integer({min: -150, max: 150})), fc.nat(200), fc.integer({min: 1, max: 60}), (moves, count, height) => {
		const rows = createRows(7, 7 + count);
		let state = initialLogPaneState;
		for (const by of moves) {
			state = reduceLogPane(state, {type: 'scroll', by, context: {rows, height}});
		}

		const {start, end} = getLogWindow(state, {rows, height});
		return end - start === Math.min(height, count) && start >= 0;
	}));
});
