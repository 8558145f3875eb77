import t from 'tap';
import {createRerun, getRerunItems, getSelection, type RerunKeys} from '../../../source/screen/run/rerun-menu.js';
import {createFakeActions} from '../create-fake-actions.js';
import {createFakeStore, createFakeWorkflow, type FakeState, fakeInvocation} from '../create-fake-store.js';
import {plainTheme} from '../themes.js';

const failed: FakeState = {
	outcome: 'FAILED', invocation: fakeInvocation, triggeredAt: 0, endedAt: 5000,
	nodes: {load: {status: 'COMPLETED'}, 'fan(1)': {status: 'COMPLETED'}, 'fan(2)': {status: 'FAILED'}},
};

/** The choices with a node selected; nothing is selected on rows folded together. */
const open = ({selected, state = failed, hasSelection = true, refusal}: {readonly selected?: string; readonly state?: FakeState; readonly hasSelection?: boolean; readonly refusal?: string} = {}) => {
	const store = createFakeStore(createFakeWorkflow('main', ['load', 'fan(2)']), state);
	const done: string[] = [];
	const act = (what: string) => () => {
		done.push(what);
	};

	const plan = createFakeActions(store, act).runner.planResume;
	const actions = createFakeActions(store, act, refusal === undefined ? {} : {planResume: selection => ({...plan(selection), refusal})});
	const keys: RerunKeys = {
		run: {
			store, quitSentence: 'The run goes on.', actions: {...actions, say: act('say'), quit: act('quit'), interrupt: act('interrupt')},
			getScreen: () => ({isStarting: false, wasInterrupted: false}),
			nameKey: command => `<${command}>`,
			openRerun: act('open'), onStart: act('begin anew'),
			dispatchScreen({type}) {
				done.push(`run ${type}`);
			},
		},
		...(hasSelection && {selection: {getKey: () => selected}}),
		cleanText: text => text, columns: 80, theme: plainTheme,
		dispatchScreen({type}) {
			done.push(type);
		},
		dispatchOverlay(action) {
			done.push(`${action.type} ${'cursor' in action ? action.cursor : ''}`);
		},
	};
	return {keys, done};
};

t.test('what a choice is about is what is selected', async t => {
	t.strictSame(getSelection('node', open({selected: 'load'}).keys), {kind: 'node', node: 'load'});
	t.strictSame(getSelection('node', open({selected: 'fan(2)'}).keys), {kind: 'node', node: 'fan(2)'});
	t.strictSame(getSelection('failed', open().keys), {kind: 'failed'});
	t.equal(getSelection('node', open().keys), 'No node is selected');
	t.equal(getSelection('node', open({selected: 'fan'}).keys), 'fan has 2 ranks: select one of them, such as fan(1)');
	t.equal(getSelection('other', open().keys), 'Nothing is chosen');
	t.equal(getSelection(undefined, open().keys), 'Nothing is chosen');
});

t.test('a choice that is not possible says why in its place', async t => {
	t.match(getRerunItems(open({selected: 'fan'}).keys)[2], {id: 'node', key: '3', label: 'fan', obstacle: 'fan has 2 ranks: select one of them, such as fan(1).'});
	t.match(getRerunItems(open().keys)[2], {label: 'This node and everything downstream', obstacle: 'No node is selected.'});
	t.match(getRerunItems(open({refusal: 'It is not there any more'}).keys)[0], {label: 'Whole workflow', obstacle: 'It is not there any more.'});
	t.strictSame(getRerunItems(open({hasSelection: false}).keys).map(({id}) => id), ['workflow', 'failed'], 'without a selection there is no choice of one');
});

t.test('the menu opens on what failed, where that can be run again', async t => {
	const {keys, done} = open();
	createRerun(keys).open();
	t.strictSame(done, ['reset 1', 'open-overlay']);
	const other = open({refusal: 'No'});
	createRerun(other.keys).open();
	t.strictSame(other.done, ['reset 0', 'open-overlay']);
});

t.test('a choice is not started that is refused, or while a run goes on', async t => {
	const ranks = open({selected: 'fan'});
	t.equal(createRerun(ranks.keys).start('node'), 'fan has 2 ranks: select one of them, such as fan(1).');
	const refused = open({refusal: 'It is not there any more'});
	t.equal(createRerun(refused.keys).start('failed'), 'It is not there any more.');
	const running = open({state: {...failed, outcome: 'RUNNING'}});
	t.equal(createRerun(running.keys).start('workflow'), 'The run is still in progress: <cancel> cancels it first.');
	t.strictSame([...ranks.done, ...refused.done, ...running.done], []);
	const {keys, done} = open({selected: 'fan(2)'});
	t.equal(createRerun(keys).start('node'), undefined);
	t.equal(done[0], 'close-overlay');
	t.ok(done.includes('resume fan(2)'), done.join(', '));
});
