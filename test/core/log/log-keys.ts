import t from 'tap';
import {getDoneKey, getInvocationPrefix, getLogFolder, getLogKey, parseLogKey} from '../../../source/core/log/log-keys.js';

t.test('an invocation\'s folder is named by log folder, workflow, timestamp and id', async t => {
	t.equal(getInvocationPrefix('FaaSrLog', {workflowName: 'W', timestamp: '2026-11-23T00-07-38', id: 'abc'}), 'FaaSrLog/W/2026-11-23T00-07-38/abc/');
});

t.test('the folder of all logs is the document\'s, or FaaSr\'s own where it names none', async t => {
	t.same([{FaaSrLog: 'logs/mine'}, {FaaSrLog: ''}, {}].map(document => getLogFolder(document)), ['logs/mine', 'FaaSrLog', 'FaaSrLog']);
});

const keys: ReadonlyArray<readonly [string, unknown]> = [
	['compute.txt', {kind: 'log', node: 'compute'}],
	['compute(12).txt', {kind: 'log', node: 'compute(12)'}],
	['function_completions/compute.done', {kind: 'done', node: 'compute'}],
	['function_completions/compute.12.done', {kind: 'done', node: 'compute(12)'}],
	['compute.candidate', {kind: 'candidate', action: 'compute'}],
	['compute/lock', {kind: 'lock', action: 'compute'}],
	['compute/flag/1234', {kind: 'lock', action: 'compute'}],
	['function_completions/', undefined],
	['notes/compute.txt', undefined],
	['', undefined],
	['__proto__.txt', {kind: 'log', node: '__proto__'}],
];

for (const [key, expected] of keys) {
	t.test(`the key ${JSON.stringify(key)} is read`, async t => {
		t.same(parseLogKey(key), expected);
	});
}

t.test('keys that are built are read back', async t => {
	t.same(parseLogKey(getLogKey('a(2)')), {kind: 'log', node: 'a(2)'});
	t.same(parseLogKey(getDoneKey('a', 2)), {kind: 'done', node: 'a(2)'});
	t.same(parseLogKey(getDoneKey('a')), {kind: 'done', node: 'a'});
});
