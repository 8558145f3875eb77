import t, {type Test} from 'tap';
import {type LogEntry} from '../../../source/run/runner/log-entry.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {type LogTools} from '../../../source/screen/log-tools.js';
import {createFakeStore, createFakeWorkflow} from '../create-fake-store.js';
import {openApp, running} from '../open-app.js';
import {keys} from '../render-frame.js';

const collect = async (lines: AsyncIterable<string>): Promise<readonly string[]> => {
	const all: string[] = [];
	for await (const line of lines) {
		all.push(line);
	}

	return all;
};

/** The app with the log zoomed, so that its title is the line below the header. */
const openLog = async (t: Test, {logTools, copyText, columns = 80}: {readonly logTools?: LogTools; readonly copyText?: (text: string) => boolean; readonly columns?: number} = {}) => {
	const app = openApp(t, {
		actionNames: ['a', 'b'], state: {...running, nodes: {a: {status: 'FAILED'}}}, size: {columns, rows: 12}, props: {logTools, ...(copyText && {copyText})},
	});
	await app.press('2', 'z');
	const getLines = () => app.lastFrame().split('\n').slice(2, -1).filter(line => line !== '');
	const add = async (...entries: ReadonlyArray<Partial<LogEntry> & {readonly message: string}>) => {
		app.store.addLogs(...entries.map(entry => ({node: 'a', ...entry})));
		await app.settle();
	};

	return {...app, add, title: () => app.line(1), getLines};
};

const numbered = (count: number) => Array.from({length: count}, (_, index) => ({message: `line ${index}`}));

t.test('/ in the log searches while it is typed, n goes on, Escape goes back to where it was', async t => {
	const app = await openLog(t);
	await app.add(...numbered(60));
	await app.press('/', '7', '$');
	t.match(app.title(), /\/7\$ 6 of 6 · PAUSED · 60\/60 ─$/);
	t.equal(app.line(-1).trimEnd(), ' /7$');
	await app.press(keys.enter, 'n');
	t.match(app.title(), /\/7\$ 1 of 6 · PAUSED/, 'round to the first');
	await app.add({message: 'line 67'});
	t.match(app.title(), /1 of 7 · PAUSED · 1 new ↓ ─$/, 'lines that come count, and move nothing');
	await app.press('N');
	t.match(app.title(), /7 of 7/);
	await app.press(keys.escape);
	t.match(app.title(), /nodes ─+ following ─$/);
	await app.press('/', 'z', 'z');
	t.match(app.title(), /\/zz not found · following/, 'what is not there does not stop following');
	await app.press(keys.escape, 'n');
	t.equal(app.line(-1), ' Nothing is searched: / in the log searches.');
});

t.test('a filter that leaves no line says so, and how to see them again', async t => {
	const app = await openLog(t);
	await app.press('&', 'q', 'q', keys.enter);
	await app.add({message: 'one'});
	t.same(app.getLines(), ['  No line matches &qq: Esc in the log shows all.']);
	await app.press('L', 'L', 'L');
	t.same(app.getLines(), ['  No line matches &qq and is an error: Esc in the log, then L, shows all.']);
	await app.press(keys.escape);
	t.same(app.getLines(), ['  No line is an error: L shows other levels.']);
	await app.press('L');
	t.same(app.getLines(), ['a          one']);
});

t.test('at 110 columns and more & and / see level and source file, and the node in the log of all nodes', async t => {
	const app = await openLog(t, {columns: 120});
	await app.add({message: 'one', level: 'DEBUG', source: 'executor.py'}, {node: 'b', message: 'two', level: 'INFO', source: 'scheduler.py'});
	const shows = async (typed: string) => {
		await app.press('&', ...typed, keys.enter);
		const lines = app.getLines();
		await app.press(keys.escape);
		return lines.map(line => line.split(' ').at(-1));
	};

	t.same(await shows('debug'), ['one']);
	t.same(await shows('!debug'), ['two']);
	t.same(await shows('sched'), ['two']);
	t.same(await shows('^b$'), ['two']);
	await app.press('/', ...'sched');
	t.match(app.title(), /\/sched 1 of 1/u);
});

