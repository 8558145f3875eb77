import {EventEmitter} from 'node:events';
import process from 'node:process';
import {setImmediate as turn} from 'node:timers/promises';
import t from 'tap';
import {createAlternateScreen} from '../../../../source/screen/frame/terminal/alternate-screen.js';
import {createJobControl, type JobControl} from '../../../../source/screen/frame/terminal/job-control.js';
import {createKeyboard, type KeyboardSource} from '../../../../source/screen/frame/terminal/keyboard.js';
import {takeTerminal, type TerminalView} from '../../../../source/screen/frame/terminal/terminal-modes.js';

const names: ReadonlyArray<readonly [string, string]> = [['\u001B[?1049h', 'alternate'], ['\u001B[?1049l', 'normal'], ['\u001B[?2004h', 'marks'], ['\u001B[?2004l', 'no marks']];

// eslint-disable-next-line unicorn/prefer-event-target -- streams and processes are emitters
const createEmitter = () => new EventEmitter();

/** A terminal that writes down, in order, what is done to it. */
const open = (view: TerminalView) => {
	const done: string[] = [];
	const stdin = Object.assign(createEmitter(), {
		isTTY: true,
		setRawMode(isRaw: boolean) {
			done.push(isRaw ? 'raw' : 'cooked');
			return stdin;
		},
		setEncoding: () => stdin, resume: () => stdin, pause: () => stdin, ref: () => stdin, unref: () => stdin,
	}) as unknown as KeyboardSource & EventEmitter;
	const stdout = {
		write(text: string) {
			done.push(...names.flatMap(([sequence, name]) => text.includes(sequence) ? [name] : []));
		},
	};
	const signals = createEmitter();
	const jobs: JobControl = {
		...createJobControl(Object.assign(signals, {kill: () => true}) as unknown as NodeJS.Process),
		stop() {
			done.push('stopped');
		},
	};
	const keyboard = createKeyboard(stdin, stdout);
	const terminal = takeTerminal({
		view, keyboard, alternateScreen: createAlternateScreen(stdout), jobs,
		views: {
			screen: {open: () => done.push('screen on'), close: () => done.push('screen off')},
			lines: {open: () => done.push('lines on'), close: () => done.push('lines off')},
		},
	});
	return {
		terminal, keyboard, stdin, signals,
		/** What was done since this was asked last. */
		done: () => done.splice(0),
	};
};

t.test('the screen takes the terminal, and gives it back once, whoever asks for it', async t => {
	const {terminal, done, signals} = open('screen');
	const onExit = process.listeners('exit').at(-1)!;
	t.same(done(), ['raw', 'marks', 'alternate', 'screen on']);
	terminal.close();
	t.same(done(), ['screen off', 'normal', 'no marks', 'cooked']);
	terminal.close();
	terminal.show('lines');
	terminal.suspend();
	signals.emit('SIGCONT');
	await turn();
	t.same(done(), ['stopped'], 'nothing is taken again after the end');
	t.notOk(process.listeners('exit').includes(onExit));
	t.equal(signals.listenerCount('SIGTSTP') + signals.listenerCount('SIGCONT'), 0);
});

t.test('process.exit gives it back too', async t => {
	const {done} = open('screen');
	done();
	const exit = process.listeners('exit').at(-1) as () => void;
	exit();
	t.same(done(), ['screen off', 'normal', 'no marks', 'cooked']);
});

t.test('lines are on the normal screen, with single keys, and the way back is the same', async t => {
	const {terminal, done} = open('screen');
	done();
	terminal.show('lines');
	t.same(done(), ['screen off', 'normal', 'lines on']);
	t.equal(terminal.getView(), 'lines');
	terminal.show('lines');
	t.same(done(), [], 'they are there already');
	terminal.show('screen');
	t.same(done(), ['lines off', 'alternate', 'screen on']);
	terminal.show('lines');
	done();
	terminal.close();
	t.same(done(), ['lines off', 'no marks', 'cooked']);
});

t.test('Ctrl+Z gives the terminal back before it stops, and takes it as it was when the process goes on', async t => {
	const {terminal, done, signals} = open('screen');
	done();
	terminal.suspend();
	t.same(done(), ['screen off', 'normal', 'no marks', 'cooked', 'stopped']);
	signals.emit('SIGCONT');
	await turn();
	t.same(done(), ['raw', 'marks', 'alternate', 'screen on']);
	terminal.show('lines');
	done();
	terminal.suspend();
	await turn();
	t.same(done(), ['lines off', 'no marks', 'cooked', 'stopped', 'raw', 'marks', 'lines on'], 'also where nobody stops the process');
	terminal.close();
});

t.test('a stop from outside is as good as Ctrl+Z, and after one that cannot be seen all is set up and drawn again', async t => {
	const {terminal, done, signals} = open('screen');
	done();
	signals.emit('SIGTSTP');
	await turn();
	t.same(done(), ['screen off', 'normal', 'no marks', 'cooked', 'stopped', 'raw', 'marks', 'alternate', 'screen on']);
	signals.emit('SIGCONT');
	t.same(done(), ['no marks', 'cooked', 'raw', 'marks', 'alternate', 'screen on']);
	terminal.close();
});

t.test('another program has the terminal as long as it takes, also when it fails', async t => {
	const {terminal, done, signals} = open('screen');
	done();
	t.equal(await terminal.withTerminal(async () => {
		t.same(done(), ['screen off', 'normal', 'no marks', 'cooked']);
		signals.emit('SIGTSTP');
		t.same(done(), ['stopped'], 'Ctrl+Z there stops both');
		return 'read';
	}), 'read');
	t.same(done(), ['raw', 'marks', 'alternate', 'screen on']);
	await t.rejects(terminal.withTerminal(async () => {
		throw new Error('no pager');
	}), {message: 'no pager'});
	t.same(done(), ['screen off', 'normal', 'no marks', 'cooked', 'raw', 'marks', 'alternate', 'screen on']);
	await terminal.withTerminal(async () => {
		terminal.close();
	});
	t.same(done(), ['screen off', 'normal', 'no marks', 'cooked']);
});

t.test('keys go to the screen, or to whoever has them instead', async t => {
	const {terminal, keyboard, stdin} = open('screen');
	stdin.emit('data', 'a');
	const diverted: string[] = [];
	keyboard.divert(keys => {
		diverted.push(keys);
	});
	stdin.emit('data', 'b');
	keyboard.divert(undefined);
	stdin.emit('data', 'é');
	t.equal(String(keyboard.screenInput.read()), 'aé');
	t.same(diverted, ['b']);
	terminal.close();
	t.equal(stdin.listenerCount('data'), 0);
});

t.test('the whole job is stopped, and listeners do not keep it going', async t => {
	const signals = createEmitter();
	const sent: unknown[] = [];
	const target = Object.assign(signals, {
		kill(pid: number, signal: string) {
			sent.push([pid, signal, signals.listenerCount('SIGTSTP')]);
			return true;
		},
	}) as unknown as NodeJS.Process;
	const jobs = createJobControl(target);
	const remove = jobs.onStopRequest(() => undefined);
	jobs.stop();
	t.same(sent, [[0, 'SIGTSTP', 0]]);
	t.equal(signals.listenerCount('SIGTSTP'), 1);
	remove();
	t.equal(signals.listenerCount('SIGTSTP'), 0);
});
