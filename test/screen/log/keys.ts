import t, {type Test} from 'tap';
import {type LogEntry} from '../../../source/run/runner/log-entry.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {sanitizeLine} from '../../../source/core/text/sanitize.js';
import {parseLogLine} from '../../../source/core/log/parse-log-line.js';
import {type LogBounds} from '../../../source/run/runner/log-store.js';
import {type LogTools} from '../../../source/screen/log/log-tools.js';
import {type AppProps} from '../../../source/screen/screen-options.js';
import {noWholeLogs} from '../create-fake-store.js';
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
const openLog = async (t: Test, {columns = 80, logBounds = {}, ...props}: {readonly columns?: number; readonly logBounds?: Partial<LogBounds>} & Partial<Pick<AppProps, 'logTools' | 'copyText' | 'cleanText'>> = {}) => {
	const app = openApp(t, {
		actionNames: ['a', 'b'], state: {...running, nodes: {a: {status: 'FAILED'}}}, size: {columns, rows: 12}, props, logBounds,
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
	t.equal(app.line(-1), ' No active search. Press / in the log.');
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
	t.equal(quiet.line(-1), ' No errors in this log.');
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
	t.equal(stubborn.line(-1), ' No line to copy.');
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
		...noWholeLogs,
		save: async () => '',
		page: async () => undefined,
	};
	const app = await openLog(t, {logTools});
	await app.add({message: 'on S3'});
	await app.press('R');
	t.same(fetched, ['a']);
	t.match(app.title(), /RUN LOG a \(failed\)/);
	t.same(app.getLines(), ['  No line of the run log: R fetches it once the run has ended.']);
	t.match(app.line(-1), /^ No run log for a yet/);
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
		...noWholeLogs,
		async save(name, lines) {
			handed.push([name, await collect(lines)]);
			return `/home/me/${name}`;
		},
		async page(lines, withTerminal) {
			await withTerminal(async () => {
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
	t.equal(bare.line(-1), ' Not available in a replay.');
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

const logsCommand = 'faasr-tui logs tutorial.json --invocation-id 7046226e-609f-4d1c-adba-7732ebbf8c4a';

t.test('the title counts the lines that are gone, of all nodes or of the one that is shown, and names what shows them', async t => {
	const logTools: LogTools = {readRunLog: async () => [], ...noWholeLogs, getLogsCommand: () => logsCommand, save: async () => '', page: async () => undefined};
	const app = await openLog(t, {logTools, logBounds: {mostLines: 20}});
	await app.add(...numbered(20));
	t.match(app.title(), /^▶ LOG of all nodes ─+ following ─$/u);
	await app.add({message: 'one more'});
	t.match(app.title(), /^▶ LOG of all nodes ─+ 1 older line: faasr-tui logs · following ─$/u);
	await app.add({message: 'of b', node: 'b'}, ...numbered(9));
	t.match(app.title(), /^▶ LOG of all nodes ─+ 11 older lines: faasr-tui logs · following ─$/u);
	await app.press('1', keys.enter, '2');
	t.match(app.title(), /^▶ LOG a \(failed\) ─+ 11 older lines: faasr-tui logs · following ─$/u);
	await app.press('1', 'j', keys.enter, '2');
	t.match(app.title(), /^▶ LOG b \(pending\) ─+ following ─$/u, 'of b all lines are there');
	app.store.clearLogs();
	await app.press('a');
	t.match(app.title(), /^▶ LOG of all nodes ─+ following ─$/u);
	const wide = await openLog(t, {logTools, logBounds: {mostLines: 20}, columns: 160});
	await wide.add(...numbered(30));
	t.match(wide.title(), ` 10 older lines: ${logsCommand} · following ─`);
	const local = await openLog(t, {logBounds: {mostLines: 20}});
	await local.add(...numbered(30));
	t.match(local.title(), ' 10 older lines: v shows all · following ─', 'what no other program can show');
});

t.test('ctrl+s and v read from S3 what is gone, node by node, with the same filter, cleaned', async t => {
	const handed: string[][] = [];
	const read: string[] = [];
	const logTools: LogTools = {
		readRunLog: async () => [],
		...noWholeLogs,
		openWholeLogs: () => async function * (node) {
			read.push(node);
			const lines = ['[1.0] [ERROR] [executor.py] secret4711 raised', 'Traceback', '[2.0] [INFO] [log.py] Log succesfully uploaded', 'line \u001B[31m1'];
			yield lines.slice(0, 1).map(text => ({...parseLogLine(text), node, at: 0}));
			yield lines.slice(1).map(text => ({...parseLogLine(text), node, at: 0}));
		},
		async save(name, lines) {
			handed.push([...await collect(lines)]);
			return name;
		},
		async page(lines, withTerminal) {
			await withTerminal(async () => {
				handed.push([...await collect(lines)]);
			});
		},
	};
	const mask = createMasker(['secret4711']);
	const app = await openLog(t, {logTools, logBounds: {mostLines: 5}, cleanText: text => mask(sanitizeLine(text))});
	await app.add(...numbered(4), {message: 'print 1', isPrint: true}, {message: 'in memory', node: 'b'}, {message: 'line 4'}, {message: 'print 2', isPrint: true});
	await app.press('v');
	const fromS3 = ['a [1.0] [ERROR] [executor.py] *** raised', 'a Traceback', 'a line 1'];
	t.same(handed.at(-1), [...fromS3, 'a print 1', 'a print 2', 'b in memory'], 'what S3 does not have comes from memory, and so does the log of b, which is there as a whole');
	t.same(read, ['a']);
	await app.press('L', 'L', 'L', keys.ctrl('s'), keys.enter);
	t.same(handed.at(-1), fromS3.slice(0, 2), 'errors and what explains them');
	t.match(app.line(-1), /^ Saved what the log shows, function by function, in tutorial-all-\d{6}\.log\.$/u);
	await app.press('L');
	await app.add(...numbered(4));
	await app.press('v');
	t.same(handed.at(-1)!.slice(3, 6), ['a … 1 earlier lines not loaded: faasr-tui logs --run-log shows them', 'a print 2', 'b [1.0] [ERROR] [executor.py] *** raised'], 'of prints the newest are kept, and b has lost its line meanwhile');
});

t.test('S3 that does not answer is said, and nothing is saved', async t => {
	const logTools: LogTools = {
		readRunLog: async () => [],
		...noWholeLogs,
		openWholeLogs: () => async function * () {
			yield [];
			throw new FaasrTuiError('The data store S3 cannot be reached.', {code: 'unreachable', hint: 'Try again.'});
		},
		async save(name, lines) {
			await collect(lines);
			return name;
		},
		page: async () => undefined,
	};
	const app = await openLog(t, {logTools, logBounds: {mostLines: 1}});
	await app.add(...numbered(2));
	await app.press(keys.ctrl('s'), keys.enter);
	t.equal(app.line(-1), ' The data store S3 cannot be reached. Try again.');
});