t.test('& filters, &! leaves out, Escape takes back', async t => {
	const app = await openLog(t);
	await app.add({message: 'one'}, {message: 'two'}, {message: 'chat', isNoise: true}, {message: 'three'});
	await app.press('&', 't');
	t.same(app.getLines(), ['a          two', 'a          three']);
	await app.press(keys.backspace, '!', 't', keys.enter);
	t.match(app.title(), /&!t · following/);
	t.same(app.getLines(), ['a          one']);
	await app.press('&', 'x', keys.escape);
	t.match(app.title(), /&!t · following/);
	await app.press(keys.escape);
	t.same(app.getLines().length, 3);
	await app.press('d');
	t.same(app.getLines()[2], 'a          chat');
});

t.test('L leaves out lesser levels, e goes to errors and E back, c copies an error with its traceback', async t => {
	const copied: string[] = [];
	const app = await openLog(t, {copyText: text => copied.push(text) > 0});
	const error = [{message: 'raised', level: 'ERROR' as const}, {message: 'Traceback'}];
	await app.add(...error, ...numbered(20).map(entry => ({...entry, level: 'INFO' as const})), {message: 'died', level: 'CRITICAL'});
	await app.press('e', 'e');
	t.match(app.title(), /PAUSED/);
	t.match(app.getLines()[0], /ERROR raised/);
	await app.press('c');
	t.same(copied, ['a raised\na Traceback']);
	t.equal(app.line(-1), ' Copied the error and its traceback, 2 lines: a raised');
	await app.press('E');
	t.match(app.getLines().at(-1), /CRITICAL died/);
	await app.press('L', 'L', 'L');
	t.same(app.getLines(), ['a          ERROR raised', 'a          Traceback', 'a          CRITICAL died']);
	t.match(app.title(), /errors · /);
	const quiet = await openLog(t);
	await quiet.add({message: 'fine'});
	await quiet.press('e');
	t.equal(quiet.line(-1), ' There is no error among these lines.');
});

t.test('m draws a line below which c copies, and what no clipboard takes is said', async t => {
	const copied: string[] = [];
	const app = await openLog(t, {copyText: text => text.includes('new') && copied.push(text) > 0});
	await app.add({message: 'old'});
	await app.press('m');
	await app.add({message: 'new 1'}, {message: 'new 2'});
	t.match(app.getLines()[1], /^─── \d\d:\d\d:\d\d ─+$/);
	await app.press('c');
	t.same(copied, ['a new 1\na new 2']);
	t.match(app.line(-1), /^ Copied 2 lines since the mark at (?:\d{2}:){3} a new 1$/);
	const stubborn = await openLog(t, {copyText: () => false});
	await stubborn.press('c');
	t.equal(stubborn.line(-1), ' There is no line to copy.');
	await stubborn.add({message: 'x'});
	await stubborn.press('c');
	t.equal(stubborn.line(-1), ' The terminal\'s clipboard does not take the line: ctrl+s saves to a file.');
});

t.test('w wraps, l and h move what is cut off, T changes the times', async t => {
	const app = await openLog(t);
	await app.add({message: 'x'.repeat(75) + 'end', seconds: 1.5, level: 'INFO'}, {message: 'short'});
	await app.press('l');
	t.match(app.title(), /from column 21/);
	t.match(app.getLines()[0], / …x+end$/);
	await app.press('h', 'w');
	t.same(app.getLines()[1], '         ↳ xxxxxxend');
	await app.press('l');
	t.equal(app.line(-1), ' The lines are wrapped: w cuts them off again.');
	await app.press('T');
	t.equal(app.line(-1), ' Time of day.');
	await app.press('T');
	t.equal(app.line(-1), ' No times.');
	t.match(app.getLines()[0], /^a x+end$/);
	await app.press('T');
	t.equal(app.line(-1), ' Time since the action\'s start.');
	t.match(app.getLines()[0], /^a +1\.5 x+/);
});

