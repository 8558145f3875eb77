import t from 'tap';
import {type Notification, renderEndNotification} from '../../../source/screen/indicators/end-notification.js';
import {showsProgress} from '../../../source/screen/indicators/tab-progress.js';
import {createIndicators, type IndicatorOptions} from '../../../source/screen/indicators/indicators.js';
import {hasWindowTitle} from '../../../source/screen/indicators/window-title.js';
import {createFakeState, createFakeStore, createFakeWorkflow, type FakeState, fakeInvocation} from '../create-fake-store.js';
import {asciiTheme, plainTheme} from '../themes.js';

type Environment = Readonly<Record<string, string>>;

const at = 1_800_000_000_000;
const running: FakeState = {outcome: 'RUNNING', invocation: fakeInvocation, triggeredAt: at};
const workflow = createFakeWorkflow('main', ['start', 'compute(2)', 'finish']);

const usualEnv: Environment = {TERM: 'xterm-256color'};

const open = (wanted: IndicatorOptions = {}, env = usualEnv) => {
	const written: string[] = [];
	const store = createFakeStore(workflow);
	const signs = createIndicators({
		store, stdout: {write: text => written.push(text)}, env, theme: plainTheme, cleanText: text => text, wanted,
	});
	return {
		store, signs,
		written: () => written.splice(0).join('').replaceAll('\u001B', '^').replaceAll('\u0007', '!'),
	};
};

t.test('the title says how the run stands, is set only when it changes, and is given back', async t => {
	const {store, signs, written} = open();
	signs.open();
	t.equal(written(), '^[22;2t^]2;○ main · faasr-tui!');
	store.setState(running);
	t.equal(written(), '^]2;● main 0/4 · faasr-tui!');
	store.setState({...running, nodes: {start: {status: 'RUNNING', startedAt: at}}});
	t.equal(written(), '');
	store.setState({...running, nodes: {start: {status: 'COMPLETED', startedAt: at, endedAt: at}}});
	t.equal(written(), '^]2;● main 1/4 · faasr-tui!');
	signs.close();
	t.equal(written(), '^[23;2t');
	store.setState({...running, outcome: 'FAILED', endedAt: at + 1000});
	t.equal(written(), '', 'while the terminal is somebody else\'s');
	signs.open();
	t.equal(written(), '^[22;2t^]2;✗ main 0/4 · faasr-tui!');
	signs.close();
	signs.dispose();
	t.equal(store.listenerCount(), 0);
});

t.test('a title can be switched off, and there is none where it cannot be given back', async t => {
	const cases: ReadonlyArray<readonly [Environment, boolean]> = [
		[{TERM: 'xterm'}, true], [{TERM: 'tmux-256color', TMUX: '/tmp/tmux,1,0'}, true], [{TERM: 'screen', STY: '1.pts'}, false], [{TERM: 'linux'}, false], [{TERM: 'dumb'}, false],
	];
	for (const [env, has] of cases) {
		t.equal(hasWindowTitle(env), has, JSON.stringify(env));
	}

	for (const [wanted, env] of [[{title: false}, {TERM: 'xterm'}], [{progress: true, notify: 'bell'}, {TERM: 'dumb'}]] as ReadonlyArray<readonly [IndicatorOptions, Environment]>) {
		const {store, signs, written} = open(wanted, env);
		signs.open();
		store.setState(running);
		store.setState({...running, outcome: 'COMPLETED', endedAt: at + 60_000});
		t.equal(written(), env['TERM'] === 'dumb' ? '' : '!', JSON.stringify(env));
		signs.close();
	}
});

t.test('the tab shows progress where the terminal is known to show it, or the user says so', async t => {
	const cases: ReadonlyArray<readonly [Environment, boolean]> = [
		[{TERM: 'xterm-256color'}, false],
		[{WT_SESSION: 'id'}, true],
		[{ConEmuANSI: 'ON'}, true],
		[{TERM_PROGRAM: 'WezTerm'}, true],
		[{TERM_PROGRAM: 'ghostty'}, true],
		[{TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.6.6'}, true],
		[{TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.10.0'}, true],
		[{TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.14'}, false],
		[{TERM_PROGRAM: 'Apple_Terminal'}, false],
		[{VTE_VERSION: '7900'}, true],
		[{VTE_VERSION: '7600'}, false],
		[{WT_SESSION: 'id', TMUX: '/tmp/tmux,1,0'}, false],
		[{VTE_VERSION: '7900', STY: '1.pts'}, false],
	];
	for (const [env, shows] of cases) {
		t.equal(showsProgress(env), shows, JSON.stringify(env));
	}

	const {store, signs, written} = open({title: false, progress: true, notify: 'none'});
	signs.open();
	t.equal(written(), '', 'nothing before a run');
	store.setState(running);
	t.equal(written(), '^]9;4;3;0^\\');
	store.setState({...running, nodes: {start: {status: 'COMPLETED', startedAt: at, endedAt: at}}});
	t.equal(written(), '^]9;4;1;25^\\');
	store.setState({...running, outcome: 'FAILED', endedAt: at + 1000});
	t.equal(written(), '^]9;4;2;100^\\');
	signs.close();
	t.equal(written(), '^]9;4;0;0^\\');
});

t.test('what tmux and screen do not know is handed on to the terminal around them', async t => {
	const inTmux = open({title: false, progress: true}, {TERM: 'tmux-256color', TMUX: '/tmp/tmux,1,0'});
	inTmux.signs.open();
	inTmux.store.setState(running);
	t.equal(inTmux.written(), '^Ptmux;^^]9;4;3;0^^\\^\\');
	const inScreen = open({title: false, progress: true}, {TERM: 'screen', STY: '1.pts'});
	inScreen.signs.open();
	inScreen.store.setState(running);
	t.equal(inScreen.written(), '^P^]9;4;3;0!^\\');
});

t.test('the end of a long run rings, also while another program has the terminal', async t => {
	const {store, signs, written} = open({title: false});
	store.setState(running);
	store.setState({...running, outcome: 'COMPLETED', endedAt: at + 30_001});
	t.equal(written(), '!');
	store.setState({...running, outcome: 'COMPLETED', endedAt: at + 30_001, nodes: {start: {status: 'COMPLETED'}}});
	t.equal(written(), '', 'once');
	signs.dispose();
	const end = (wish: Notification | undefined, seconds: number, name = 'main') => {
		const state = createFakeState(createFakeWorkflow(name, ['a']), {...running, outcome: 'FAILED', endedAt: at + (seconds * 1000)});
		return renderEndNotification(state, wish, {}, text => text).replaceAll('\u001B', '^').replaceAll('\u0007', '!');
	};

	t.equal(end(undefined, 30), '');
	t.equal(end('bell', 1), '!');
	t.equal(end('none', 300), '');
	t.equal(end('osc9', 1, '4;1;50'), '^]9;faasr-tui: 4;1;50 failed after 1.0s!', 'no name makes it another command');
});

t.test('the title is ASCII where the terminal is', async t => {
	const written: string[] = [];
	const signs = createIndicators({
		store: createFakeStore(createFakeWorkflow('x'.repeat(200), ['a']), running), stdout: {write: text => written.push(text)}, env: {}, theme: asciiTheme, cleanText: text => text, wanted: {},
	});
	signs.open();
	t.match(written.join(''), /\]2;\* x+~ 0\/1 \| faasr-tui/u);
	t.ok(written.join('').length < 100);
});
