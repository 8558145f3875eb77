import t from 'tap';
import {type TerminalModes} from '../../../source/screen/frame/terminal/terminal-modes.js';
import {createLinesView} from '../../../source/screen/lines/lines-view.js';
import {createNotices} from '../../../source/screen/notices.js';
import {createFakeActions} from '../create-fake-actions.js';
import {createFakeStore, createFakeWorkflow, fakeInvocation} from '../create-fake-store.js';

/** The run as lines, over a keyboard, a stream and a terminal that write down what is asked of them. */
const open = ({hasScreen = true, isBroken = false}: {readonly hasScreen?: boolean; readonly isBroken?: boolean} = {}) => {
	const store = createFakeStore(createFakeWorkflow('main', ['start', 'finish']), {outcome: 'RUNNING', invocation: fakeInvocation, triggeredAt: 0});
	const done: string[] = [];
	const crashes: unknown[] = [];
	const act = (what: string) => () => {
		done.push(what);
		if (isBroken) {
			throw new Error('broken');
		}
	};

	const notices = createNotices();
	let listener: ((keys: string) => void) | undefined;
	const terminal: TerminalModes = {
		show(mode) {
			done.push(`show ${mode}`);
		},
		suspend: act('suspend'),
		getView: () => 'lines',
		withTerminal: async task => task(),
		close: act('close terminal'),
	};
	const view = createLinesView({
		store,
		actions: {...createFakeActions(store, act), say: notices.say, quit: act('quit'), interrupt: act('interrupt')},
		quitSentence: 'The run goes on.',
		lines: {
			open: act('open lines'), close: act('close lines'),
			note(text) {
				done.push(`> ${text}`);
			},
		},
	}, {
		keyboard: {
			screenInput: undefined as never, open: act('open keyboard'), close: act('close keyboard'), onPaste: () => () => undefined,
			divert(to) {
				listener = to;
			},
		},
		notices,
		onCrash(error) {
			crashes.push(error);
		},
		getTerminal: () => terminal,
		hasScreen,
	});
	return {
		view, notices, crashes,
		isListening: () => listener !== undefined,
		/** What the keys did and said. */
		press(chunk: string): readonly string[] {
			listener?.(chunk);
			return done.splice(0);
		},
		take: () => done.splice(0),
	};
};

t.test('the keys and the notices are the lines\' only while they are open', async t => {
	const {view, notices, take, isListening} = open();
	notices.say('nobody hears');
	t.strictSame(take(), []);
	view.open();
	t.strictSame([isListening(), take()], [true, ['open lines']]);
	notices.say('Saved.');
	t.strictSame(take(), ['> Saved.']);
	view.open();
	take();
	notices.say('Once.');
	t.strictSame(take(), ['> Once.'], 'opened twice it answers once');
	view.close();
	t.strictSame([isListening(), take()], [false, ['close lines']]);
	notices.say('nobody hears');
	t.strictSame(take(), []);
});

t.test('a key leads to the screen and to the shell, and only where there is one', async t => {
	const {view, press} = open();
	view.open();
	press('');
	t.strictSame(press('s'), ['show screen']);
	t.strictSame(press('\u001A'), ['suspend']);
	const alone = open({hasScreen: false});
	alone.view.open();
	alone.press('');
	t.notMatch(alone.press('s'), ['show screen']);
});

t.test('what a key throws is handed on, for Node.js would end the process with it', async t => {
	const {view, press, crashes} = open({isBroken: true});
	t.throws(view.open);
	press('\u001A');
	t.match(crashes, [{message: 'broken'}]);
});
