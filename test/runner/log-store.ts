import t from 'tap';
import {createLogStore} from '../../source/runner/log-store.js';
import {type LogEntry} from '../../source/runner/log-entry.js';

const entry = (text: string): LogEntry => ({text, message: text, isNoise: false, node: 'a', at: 0});
const texts = (entries: readonly LogEntry[]): readonly string[] => entries.map(({text}) => text);

t.test('lines come in order, readers hear of a batch once, and the snapshot is the same object until then', async t => {
	const store = createLogStore();
	let changes = 0;
	const stop = store.subscribe(() => {
		changes++;
	});
	const added: string[] = [];
	const stopAppend = store.onAppend(entries => {
		added.push(...texts(entries));
	});
	const empty = store.getSnapshot();
	store.append([]);
	t.equal(store.getSnapshot(), empty);
	store.append([entry('1'), entry('2')]);
	t.same(texts(store.getSnapshot()), ['1', '2']);
	t.not(store.getSnapshot(), empty);
	t.equal(changes, 1);
	t.same(added, ['1', '2']);
	stop();
	stopAppend();
	store.append([entry('3')]);
	t.equal(changes, 1);
	t.same(added, ['1', '2']);
});

t.test('beyond the bound the oldest lines are dropped and counted', async t => {
	const store = createLogStore(3);
	store.append(['1', '2'].map(text => entry(text)));
	store.append(['3', '4', '5'].map(text => entry(text)));
	t.same(texts(store.getSnapshot()), ['3', '4', '5']);
	t.equal(store.droppedCount(), 2);
	store.clear();
	t.same(store.getSnapshot(), []);
	t.equal(store.droppedCount(), 0);
});
