import {EventEmitter} from 'node:events';
import t from 'tap';
import {createProcessCrashes} from '../../source/environment/process-events.js';

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
