import t from 'tap';
import {createNodeLogReader} from '../../../source/run/history/read-node-log.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {createFakeCloud} from '../../support/runner/fake-cloud.js';

const invocation = {workflowName: 'Tiny', timestamp: '2026-11-23T04-00-00', id: 'mine'};
const folder = 'FaaSrLog/Tiny/2026-11-23T04-00-00/mine';

const open = () => {
	const {cloud, bucket} = createFakeCloud();
	const readNodeLog = createNodeLogReader({...cloud, workflow: createTinyWorkflow({a: ['b'], b: []}), invocation, clock: createVirtualClock()});
	const collect = async (node: string) => {
		const pieces: string[][] = [];
		for await (const lines of readNodeLog(node)) {
			pieces.push(lines.map(({text}) => text));
		}

		return pieces;
	};

	return {bucket, collect};
};

t.test('a log comes in pieces, with its last line although no line end follows; a node without a log has none', async t => {
	const {bucket, collect} = open();
	const line = 'x'.repeat(1023);
	bucket.put(`${folder}/a.txt`, `${`${line}\n`.repeat(4.5 * 1024)}no end`);
	const pieces = await collect('a');
	t.equal(pieces.length, 5);
	t.equal(pieces.flat().length, (4.5 * 1024) + 1);
	t.equal(pieces.flat().at(-1), 'no end');
	t.same(await collect('b'), []);
	t.equal(bucket.listCount, 1);
});

t.test('a log that cannot be read is an error', async t => {
	const {bucket, collect} = open();
	bucket.put(`${folder}/a.txt`, 'line\n');
	await collect('b');
	bucket.failNext(new Error('gone'));
	await t.rejects(collect('a'), {message: 'gone'});
});
