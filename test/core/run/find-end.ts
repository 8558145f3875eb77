import t from 'tap';
import {type LogFacts} from '../../../source/core/log/log-facts.js';
import {findEnd} from '../../../source/core/run/find-end.js';
import {type NodeState, type SeenRun} from '../../../source/core/run/run-state.js';
import {done, log, run, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {endRun, gh} from '../../support/run-id.js';

const facts: LogFacts = {sizeBytes: 1, attempts: 1, seconds: 2.5, invoked: {}, hasNoTriggers: false, warnings: []};
const failure = {message: 'boom', source: 'executor.py', traceback: []};
const ended: SeenRun = {id: gh(1), action: 'a', ...endRun('failure'), seenAt: 9000, endedAt: 8000};
const began = {logStartedAt: 1000, startedAt: 900};

for (const [title, node, runs, end] of [
	['by the last line of its log', {...began, log: {...facts, result: 'None'}, doneAt: 4000}, [], 3500],
	['by the last line of a log that fails', {...began, log: {...facts, failure}}, [ended], 3500],
	['by its marker where its log has no end', {...began, log: facts, doneAt: 4000}, [], 4000],
	['by its marker where the lines tell no time', {...began, log: {...facts, result: 'None', seconds: 0}, doneAt: 4000}, [], 4000],
	['by the end of its platform run', {...began, log: facts}, [ended], 8000],
	['by the last of them', {startedAt: 900}, [ended, {...ended, id: 2, endedAt: 7000}], 8000],
	['when it was seen where the platform has not told all ends', {startedAt: 900}, [ended, {id: gh(2), action: 'a', status: 'in_progress', seenAt: 9000}], 10_000],
	['when it was seen where nothing tells', {...began, log: facts}, [], 10_000],
	['when it was decided for one that never began, whatever came to nothing on the platform', {}, [ended], 10_000],
	['never later than it was seen', {...began, log: {...facts, result: 'None', seconds: 60}}, [], 10_000],
	['never before it began', {startedAt: 9500}, [ended], 9500],
] as ReadonlyArray<readonly [string, Partial<NodeState>, readonly SeenRun[], number]>) {
	t.test(`a node ended ${title}`, async t => {
		t.equal(findEnd({id: 'a', action: 'a', status: 'RUNNING', runIds: [], ...node}, runs, 10_000), end);
	});
}

t.test('a settled node took as long as its log says, also where its container took its time to begin', async t => {
	const ending = [log('a', {seconds: 1.2, result: 'None', hasNoTriggers: true}), done('a')];
	const state = tell(createTinyWorkflow({a: []}), [run(1, 'a', 'in_progress')], [], [log('a', {seconds: 0.5})], ending);
	t.match(state.nodes.get('a'), {startedAt: 2500, endedAt: 3700});
});
