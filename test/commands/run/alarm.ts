import {EventEmitter} from 'node:events';
import t from 'tap';
import {createAlarm, createTaskStarter} from '../../../source/commands/run/alarm.js';
import {createProcessCrashes} from '../../../source/environment/process-events.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';

const start = () => {
	const target = new EventEmitter(); // eslint-disable-line unicorn/prefer-event-target -- stands for the process, which is one
	const unheard: unknown[] = [];
	const crashes = createProcessCrashes(target as unknown as NodeJS.Process, error => {
		unheard.push(error);
	});
	return {target, unheard, crashes};
};

t.test('an alarm ends a task that would never end, and keeps the first bug', async t => {
	const {target, unheard, crashes} = start();
	const alarm = createAlarm(crashes);
	t.doesNotThrow(() => {
		alarm.check();
	});
	t.equal(await alarm.guard(Promise.resolve('done')), 'done');
	const guarded = alarm.guard(new Promise(() => {
		// Never.
	}));
	const bug = new Error('surfaced elsewhere');
	target.emit('uncaughtException', bug);
	alarm.raise(new Error('another'));
	await t.rejects(guarded, bug);
	t.throws(() => {
		alarm.check();
	}, bug);
	alarm.stop();
	target.emit('uncaughtException', 'too late');
	t.same(unheard, ['too late']);
});

t.test('without a source of crashes a bug found elsewhere raises it', async t => {
	const alarm = createAlarm(undefined);
	const bug = new Error('found by a reporter');
	alarm.raise(bug);
	await t.rejects(alarm.guard(new Promise(() => {
		// Never.
	})), bug);
	alarm.stop();
});

t.test('a task that nobody waits for says what the user can mend, and raises the alarm with everything else', async t => {
	const said: string[] = [];
	let raisedCount = 0;
	const alarm = createAlarm(undefined, () => {
		raisedCount++;
	});
	const startTask = createTaskStarter(alarm, text => {
		said.push(text);
	});
	const bug = new TypeError('x is not a function');
	startTask(async () => {
		throw new FaasrTuiError('The bucket is away.', {code: 'unreachable', hint: 'Check the network.'});
	});
	await t.rejects(alarm.guard(new Promise(() => {
		startTask(async () => {
			throw bug;
		});
	})), bug);
	t.same(said, ['The bucket is away. Check the network.']);
	t.equal(raisedCount, 1);
	t.throws(() => {
		alarm.check();
	}, bug);
});
