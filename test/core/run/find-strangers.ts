import t from 'tap';
import {describeStrangers, findStrangers} from '../../../source/core/run/find-strangers.js';
import {finished, log, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const workflow = createTinyWorkflow({a: ['b', 'c'], b: [], c: []});

t.test('what was invoked and is not in the document is named once, with who invoked it', async t => {
	const state = tell(workflow, [finished('a', 'None', {b: 1, c: 1})], [finished('b', 'None', {four: 1, constructor: 2}), log('c', {invoked: {four: 1}})]);
	t.same(findStrangers(state), [{action: 'four', by: 'b'}, {action: 'constructor', by: 'b'}]);
	t.equal(describeStrangers(state), 'The document does not describe this run: b invoked four, b invoked constructor, which it does not have and nobody watched.');
});

t.test('a run of the document has nothing of the kind', async t => {
	t.equal(describeStrangers(tell(workflow, [finished('a', 'None', {b: 1, c: 1})])), undefined);
});
