import t from 'tap';
import {type ResumePlan} from '../../../source/core/run/resume-plan.js';
import {createKeymap, defaultKeymap, type Keymap} from '../../../source/screen/keys/keymap.js';
import {describeNodes} from '../../../source/screen/lines/describe-nodes.js';
import {createLineKeys} from '../../../source/screen/lines/line-keys.js';
import {createFakeActions} from '../create-fake-actions.js';
import {createFakeState, createFakeStore, createFakeWorkflow, type FakeState, fakeInvocation} from '../create-fake-store.js';

const running: FakeState = {outcome: 'RUNNING', invocation: fakeInvocation, triggeredAt: 0};
const failed: FakeState = {...running, outcome: 'FAILED', endedAt: 5000};
const workflow = createFakeWorkflow('main', ['start', 'finish']);

const open = (state: FakeState = {}, {keymap = defaultKeymap, refusal, hasScreen = true}: {readonly keymap?: Keymap; readonly refusal?: string; readonly hasScreen?: boolean} = {}) => {
	const store = createFakeStore(workflow, state);
	const done: string[] = [];
	const act = (what: string) => () => {
		done.push(what);
	};

	const keys = createLineKeys({
		store,
		actions: {
			...createFakeActions(store, act, {
				planResume: selection => ({selection, deletions: [], dispatches: [], runsAgain: [], blocked: [], completes: [], kept: [], ...(refusal !== undefined && {refusal})}) satisfies ResumePlan,
			}),
			say(text) {
				done.push(`> ${text}`);
			},
			quit: act('quit'), interrupt: act('interrupt'),
		},
		quitSentence: 'The local cloud stops with it.',
		keymap,
		note(text) {
			done.push(`> ${text}`);
		},
		cleanText: text => text,
		describeNodes: () => describeNodes(store.getSnapshot(), text => text),
		suspend: act('suspend'),
		...(hasScreen && {showScreen: act('screen')}),
	});
	return {
		store, keys,
		/** What the keys did and said. */
		press(chunk: string): readonly string[] {
			keys.press(chunk);
			return done.splice(0);
		},
	};
};

t.test('keys do what they do on the screen, and say in lines why they cannot', async t => {
	const {press, store} = open();
	t.same(press('t'), ['trigger']);
	t.same(press('t'), ['> The workflow is already starting.']);
	store.setState(running);
	t.same(press('t'), ['> The workflow is already running.']);
	t.same(press('s'), ['screen']);
	t.same(press('\u001A'), ['suspend']);
	t.same(press('j\u0007/'), [], 'what makes no sense without a screen does nothing');
	t.same(press('\u001B[A'), [], 'nor do arrows');
});

t.test('a trigger that failed can be tried again', async t => {
	const {press, keys} = open();
	press('t');
	keys.answer('GitHub refused the dispatch.');
	t.same(press('t'), ['> GitHub refused the dispatch.', 'trigger']);
});

t.test('a question stands in a line, and the next key answers it', async t => {
	const {press, store} = open(running);
	t.same(press('x'), ['> Cancel the run? y for yes, any other key for no.']);
	t.same(press('t'), ['> Nothing changed.']);
	t.same(press('xy'), ['> Cancel the run? y for yes, any other key for no.', 'cancel']);
	press('x');
	store.setState(failed);
	t.same(press('y'), ['> The run has ended: there is nothing to cancel.'], 'the run has gone on meanwhile');
	store.setState(running);
	t.same(press('q'), ['> Quit? The local cloud stops with it. y for yes, any other key for no.']);
	t.same(press('\u001B'), ['> Nothing changed.']);
	t.same(press('qy').at(-1), 'quit');
	store.setState({...running, isCancelRequested: true});
	t.same(press('Xy').at(-1), 'forceCancel');
});

t.test('Ctrl+C works also while a question stands, and says that a second one leaves', async t => {
	const {press, store} = open(running);
	press('x');
	t.same(press('\u0003'), ['> Cancelling the run. Ctrl+C again leaves at once.', 'interrupt']);
	store.setState({...running, isCancelRequested: true});
	t.same(press('\u0003'), ['quit']);
	t.same(open(failed).press('\u0003'), ['quit'], 'as on the screen');
});

t.test('r offers what can be run again, and a choice its plan, in lines', async t => {
	t.same(open(failed).press('r'), [
		'> 1 Whole workflow: new run, 0 nodes',
		'> 2 Failed nodes and everything downstream: new run, 0 nodes',
		'> Run again? A number shows the plan, y does 2 at once, Esc nothing.',
	], 'a node cannot be selected here');
	t.same(open(failed).press('r1').slice(3), ['> As a new run', '> dispatch  nothing', '> rerun     nothing', '> keep      nothing', '> delete    nothing', '> y does it, n goes back to the choices.']);
	t.same(open(failed).press('r1y').at(-1), 'resume workflow');
	t.same(open(failed).press('r2y').at(-1), 'resume failed');
	t.same(open(failed).press('ry').at(-1), 'resume failed', 'what failed is the likely choice');
	const {press} = open(failed);
	t.same(press('r1n'), [...open(failed).press('r1'), ...open(failed).press('r')], 'n goes back');
	t.same(press('a'), ['> Run again? A number shows the plan, y does 2 at once, Esc nothing.'], 'another key is told what keys do');
	t.same(press('\u001B'), ['> Nothing changed.']);
	t.same(press('\u001B'), [], 'it is closed');
	t.same(open(failed).press('ryr').at(-1), '> The workflow is already starting.');
	t.same(open(failed, {refusal: 'nothing failed'}).press('r2').at(-1), '> nothing failed.');
	t.match(open(running).press('r').at(-1), /^> The run is still in progress/u);
});

t.test('? lists the keys that work, under the names the user gave them, and 1 how every node stands', async t => {
	const {press} = open({...failed, nodes: {start: {status: 'FAILED', startedAt: 0, endedAt: 1500, sentence: 'It raised.'}}}, {keymap: createKeymap({quit: ['Q']}), hasScreen: false});
	const help = press('?');
	t.ok(help.includes('> Q: leave'));
	t.notOk(help.some(line => line.includes('back to the screen')));
	t.same(press('q'), []);
	t.same(press('Q'), ['quit']);
	t.same(press('1'), ['> start failed in 1.5s: It raised.', '> 1 failed, 1 pending']);
	t.ok(open().press('?').includes('> s: back to the screen'));
	t.same(describeNodes(createFakeState(workflow), text => text), ['2 pending']);
});
