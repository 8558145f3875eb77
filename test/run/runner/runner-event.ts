import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {type RunEvent} from '../../../source/core/run/events.js';
import {reduce} from '../../../source/core/run/reduce.js';
import {createRunnerEvents} from '../../../source/run/runner/runner-event.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

t.test('a limit that is nearly used up is warned of once, and again after there was more', async t => {
	const getEvents = createRunnerEvents();
	let state = createRunState(createTinyWorkflow({a: []}), 120_000);
	const tell = (at: number, event: RunEvent): readonly string[] => {
		const before = state;
		state = reduce(state, {at, events: [event]});
		return getEvents({before, after: state}).flatMap(told => told.type === 'run.warned' ? [told.message] : []);
	};

	const leave = (at: number, remaining: number): readonly string[] =>
		tell(at, {type: 'platform.budget', at, budget: {remaining, limit: 5000, resetAt: Date.UTC(2026, 10, 23, 12, 40)}});
	t.same(leave(1, 499), [], 'nothing runs that could suffer');
	t.same(leave(2, 4000), []);
	t.same(tell(3, {type: 'run.triggered', at: 3, invocation: {workflowName: 'Tiny', timestamp: '2026-11-23T00-00-00', id: 'id'}}), []);
	t.match(leave(4, 412), ['GitHub\'s rate limit is nearly used up: 412 of 5000 requests left until 12:40 UTC. The functions\' dispatches with the same token count, too.']);
	t.same(leave(5, 411), []);
	t.same(leave(6, 5000), []);
	t.match(leave(7, 100), [/100 of 5000/u]);
	t.same(tell(8, {type: 'watch.failed', at: 8, source: 'platform', message: 'spent'}), []);
	t.same(leave(9, 3000), []);
	t.same(leave(10, 1), [], 'a limit that is spent is told as the failure that it is');
});
