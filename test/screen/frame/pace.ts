import t from 'tap';
import {createElement, useSyncExternalStore} from 'react';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {useAnimation} from '../../../source/screen/frame/use-animation.js';
import {Lines} from '../../../source/screen/frame/lines.js';
import {getPace} from '../../../source/screen/frame/pace.js';
import {createShownClock} from '../../../source/screen/frame/terminal/shown-clock.js';
import {createFakeState, createFakeStore, createFakeWorkflow, type FakeState, type FakeStore} from '../create-fake-store.js';
import {plainTheme} from '../themes.js';
import {recordFrames} from '../render-frame.js';

const running: FakeState = {outcome: 'RUNNING', triggeredAt: 0, nodes: {a: {status: 'RUNNING', startedAt: 0}}};
const workflow = createFakeWorkflow('main', ['a']);

t.test('the screen is drawn the less often the longer nothing new has come, at most eight times a second, and not at all when nothing runs', async t => {
	const pace = (state: FakeState, sinceNewsMs: number) => getPace(createFakeState(workflow, state), sinceNewsMs);
	t.same(pace({}, 0), {isSpinning: false});
	t.same(pace({outcome: 'COMPLETED'}, 0), {isSpinning: false});
	const {intervalMs = 0} = pace(running, 0);
	t.ok(intervalMs >= 1000 / 8);
	t.same(pace(running, 9999), {intervalMs, isSpinning: true});
	t.same(pace(running, 10_000), {intervalMs: 1000, isSpinning: true});
	t.same(pace(running, 60_000), {intervalMs: 1000, isSpinning: false});
	t.same(pace({...running, nodes: {}}, 0), {intervalMs: 1000, isSpinning: true}, 'nothing is at work');
});

const Clockwork = ({store, clock}: {readonly store: FakeStore; readonly clock: ReturnType<typeof createVirtualClock>}) => {
	const state = useSyncExternalStore(store.subscribe, store.getSnapshot);
	const {now, spinner} = useAnimation({clock, state, logs: store.logs, theme: plainTheme});
	return createElement(Lines, {columns: 20, lines: [`${now} ${spinner}`]});
};

t.test('spinners turn, slow down, stand still, and turn again at the first news; none of it while the screen is off', async t => {
	const virtual = createVirtualClock();
	const {clock, setShown} = createShownClock(virtual);
	const store = createFakeStore(workflow, running);
	const recorder = recordFrames(() => createElement(Clockwork, {store, clock: {...virtual, ...clock}}), {columns: 20, rows: 3});
	t.teardown(recorder.unmount);
	const advance = async (ms: number): Promise<number> => {
		const before = recorder.frameCount();
		for (let passed = 0; passed < ms; passed += 200) {
			await virtual.advance(200);
			await recorder.settle();
		}

		return recorder.frameCount() - before;
	};

	t.equal(await advance(5000), 25);
	await advance(6000);
	const quiet = await advance(10_000);
	t.ok(quiet >= 9 && quiet <= 11, `${quiet} frames in ten quiet seconds`);
	await advance(40_000);
	const still = recorder.lastFrame().split(' ')[1];
	await advance(5000);
	t.equal(recorder.lastFrame().split(' ')[1], still, 'the spinner stands still');
	store.setState({...running});
	await recorder.settle();
	t.ok(await advance(2000) >= 9, 'news');
	setShown(false);
	await advance(1000);
	t.equal(await advance(5000), 0, 'the screen is off');
	setShown(true);
	await recorder.settle();
	t.ok(await advance(2000) >= 9, 'the screen is on again');
	setShown(false);
	await advance(1000);
	store.setState({...running, outcome: 'COMPLETED', endedAt: virtual.now()});
	await recorder.settle();
	t.equal(virtual.sleeperCount(), 0);
	setShown(true);
	t.equal(await advance(5000), 0, 'nothing runs');
});
