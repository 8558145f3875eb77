import t from 'tap';
import {describeRanWithout} from '../../../source/core/run/ran-without.js';
import {describeTrouble, findTrouble, listTroubles, shortenTrouble} from '../../../source/core/run/describe-trouble.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {done, finished, log, raised, tell} from '../../support/core/story.js';

const diamond = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: []});
const begun = [finished('a', 'None', {b: 1, c: 1}), done('a')];
const ran = [finished('c', 'None', {d: 1}), done('c'), finished('d'), done('d')];

t.test('a join that ran although a node before it raised is completed, and says without which', async t => {
	const {nodes, outcome} = tell(diamond, begun, [raised('b'), done('b')], ran);
	t.match(nodes.get('d'), {status: 'COMPLETED', reason: 'completed', ranWithout: ['b'], sentence: 'ran without b: its input may be incomplete'});
	t.equal(outcome, 'FAILED');
	t.equal(nodes.get('c')?.ranWithout, undefined);
});

t.test('also when the failure shows only after the join has ended', async t => {
	const {nodes} = tell(diamond, begun, [done('b'), ...ran], [raised('b')]);
	t.same(nodes.get('d')?.ranWithout, ['b']);
});

t.test('a node whose work is done, and whose dispatch alone was refused, is not missing', async t => {
	const refused = log('b', {result: 'None', dispatchFailure: {message: 'No response', source: 'scheduler.py', traceback: []}});
	const {nodes} = tell(diamond, begun, [refused, done('b')], ran);
	t.equal(nodes.get('b')?.reason, 'dispatch-failed');
	t.equal(nodes.get('d')?.ranWithout, undefined);
});

t.equal(describeRanWithout(['w(1)', 'w(2)', 'w(3)', 'w(4)', 'w(5)']), 'ran without w(1), w(2), w(3) and 2 more: its input may be incomplete');

t.test('what a run is to be blamed on: what failed before what timed out, and a join that could never run', async t => {
	const mixed = createTinyWorkflow({a: [{True: ['b'], False: ['c']}], b: ['d'], c: ['d'], d: []});
	const dead = tell(mixed, [finished('a', 'True', {b: 1}), done('a')], [finished('b', 'None', {d: 1}), done('b')]);
	const trouble = findTrouble(dead);
	t.equal(trouble?.reason, 'dead-join');
	t.equal(trouble && describeTrouble(trouble), 'd never ran: waits for c, whose branch was not taken');
	const failed = tell(diamond, begun, [raised('b'), done('b')], ran);
	t.equal(describeTrouble(listTroubles([...failed.nodes.values()])[0]!), 'b: boom');
	t.same(listTroubles([...tell(diamond, begun).nodes.values()]), []);
});

t.test('where there is little room, what happened is cut before where it did', async t => {
	const told = {...tell(diamond, begun, [raised('b')]).nodes.get('b')!, sentence: 'KeyError: a long key at f.py:4 in load()', cause: {what: 'KeyError: a long key', where: {file: 'f.py', line: 4, inside: 'load'}, frames: []}};
	t.equal(shortenTrouble(told, 80), 'b: KeyError: a long key at f.py:4 in load()');
	t.equal(shortenTrouble(told, 26), 'b: KeyError: a… at f.py:4');
	t.equal(shortenTrouble({...told, cause: {what: '', frames: []}}, 5), 'b: KeyError: a long key at f.py:4 in load()');
});
