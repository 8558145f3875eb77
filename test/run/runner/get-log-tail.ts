import t from 'tap';
import {getLogTail} from '../../../source/run/runner/get-log-tail.js';
import {createLogStore} from '../../../source/run/runner/log-store.js';
import {type LogEntry} from '../../../source/run/runner/log-entry.js';

const entry = (text: string, rest: Partial<LogEntry> = {}): LogEntry => ({text, message: text, isNoise: false, node: 'a', at: 0, ...rest});
const others = (count: number): readonly LogEntry[] => Array.from({length: count}, (_, index) => entry(`other ${index}`, {node: 'b'}));

t.test('the tail is the last lines of the node alone, without chatter', async t => {
	const logs = createLogStore();
	logs.append([entry('1'), entry('Log succesfully uploaded', {isNoise: true}), entry('2'), ...others(50), entry('3'), ...others(50)]);
	t.same(getLogTail(logs.lines, 'a'), ['1', '2', '3']);
	t.same(getLogTail(logs.lines, 'a', 2), ['2', '3']);
	t.same(getLogTail(logs.lines, 'c'), []);
	const small = createLogStore({mostLines: 51});
	small.append([entry('1'), entry('2'), ...others(50)]);
	t.same(getLogTail(small.lines, 'a'), ['2'], 'of the lines that are kept');
});

t.test('of a node that ran again only the last attempt is shown, however long the one before was', async t => {
	const logs = createLogStore();
	const start = entry('[0.1] [DEBUG] [executor.py] Starting dependency install', {message: 'Starting dependency install', source: 'executor.py', level: 'DEBUG', isNoise: true});
	logs.append([start, ...Array.from({length: 40}, (_, index) => entry(`first ${index}`)), entry('the first error', {level: 'ERROR'}), start, entry('second'), entry('Starting dependency install')]);
	t.same(getLogTail(logs.lines, 'a'), ['second', 'Starting dependency install'], 'a function may print the same words');
});

const runLog = {isRunLog: true} as const;
const endings: Readonly<Record<string, {readonly entries: readonly LogEntry[]; readonly tail: readonly string[]}>> = {
	'the run\'s own log counts where S3 names no error': {
		entries: [entry('started', {level: 'INFO'}), entry('Image pull failed', runLog)], tail: ['started', 'Image pull failed'],
	},
	'and does not where S3 does': {
		entries: [entry('raised', {level: 'ERROR'}), entry('Traceback'), entry('##[error] exit 1', runLog)], tail: ['raised', 'Traceback'],
	},
	'a traceback that the user printed is no error of FaaSr\'s': {
		entries: [entry('Traceback (most recent call last):'), entry('killed', runLog)], tail: ['Traceback (most recent call last):', 'killed'],
	},
};

for (const [what, {entries, tail}] of Object.entries(endings)) {
	t.test(what, async t => {
		const logs = createLogStore();
		logs.append([...entries, ...others(20)]);
		t.same(getLogTail(logs.lines, 'a'), tail);
	});
}
