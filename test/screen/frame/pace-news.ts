import t from 'tap';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {paceNews} from '../../../source/screen/frame/pace-news.js';
import {createFakeStore, createFakeWorkflow} from '../create-fake-store.js';

const open = () => {
	const clock = createVirtualClock(1_800_000_000_000);
	const source = createFakeStore(createFakeWorkflow('main', ['a']));
	const news = paceNews(source, clock);
	const told: string[] = [];
	const stops = [
		news.store.subscribe(() => told.push('state')),
		news.store.logs.subscribe(() => told.push('logs')),
	];
	const addLine = (): void => {
		source.addLogs({node: 'a', message: 'hello'});
	};

	return {
		clock, source, news, addLine,
		told: () => told.splice(0),
		stop() {
			for (const stop of stops) {
				stop();
			}
		},
	};
};

t.test('the first news are told at once, those that follow a frame closely once, a quarter of a second after it', async t => {
	const {clock, source, news, addLine, told} = open();
	addLine();
	source.setState({outcome: 'RUNNING'});
	t.same(told(), ['logs', 'state']);
	news.noteFrame();
	addLine();
	addLine();
	source.setState({outcome: 'RUNNING'});
	await clock.advance(249);
	t.same(told(), []);
	await clock.advance(1);
	t.same(told(), ['logs', 'state']);
	await clock.advance(1000);
	t.same(told(), []);
	addLine();
	t.same(told(), ['logs'], 'at once again');
});

t.test('news that a frame has shown already are not told', async t => {
	const {clock, news, addLine, told} = open();
	news.noteFrame();
	addLine();
	await clock.advance(200);
	news.noteFrame();
	await clock.advance(1000);
	t.same(told(), []);
	t.equal(clock.sleeperCount(), 0);
	news.noteFrame();
	addLine();
	await clock.advance(200);
	news.noteFrame();
	addLine();
	await clock.advance(249);
	t.same(told(), [], 'each frame counts');
	await clock.advance(1);
	t.same(told(), ['logs']);
});

t.test('whoever stopped listening, and everybody after the end, is told nothing', async t => {
	const first = open();
	first.news.noteFrame();
	first.addLine();
	first.stop();
	await first.clock.advance(1000);
	t.same(first.told(), []);
	t.equal(first.source.listenerCount(), 0);
	const second = open();
	second.news.noteFrame();
	second.addLine();
	second.news.close();
	await second.clock.advance(1000);
	t.same(second.told(), []);
	t.equal(second.clock.sleeperCount(), 0);
	t.same(second.news.store.getSnapshot(), second.source.getSnapshot());
});

t.test('at the end of a replay, where the time stands still, the last news are told, too', async t => {
	const clock = createVirtualClock(1_800_000_000_000);
	const source = createFakeStore(createFakeWorkflow('main', ['a']));
	const news = paceNews(source, {now: () => 1_800_000_000_000, sleep: clock.sleep});
	const told: string[] = [];
	news.store.subscribe(() => told.push('state'));
	news.noteFrame();
	source.setState({outcome: 'RUNNING'});
	await clock.advance(250);
	t.same(told, ['state']);
	t.equal(clock.sleeperCount(), 0);
});
