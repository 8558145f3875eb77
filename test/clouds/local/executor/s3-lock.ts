import t, {type Test} from 'tap';
import {ActionExit} from '../../../../source/clouds/local/executor/action-exit.js';
import {acquireLock, releaseLock} from '../../../../source/clouds/local/executor/s3-lock.js';
import {createRunLog} from '../../../../source/clouds/local/executor/run-log.js';
import {startBench} from '../../../support/functions/executor-bench.js';
import {type Clock} from '../../../../source/ports/clock.js';

const start = async (t: Test, onSleep: () => Promise<void> = async () => undefined) => {
	const {bucket} = await startBench(t);
	const sleeps: number[] = [];
	const clock: Clock = {
		now: () => 0,
		async sleep(ms) {
			sleeps.push(ms / 1000);
			await onSleep();
		},
	};
	let text = '';
	const options = {
		store: bucket, folder: 'inv/join', clock, signal: new AbortController().signal, runLog: createRunLog(line => {
			text += line;
		}, clock),
	};
	return {bucket, sleeps, options, readText: () => text};
};

t.test('takes a free lock without waiting and gives it back', async t => {
	const {bucket, sleeps, options} = await start(t);
	await acquireLock(options);
	t.same(await bucket.list('inv/'), ['inv/join/lock']);
	await releaseLock(options);
	t.same(await bucket.list('inv/'), []);
	t.same(sleeps, []);
});

t.test('waits while another process holds the lock', async t => {
	let release = async (): Promise<void> => undefined;
	let waits = 0;
	const {bucket, sleeps, options, readText} = await start(t, async () => {
		if (++waits === 3) {
			await release();
		}
	});
	release = async () => bucket.remove('inv/join/lock');
	await bucket.write('inv/join/lock', '1');
	await acquireLock(options);
	t.same(sleeps, [1, 2, 4]);
	t.equal(readText().split('LOCK SPINNING').length - 1, 3);
});

t.test('gives up on a lock that was left behind', async t => {
	const {bucket, sleeps, options, readText} = await start(t);
	await bucket.write('inv/join/lock', '1');
	await t.rejects(acquireLock(options), new ActionExit(1));
	t.match(readText(), /LOCK ACQUIRE TIMEOUT\n$/u);
	t.equal(sleeps.reduce((sum, seconds) => sum + seconds, 0), 175);
});

t.test('backs off while another process shows interest', async t => {
	let withdraw = async (): Promise<void> => undefined;
	const {bucket, sleeps, options} = await start(t, async () => withdraw());
	withdraw = async () => bucket.remove('inv/join/flag/7');
	await bucket.write('inv/join/flag/7', '');
	await acquireLock(options);
	t.same(sleeps, [1]);
	t.same(await bucket.list('inv/'), ['inv/join/lock']);
});
