import t from 'tap';
import {findInvocation, listInvocations} from '../../../source/run/history/list-invocations.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const workflow = createTinyWorkflow({a: []});

const createBucket = () => {
	const logBucket = createInMemoryBucket('S3');
	for (const folder of ['2026-01-02T00-00-00/one', '2026-01-10T00-00-00/two', '2026-01-09_23-00-00/three', '2026-01-01T00-00-00/two', 'notes/else']) {
		logBucket.put(`FaaSrLog/Tiny/${folder}/a.txt`, 'x');
	}

	logBucket.put('FaaSrLog/Other/2026-01-11T00-00-00/four/a.txt', 'x');
	return logBucket;
};

t.test('invocations are listed by workflow, newest first, in both forms of the timestamp, and nothing else', async t => {
	const logBucket = createBucket();
	t.same((await listInvocations({workflow, logBucket})).map(({timestamp, id}) => `${timestamp} ${id}`), [
		'2026-01-10T00-00-00 two', '2026-01-09_23-00-00 three', '2026-01-02T00-00-00 one', '2026-01-01T00-00-00 two',
	]);
	t.same((await listInvocations({workflow, logBucket, limit: 1})).map(({id}) => id), ['two']);
});

t.test('an invocation is found by its id, as the latest, or by id and timestamp', async t => {
	const logBucket = createBucket();
	t.same(await findInvocation({workflow, logBucket, invocationId: 'one'}), {workflowName: 'Tiny', timestamp: '2026-01-02T00-00-00', id: 'one'});
	t.match(await findInvocation({workflow, logBucket, invocationId: '@latest'}), {id: 'two', timestamp: '2026-01-10T00-00-00'});
	t.match(await findInvocation({workflow, logBucket, invocationId: 'two', timestamp: '2026-01-01T00-00-00'}), {timestamp: '2026-01-01T00-00-00'});
});

t.test('an id that names two invocations is refused with both timestamps, one that names none with what there is', async t => {
	const logBucket = createBucket();
	await t.rejects(findInvocation({workflow, logBucket, invocationId: 'two'}), {
		code: 'usage', message: /not unique: there are invocations of 2026-01-10T00-00-00, 2026-01-01T00-00-00/u, hint: /--timestamp 2026-01-10T00-00-00/u,
	});
	await t.rejects(findInvocation({workflow, logBucket, invocationId: 'nobody'}), {code: 'usage', message: /no invocation "nobody"/u, hint: /the latest is two/u});
	await t.rejects(findInvocation({workflow, logBucket: createInMemoryBucket('S3'), invocationId: '@latest'}), {code: 'usage', hint: /trigger one/u});
});