t.test('a node\'s own run log is fetched on demand, and it is said why there is none', async t => {
	const fetched: string[] = [];
	let answer: () => readonly LogEntry[] = () => [];
	const logTools: LogTools = {
		async readRunLog(node) {
			fetched.push(node);
			return answer();
		},
		save: async () => '',
		page: async () => undefined,
	};
	const app = await openLog(t, {logTools});
	await app.add({message: 'on S3'});
	await app.press('R');
	t.same(fetched, ['a']);
	t.match(app.title(), /RUN LOG a \(failed\)/);
	t.same(app.getLines(), ['  No line of the run\'s own log: R fetches it when the run has ended.']);
	t.match(app.line(-1), /^ The platform has no log of a's run yet/);
	answer = () => {
		throw new FaasrTuiError('The token may not read logs.', {code: 'credentials', hint: 'Give it actions: read.'});
	};

	await app.press('R', 'R');
	t.equal(app.line(-1), ' The token may not read logs. Give it actions: read.');
	await app.add({message: 'printed', isRunLog: true});
	t.same(app.getLines(), ['        printed']);
	await app.press('R');
	t.same(app.getLines(), ['        on S3']);
	await app.press('a');
	t.same(app.getLines(), ['a          on S3', 'a          printed'], 'all logs are all');
});

t.test('ctrl+s and v hand out what is shown, cleaned', async t => {
	const handed: Array<readonly [string, readonly string[]]> = [];
	const logTools: LogTools = {
		readRunLog: async () => [],
		async save(name, lines) {
			handed.push([name, await collect(lines)]);
			return `/home/me/${name}`;
		},
		async page(lines, lend) {
			await lend(async () => {
				handed.push(['pager', await collect(lines)]);
			});
		},
	};
	const app = await openLog(t, {logTools});
	await app.add({message: 'one'}, {message: 'two'}, {message: 'chat', isNoise: true});
	await app.press('&', 'o', keys.enter, keys.ctrl('s'));
	t.match(app.line(-1), /^ save as: tutorial-all-\d{6}\.log/);
	await app.press(keys.ctrl('u'), 'x', keys.enter);
	t.equal(app.line(-1), ' Saved what the log shows in /home/me/x.');
	await app.press(keys.escape, 'v');
	t.same(handed, [['x', ['a one', 'a two']], ['pager', ['a one', 'a two']]]);
	const bare = await openLog(t);
	await bare.press('v');
	t.equal(bare.line(-1), ' There are no files here.');
});

t.test('a log of tens of thousands of lines is searched in the background, and keys work meanwhile', async t => {
	const app = await openLog(t);
	await app.add(...numbered(20_000));
	await app.press('/', '1', '9', '9', '9', '9');
	for (let count = 0; count < 500 && !app.title().includes('1 of 1 · PAUSED'); count++) {
		await app.clock.advance(200);
		await app.settle();
	}

	t.match(app.title(), /\/19{4} 1 of 1 · PAUSED/);
});

t.test('it is said once that old lines are lost', async t => {
	const store = createFakeStore(createFakeWorkflow('tutorial', ['a']), running);
	const subject = new Set<() => void>();
	const losses: string[] = [];
	const app = openApp(t, {props: {store: {
		...store,
		logs: {
			...store.logs,
			lines: {...store.logs.lines, describeLoss: () => losses[0]},
			subscribe(listener) {
				subject.add(listener);
				return () => subject.delete(listener);
			},
		},
	}}});
	losses.push('The oldest log lines are lost.');
	for (const listener of subject) {
		listener();
	}

	await app.settle();
	t.equal(app.line(-1), ' The oldest log lines are lost.');
	await app.press('f');
	t.match(app.line(-1), /q quit$/);
});
