import {EventEmitter} from 'node:events';
import t from 'tap';
import {createAlarm, createProcessCrashes} from '../../../source/commands/run/crash-source.js';

const start = () => {
	const target = new EventEmitter(); // eslint-disable-line unicorn/prefer-event-target -- stands for the process, which is one
	const unheard: unknown[] = [];
	const crashes = createProcessCrashes(target as unknown as NodeJS.Process, error => {
		unheard.push(error);
	});
	return {target, unheard, crashes};
};

t.test('exceptions and rejections are told to all who listen, and only while nobody does to the end of the process', async t => {
	const {target, unheard, crashes} = start();
	const heard: unknown[] = [];
	target.emit('uncaughtException', 'first');
	const stops = [1, 2].map(listener => crashes.onCrash(error => {
		heard.push([listener, error]);
	}));
	target.emit('unhandledRejection', 'second');
	stops[0]!();
	target.emit('uncaughtException', 'third');
	stops[1]!();
	target.emit('unhandledRejection', 'fourth');
	t.same(heard, [[1, 'second'], [2, 'second'], [2, 'third']]);
	t.same(unheard, ['first', 'fourth']);
});

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
